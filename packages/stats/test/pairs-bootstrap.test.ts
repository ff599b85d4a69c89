import { expect, test } from 'vitest';
import {
  coefficientTests,
  covariance,
  drawsOfCoefficient,
  InvalidDataError,
  leastSquares,
  mean,
  pairsBootstrap,
  percentileInterval,
  RandomStream,
  RankDeficientError,
  standardDeviation,
} from '../src/index.js';

/** n heteroskedastic rows on a constant and k - 1 columns, from a fixed seed. */
function sample(n: number, k: number) {
  const stream = new RandomStream(1, 'sample');
  const uniform = () => stream.nextUint32() / 2 ** 32;
  const columns = Array.from({ length: k }, (_, j) =>
    Float64Array.from({ length: n }, () => (j === 0 ? 1 : uniform())),
  );
  const y = Float64Array.from({ length: n }, (_, i) => {
    const x = columns[1]![i]!;
    return 0.5 - 0.3 * x + (0.1 + x) * (uniform() + uniform() - 1);
  });
  return { y, columns };
}

/** Replicates by refitting on the rows that were drawn. */
function refit({ y, columns }: { y: Float64Array; columns: Float64Array[] }, replicates: number): number[] {
  const indices = new Int32Array(y.length);
  return Array.from({ length: replicates }, (_, r) => {
    new RandomStream(42, 'refit', r).fillIndices(indices, y.length);
    const draw = (values: Float64Array) => Float64Array.from(indices, (i) => values[i]!);
    return [...leastSquares({ y: draw(y), columns: columns.map(draw) }).coefficients];
  }).flat();
}

const chosen = { seed: 42, specification: 'refit', from: 0 };

test.each([
  ['a constant and one column', sample(200, 2)],
  ['five columns', sample(201, 5)],
  ['one column, no constant', { y: sample(50, 2).y, columns: sample(50, 2).columns.slice(1) }],
  ['two columns, no constant', { y: sample(50, 3).y, columns: sample(50, 3).columns.slice(1) }],
])('replicates on %s equal refits on the rows drawn', (_, data) => {
  const draws = pairsBootstrap({ ...data, ...chosen, to: 25 });
  const expected = refit(data, 25);
  expect(draws.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(draws[i]! / value - 1)).toBeLessThan(1e-10);
  });
});

test('the constant may come second, be another number than 1, and x be far from zero', () => {
  const { y, columns } = sample(200, 2);
  const data = { y, columns: [columns[1]!.map((x) => 1e6 + x), y.map(() => 4)] };
  const draws = pairsBootstrap({ ...data, ...chosen, to: 10 });
  refit(data, 10).forEach((value, i) => {
    expect(Math.abs(draws[i]! / value - 1)).toBeLessThan(1e-10);
  });
});

test.each([2, 4])('shards put together are the whole, bit for bit, with %d columns', (k) => {
  const data = { ...sample(90, k), seed: 7, specification: 'shards' };
  const whole = pairsBootstrap({ ...data, from: 0, to: 30 });
  const parts = [
    [0, 1],
    [1, 17],
    [17, 17],
    [17, 30],
  ].map(([from, to]) => [...pairsBootstrap({ ...data, from: from!, to: to! })]);
  expect(Float64Array.from(parts.flat())).toEqual(whole);
  expect(pairsBootstrap({ ...data, seed: 8, from: 0, to: 30 })).not.toEqual(whole);
  expect(pairsBootstrap({ ...data, specification: 'other', from: 0, to: 30 })).not.toEqual(whole);
});

test.each([2, 4])('the spread of the replicates is the HC0 standard error, with %d columns', (k) => {
  // Both estimate the same to order 1/n; 4,000 replicates know a standard deviation to 1.1 %, so 5 % is four of
  // those and something for n = 1,270.
  const data = sample(1270, k);
  const fit = leastSquares(data);
  const tests = coefficientTests(fit, covariance(fit, 'HC0'));
  const draws = pairsBootstrap({ ...data, seed: 1, specification: 'spread', from: 0, to: 4000 });
  tests.forEach(({ estimate, stdError }, j) => {
    const coefficient = drawsOfCoefficient(draws, k, j);
    expect(Math.abs(standardDeviation(coefficient) / stdError - 1)).toBeLessThan(0.05);
    expect(Math.abs(mean(coefficient) - estimate) / stdError).toBeLessThan(0.1);
  });
});

test('a draw that leaves a column without variation is a row of NaN, and no other is', () => {
  const n = 12;
  const y = Float64Array.from({ length: n }, (_, i) => (i * i) % 7);
  const ones = y.map(() => 1);
  const single = y.map((_, i) => (i === 5 ? 1 : 0));
  const trend = y.map((_, i) => i);
  const indices = new Int32Array(n);
  for (const columns of [
    [ones, single],
    [ones, trend, single],
  ]) {
    const draws = pairsBootstrap({ y, columns, seed: 1, specification: 'single', from: 0, to: 200 });
    const k = columns.length;
    let failed = 0;
    for (let r = 0; r < 200; r++) {
      new RandomStream(1, 'single', r).fillIndices(indices, n);
      const row = draws.subarray(r * k, (r + 1) * k);
      expect(row.every(Number.isNaN)).toBe(!indices.includes(5));
      expect(row.some(Number.isNaN)).toBe(!indices.includes(5));
      if (!indices.includes(5)) failed += 1;
    }
    expect(failed).toBeGreaterThan(40);
    expect(percentileInterval(drawsOfCoefficient(draws, k, 1), 0.9)).toMatchObject({
      failed,
      replicates: 200 - failed,
    });
  }
});

test('a sample that cannot be fitted is the error of the fit, whatever the number of columns', () => {
  const { y, columns } = sample(30, 3);
  const [ones, x, z] = columns as [Float64Array, Float64Array, Float64Array];
  const data = { y, seed: 1, specification: 'a', from: 0, to: 2 };
  expect(() => pairsBootstrap({ ...data, columns: [ones, ones] })).toThrow(RankDeficientError);
  expect(() =>
    pairsBootstrap({ ...data, columns: [ones, x, z, z], names: ['1', 'x', 'z', 'again'] }),
  ).toThrow('again');
  expect(() => pairsBootstrap({ ...data, columns: [ones, x.fill(Number.NaN)] })).toThrow(InvalidDataError);
  expect(() => pairsBootstrap({ ...data, columns: [ones, z], from: 3 })).toThrow(InvalidDataError);
});

test('the percentile interval of 999 draws at 95% runs from the 25th to the 975th', () => {
  // Efron and Tibshirani (1993), section 12.5: of B draws, number (B + 1)(1 - level) / 2 from either end.
  const draws = Float64Array.from({ length: 999 }, (_, i) => ((i * 500) % 999) + 1);
  expect(percentileInterval(draws, 0.95)).toEqual({ low: 25, high: 975, replicates: 999, failed: 0 });
  expect(percentileInterval(draws, 0.9)).toMatchObject({ low: 50, high: 950 });
});

test('failed draws are left out of the percentile interval and counted', () => {
  const draws = Float64Array.of(Number.NaN, 3, 1, Number.NaN, 2);
  expect(percentileInterval(draws, 0.5)).toEqual({ low: 1, high: 3, replicates: 3, failed: 2 });
});

test('too few draws for the level give an interval of NaN, and a level of 95 an error', () => {
  expect(percentileInterval(Float64Array.of(1, 2, 3), 0.95)).toMatchObject({
    low: Number.NaN,
    high: Number.NaN,
  });
  expect(() => percentileInterval(Float64Array.of(1, 2, 3), 95)).toThrow(InvalidDataError);
});
