import { expect, test } from 'vitest';
import {
  ClusterLeverageOneError,
  coefficientTests,
  covariance,
  InvalidDataError,
  LeverageOneError,
  leastSquares,
} from '../src/index.js';

const y = Float64Array.of(1, 3, 2, 5, 4, 7, 6, 9, 1, 2, 4, 8);
const ones = y.map(() => 1);
const x = Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 1);
const clusters = ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c', 'd', 'd', 'd'];
const fit = leastSquares({ y, columns: [ones, x], names: ['constant', 'need'] });

test.each([
  ['too few identifiers', clusters.slice(1), '11 cluster identifiers for 12 observations'],
  ['one cluster', clusters.map(() => 'a'), 'All observations are in one cluster, "a"'],
  ['an empty identifier', ['', ...clusters.slice(1)], 'identifier of observation 0 is empty'],
  ['a NaN', Float64Array.from(x, (value, i) => (i === 2 ? Number.NaN : value)), 'observation 2 is NaN'],
  ['a null', [null as unknown as string, ...clusters.slice(1)], 'observation 0 is null'],
])('%s is an error that says so', (_, ids, message) => {
  for (const type of ['CR0', 'CR1', 'CR2', 'CR3'] as const) {
    expect(() => covariance(fit, type, { clusters: ids })).toThrow(InvalidDataError);
    expect(() => covariance(fit, type, { clusters: ids })).toThrow(message);
  }
  expect(() => covariance(fit, 'CR1', { clusters, secondClusters: ids })).toThrow(message);
});

test('clusters are asked for where they are needed, and refused where they would be ignored', () => {
  expect(() => covariance(fit, 'CR1')).toThrow('CR1 needs clusters');
  expect(() => covariance(fit, 'HC1', { clusters })).toThrow('HC1 takes no clusters');
  expect(() => covariance(fit, 'CR2', { clusters, secondClusters: clusters })).toThrow(
    'CR2 is not defined for two ways of clustering',
  );
});

test('two clusters one of which has only observations of weight 0 are one cluster', () => {
  const weighted = leastSquares({ y, columns: [ones, x], weights: y.map((_, i) => (i < 6 ? 1 : 0)) });
  const halves = clusters.map((_, i) => (i < 6 ? 1 : 2));
  expect(() => covariance(weighted, 'CR1', { clusters: halves })).toThrow('in one cluster, "1"');
});

test.each([
  ['a negative weight', Float64Array.from(x, (v) => v - 1), 'Weight 0 is -1'],
  ['a NaN weight', ones.map(() => Number.NaN), 'Weight 0 is NaN'],
  [
    'an infinite weight',
    ones.map((_, i) => (i === 1 ? Number.POSITIVE_INFINITY : 1)),
    'Weight 1 is Infinity',
  ],
  ['a weight too few', ones.slice(1), 'There are 11 weights where the outcome has 12 values'],
  ['weights all 0', ones.map(() => 0), 'at least 2 observations of positive weight, not 0'],
  ['one positive weight', ones.map((_, i) => (i === 4 ? 1 : 0)), 'positive weight, not 1'],
])('%s is an error that says so', (_, weights, message) => {
  expect(() => leastSquares({ y, columns: [ones, x], weights })).toThrow(InvalidDataError);
  expect(() => leastSquares({ y, columns: [ones, x], weights })).toThrow(message);
});

test('a column that varies only where the weight is 0 is named', () => {
  const weights = y.map((_, i) => (i === 11 ? 0 : 1));
  const last = y.map((_, i) => (i === 11 ? 1 : 0));
  expect(() => leastSquares({ y, columns: [ones, last], names: ['constant', 'last'], weights })).toThrow(
    'Column "last" is zero',
  );
});

test.each(['HC2', 'HC3', 'HC4', 'HC4m', 'HC5'] as const)('%s names the observation of leverage 1', (type) => {
  const alone = y.map((_, i) => (i === 7 ? 1 : 0));
  const exact = leastSquares({ y, columns: [ones, x, alone] });
  expect(() => covariance(exact, type)).toThrow(LeverageOneError);
  expect(() => covariance(exact, type)).toThrow(
    `Observation 7 has leverage 1, for which ${type} is not defined`,
  );
});

const inC = y.map((_, i) => (clusters[i] === 'c' ? 1 : 0));
const dummy = leastSquares({ y, columns: [ones, x, inC], names: ['constant', 'need', 'in_c'] });

