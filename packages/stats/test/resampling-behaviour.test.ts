import { expect, test } from 'vitest';
import {
  bcaBootstrapInterval,
  clusterPairsBootstrap,
  coefficientTests,
  covariance,
  drawsOfCoefficient,
  freedmanLane,
  freedmanLaneStatistics,
  jackknife,
  leastSquares,
  mean,
  permutationTest,
  RandomStream,
  studentizedBootstrapInterval,
  wildBootstrapInterval,
  wildBootstrapTest,
} from '../src/index.js';

// What the methods promise on average, on small data sets from fixed seeds.

/** y = 0.3 x + 0.2 z + an error whose spread grows with x; x and z related. */
function sample(replicate: number, n: number, slope = 0.3) {
  const stream = new RandomStream(77, 'behaviour', replicate);
  const uniform = () => (stream.nextUint32() + 0.5) / 2 ** 32;
  const x = Float64Array.from({ length: n }, uniform);
  const z = x.map((value) => uniform() + 0.5 * value);
  const y = x.map((value, i) => slope * value + 0.2 * z[i]! + (0.1 + value) * (uniform() + uniform() - 1));
  return { y, columns: [x.map(() => 1), x, z] };
}

/** Kolmogorov's distance of p-values from the uniform distribution, times the root of their number. */
function distanceFromUniform(pValues: number[]): number {
  const sorted = Float64Array.from(pValues).sort();
  const size = sorted.length;
  const distances = Array.from(sorted, (p, i) =>
    Math.max(Math.abs(p - i / size), Math.abs(p - (i + 1) / size)),
  );
  return Math.max(...distances) * Math.sqrt(size);
}

const trials = Array.from({ length: 400 }, (_, i) => i);

test.each([
  ['rademacher', true],
  ['webb', true],
  ['mammen', true],
  ['rademacher', false],
] as const)(
  'p-values of a true null are uniform: wild bootstrap, %s weights, null imposed %s',
  (distribution, nullImposed) => {
    const pValues = trials.map(
      (trial) =>
        wildBootstrapTest({
          ...sample(trial, 60),
          coefficient: 1,
          nullValue: 0.3,
          distribution,
          nullImposed,
          covariance: 'HC3',
          seed: 1,
          specification: trial,
          replicates: 199,
        }).pValue,
    );
    // Beyond 1.63 with probability 0.01.
    expect(distanceFromUniform(pValues)).toBeLessThan(1.63);
  },
);

test('p-values of a true null are uniform: Freedman and Lane, studentized by HC3', () => {
  const pValues = trials.map((trial) => {
    const data = { ...sample(trial, 60), coefficient: 1, nullValue: 0.3, studentize: 'HC3' } as const;
    const statistics = freedmanLaneStatistics({ ...data, seed: 1, specification: trial, from: 0, to: 199 });
    return permutationTest(freedmanLane(data).observed, statistics).pValue;
  });
  expect(distanceFromUniform(pValues)).toBeLessThan(1.63);
});

test('a large effect is found by both tests', () => {
  const data = { ...sample(1, 60, 3), coefficient: 1 };
  expect(wildBootstrapTest({ ...data, seed: 1, specification: 'large', replicates: 199 }).pValue).toBe(
    1 / 200,
  );
  const statistics = freedmanLaneStatistics({ ...data, seed: 1, specification: 'large', from: 0, to: 199 });
  expect(permutationTest(freedmanLane(data).observed, statistics).pValue).toBe(1 / 200);
});

test('wild, studentized and BCa intervals at 90% cover the true slope about as often', () => {
  const covered = { wild: 0, studentized: 0, bca: 0 };
  const some = trials.slice(0, 200);
  for (const trial of some) {
    const data = sample(trial, 60);
    const [, slope] = coefficientTests(leastSquares(data), covariance(leastSquares(data), 'HC1'));
    const key = { seed: 2, specification: trial };
    const rows = data.y.map((_, i) => i);
    const draws = clusterPairsBootstrap({ ...data, clusters: rows, ...key, from: 0, to: 399 });
    const estimates = drawsOfCoefficient(draws.coefficients, 3, 1);
    const stdErrors = drawsOfCoefficient(draws.stdErrors, 3, 1);
    const intervals = {
      wild: wildBootstrapInterval({ ...data, ...key, coefficient: 1, replicates: 199, level: 0.9 }),
      studentized: studentizedBootstrapInterval(slope!, { estimates, stdErrors }, 0.9),
      bca: bcaBootstrapInterval(slope!.estimate, estimates, jackknife(data)[1]!.influence, 0.9),
    };
    for (const method of ['wild', 'studentized', 'bca'] as const) {
      const { low, high } = intervals[method];
      if (low <= 0.3 && 0.3 <= high) covered[method] += 1 / some.length;
    }
  }
  // 200 trials know a share of 0.9 to 0.021.
  expect(covered.wild).toBeGreaterThan(0.84);
  expect(covered.wild).toBeLessThan(0.96);
  expect(covered.studentized).toBeGreaterThan(0.84);
  expect(covered.studentized).toBeLessThan(0.96);
  expect(covered.bca).toBeGreaterThan(0.82);
  expect(covered.bca).toBeLessThan(0.95);
});

test('Monte Carlo errors of p and of wild bounds are their spread over seeds', () => {
  const data = { ...sample(3, 60, 0.6), coefficient: 1, replicates: 399 };
  const runs = Array.from({ length: 150 }, (_, seed) => ({
    ...wildBootstrapInterval({ ...data, seed, specification: 'seeds', level: 0.9 }),
    ...wildBootstrapTest({ ...data, seed, specification: 'seeds', nullValue: 0.3 }),
  }));
  for (const [value, error] of [
    ['pValue', 'pError'],
    ['low', 'lowError'],
    ['high', 'highError'],
  ] as const) {
    const centre = mean(runs.map((run) => run[value]));
    const spread = Math.sqrt(mean(runs.map((run) => (run[value] - centre) ** 2)));
    expect(Math.abs(mean(runs.map((run) => run[error])) / spread - 1), value).toBeLessThan(0.2);
  }
});
