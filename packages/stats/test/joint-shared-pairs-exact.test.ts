import { afterEach, expect, test } from 'vitest';
import { currentEngine } from '../src/engine/current-engine.js';
import {
  drawSharedPairs,
  InvalidDataError,
  leastSquares,
  mean,
  type Period,
  prepareSharedPairs,
  RandomStream,
  RankDeficientError,
  sharedPairsBootstrap,
} from '../src/index.js';

afterEach(() => {
  delete process.env.INVERSE_CARE_KERNEL;
});

const key = { seed: 3, specification: 'shared' };

/** Replicate by replicate and row by row, from what the documentation says. */
function plainDraws(periods: readonly Period[], from: number, to: number): number[][] {
  const ids = [...new Set(periods.flatMap(({ units }) => Array.from(units)))];
  const stream = new RandomStream(key.seed, key.specification);
  const fits = periods.map(({ x, y }) => {
    const { coefficients, residuals } = leastSquares({ y, columns: [x.map(() => 1), x] });
    const centre = mean(x);
    const scale = Math.sqrt(mean(x.map((value) => (value - centre) ** 2)));
    return { slope: coefficients[1]!, residuals, scale, z: x.map((value) => (value - centre) / scale) };
  });
  const draws: number[][] = periods.map(() => []);
  for (let r = from; r < to; r++) {
    stream.moveTo(r);
    const times = new Map<string | number, number>();
    for (let i = 0; i < ids.length; i++) {
      const id = ids[stream.nextIndex(ids.length)]!;
      times.set(id, (times.get(id) ?? 0) + 1);
    }
    periods.forEach(({ units }, t) => {
      const { slope, residuals, scale, z } = fits[t]!;
      let [n, sz, se, szz, sze] = [0, 0, 0, 0, 0];
      for (let i = 0; i < z.length; i++) {
        const weight = times.get(units[i]!) ?? 0;
        if (weight === 0) continue;
        n += weight;
        sz += weight * z[i]!;
        se += weight * residuals[i]!;
        szz += weight * z[i]! * z[i]!;
        sze += weight * z[i]! * residuals[i]!;
      }
      const variation = szz - (sz * sz) / n;
      draws[t]!.push(variation > 1e-12 * n ? slope + (sze - (sz * se) / n) / variation / scale : Number.NaN);
    });
  }
  return draws;
}

/** Periods of which each lacks some units, or, where `twice`, has some of them twice; x is coarse where asked for. */
function invented(units: number, count: number, { twice = false, coarse = false } = {}): Period[] {
  const stream = new RandomStream(7, `invented ${units} ${count}`);
  const uniform = () => stream.nextUint32() / 2 ** 32;
  return Array.from({ length: count }, (_, t) => {
    const order = Array.from({ length: units }, (_, i) => (i * 7 + t) % units);
    const present = order.filter((i) => units < 6 || (i + t) % 9 > 0);
    const rows = twice ? [...present, ...present.filter((i) => i % 5 === t % 5)] : present;
    const x = Float64Array.from(rows, (_, row) => (coarse ? Number(row % 11 === 0) : uniform() - 0.5));
    const y = Float64Array.from(rows, (i) => (i % 3 === 0 ? 0 : uniform()));
    return { label: String(t), x, y, units: rows.map((i) => `unit ${i}`) };
  });
}

const shapes = [
  ['three units', invented(3, 1)],
  ['five units', invented(5, 3)],
  ['units of which each period lacks some', invented(60, 4)],
  ['units that come twice in a period', invented(61, 3, { twice: true })],
  ['x that often does not vary', invented(12, 2, { coarse: true })],
  ['more units than indices are drawn at a time', invented(1300, 3)],
] as const;

test.each(shapes)(
  '%s: draws equal the sums row by row, bit for bit, by kernel and by plain loops',
  (_, periods) => {
    const expected = plainDraws(periods, 2, 73).map((draws) => Float64Array.from(draws));
    const sample = prepareSharedPairs(periods);
    for (const name of ['kernel', 'plain'] as const) {
      if (name === 'plain') process.env.INVERSE_CARE_KERNEL = 'plain';
      expect(currentEngine().name).toBe(name);
      expect(drawSharedPairs(sample, { ...key, from: 2, to: 73 })).toStrictEqual(expected);
      expect(sharedPairsBootstrap({ periods, ...key, from: 2, to: 73 })).toStrictEqual(expected);
    }
    if (periods === shapes[4][1]) expect(expected[0]!.some(Number.isNaN)).toBe(true);
  },
);

test('pieces of any length put together are the whole, also of a sample that is cloned or in shared memory', () => {
  const periods = invented(60, 4);
  const sample = prepareSharedPairs(periods);
  const whole = drawSharedPairs(sample, { ...key, from: 0, to: 600 });
  const table = new Float64Array(new SharedArrayBuffer(sample.table.byteLength));
  table.set(sample.table);
  for (const copy of [structuredClone(sample), { ...sample, table }]) {
    for (const size of [1, 3, 63, 250, 257]) {
      const pieces: Float64Array[][] = [];
      for (let from = 0; from < 600; from += size) {
        pieces.push(drawSharedPairs(copy, { ...key, from, to: Math.min(600, from + size) }));
      }
      const together = whole.map((_, t) => Float64Array.from(pieces.flatMap((piece) => [...piece[t]!])));
      expect(together).toStrictEqual(whole);
    }
  }
});

test('samples that take turns on one kernel do not disturb each other, up to the last replicates there are', () => {
  const samples = [invented(60, 4), invented(400, 2)].map((periods) => prepareSharedPairs(periods));
  const draw = () =>
    samples.flatMap((sample) => drawSharedPairs(sample, { ...key, from: 2 ** 32 - 6, to: 2 ** 32 }));
  const first = draw();
  expect(draw()).toStrictEqual(first);
  process.env.INVERSE_CARE_KERNEL = 'plain';
  expect(draw()).toStrictEqual(first);
});

test('no replicates are no draws; periods that cannot be resampled and ranges out of order are refused', () => {
  const periods = invented(30, 2);
  const sample = prepareSharedPairs(periods);
  expect(drawSharedPairs(sample, { ...key, from: 4, to: 4 })).toStrictEqual([
    new Float64Array(0),
    new Float64Array(0),
  ]);
  expect(() => drawSharedPairs(sample, { ...key, from: 4, to: 3 })).toThrow(InvalidDataError);
  expect(() => drawSharedPairs(sample, { ...key, from: 0.5, to: 3 })).toThrow(InvalidDataError);
  expect(() => prepareSharedPairs([])).toThrow(InvalidDataError);
  expect(() => prepareSharedPairs(periods.map((period) => ({ ...period, others: [period.x] })))).toThrow(
    'alone',
  );
  const constant = periods.map((period) => ({ ...period, x: period.x.map(() => 2) }));
  expect(() => prepareSharedPairs(constant)).toThrow(RankDeficientError);
});