test('CR3 names the cluster without which a coefficient cannot be estimated', () => {
  expect(() => covariance(dummy, 'CR3', { clusters })).toThrow(ClusterLeverageOneError);
  expect(() => covariance(dummy, 'CR3', { clusters })).toThrow('Without cluster "c" the coefficients');
});

test('CR2 goes on without the direction in which a cluster fits itself, and warns', () => {
  const { values, warnings } = covariance(dummy, 'CR2', { clusters });
  expect(values.every(Number.isFinite)).toBe(true);
  expect(warnings).toContainEqual(
    expect.objectContaining({
      code: 'cluster-leverage-one',
      message: expect.stringContaining('Cluster "c"'),
    }),
  );
});

test('leverage up to a half gives no warning, and over a half one that names the observation', () => {
  expect(covariance(fit, 'HC3').warnings).toEqual([]);
  const far = leastSquares({ y, columns: [ones, x.map((value, i) => (i === 9 ? 50 : value))] });
  for (const type of ['HC0', 'HC1', 'HC2', 'HC3', 'HC4', 'HC4m', 'HC5'] as const) {
    expect(covariance(far, type).warnings).toEqual([
      {
        code: 'high-leverage',
        observation: 9,
        message: expect.stringContaining('Observation 9 has leverage 0.9'),
      },
    ]);
  }
  expect(covariance(far, 'classical').warnings).toEqual([]);
});

test('a cluster with over half of the leverage is warned of by name', () => {
  const far = leastSquares({ y, columns: [x.map((value, i) => (i === 9 ? 50 : value))] });
  expect(covariance(far, 'CR1', { clusters }).warnings).toEqual([
    { code: 'high-leverage', message: expect.stringContaining('Cluster "d" has 0.9') },
  ]);
});

test('as many coefficients as clusters or more are warned of', () => {
  const quadratic = leastSquares({
    y,
    columns: [ones, x, x.map((v) => v ** 2), x.map((v) => v ** 3), x.map((v) => (v > 4 ? 1 : 0))],
  });
  expect(covariance(quadratic, 'CR1', { clusters }).warnings).toContainEqual({
    code: 'no-more-clusters-than-coefficients',
    message: expect.stringContaining('4 clusters for 5 coefficients'),
  });
});

test('CR2 warns of coefficients with fewer than 4 degrees of freedom', () => {
  expect(covariance(fit, 'CR2', { clusters }).warnings).toContainEqual({
    code: 'few-degrees-of-freedom',
    message: expect.stringContaining('Satterthwaite degrees of freedom, fewer than 4'),
  });
});

test('as many observations as coefficients leave nothing to test with, and a warning says so', () => {
  const exact = leastSquares({ y: y.slice(0, 2), columns: [ones.slice(0, 2), x.slice(0, 2)] });
  for (const [type, options] of [
    ['HC1', {}],
    ['CR1', { clusters: [1, 2] }],
  ] as const) {
    const matrix = covariance(exact, type, options);
    expect(matrix.warnings.map(({ code }) => code)).toContain('no-residual-degrees-of-freedom');
    expect(coefficientTests(exact, matrix)[1]).toMatchObject({ stdError: Number.NaN, pValue: Number.NaN });
  }
});

test('what was done for small samples is part of the result', () => {
  expect(covariance(fit, 'HC1')).toMatchObject({ convention: 'stata', factors: [12 / 10], clusters: [] });
  const pairs = clusters.map((_, i) => i % 2);
  const cr1 = (4 / 3) * (11 / 10);
  expect(covariance(fit, 'CR1', { clusters })).toMatchObject({
    convention: 'stata',
    factors: [cr1],
    clusters: [4],
    degreesOfFreedom: Float64Array.of(3, 3),
  });
  expect(covariance(fit, 'CR1', { clusters, convention: 'sandwich' }).degreesOfFreedom).toEqual(
    Float64Array.of(10, 10),
  );
  expect(covariance(fit, 'CR1', { clusters, secondClusters: pairs })).toMatchObject({
    factors: [cr1, 2 * (11 / 10), (8 / 7) * (11 / 10)],
    clusters: [4, 2, 8],
    degreesOfFreedom: Float64Array.of(1, 1),
  });
  expect(covariance(fit, 'CR1', { clusters, secondClusters: pairs, convention: 'fixest' }).factors).toEqual([
    2 * (11 / 10),
    2 * (11 / 10),
    2 * (11 / 10),
  ]);
});
