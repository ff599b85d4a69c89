import { expect, test } from 'vitest';
import {
  averageMarginalEffect,
  InvalidDataError,
  logit,
  modelCovariance,
  NoConvergenceError,
  poisson,
  RankDeficientError,
  SeparationError,
} from '../src/index.js';
import { nonNegativeRemainder } from '../src/models/non-negative-least-squares.js';
import { columns, logExposure, names, ones, rows } from './models-golden.js';

const any = rows.fte.map((value) => (value > 0 ? 1 : 0));

function thrown(call: () => unknown): SeparationError {
  try {
    call();
  } catch (error) {
    if (error instanceof SeparationError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

test('a group whose counts are all zero separates a Poisson regression, and its rows are named', () => {
  const group = rows.need.map((_, i) => (i < 7 ? 1 : 0));
  const y = rows.count.map((value, i) => (i < 7 ? 0 : value));
  const error = thrown(() => poisson({ y, columns: [...columns, group], names: [...names, 'group'] }));
  expect(error.observations).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(error.columnNames).toEqual(['group']);
  expect(error.message).toContain('a combination of "group" predicts 7 outcomes perfectly');
});

test('a group whose counts are all positive does not separate a Poisson regression', () => {
  const group = rows.need.map((_, i) => (i < 7 ? 1 : 0));
  const y = rows.count.map((value, i) => (i < 7 ? value + 1 : value));
  expect(poisson({ y, columns: [...columns, group] }).coefficients.every(Number.isFinite)).toBe(true);
});

test('a combination of two columns, neither of which does it alone, separates a Poisson regression', () => {
  const a = Float64Array.of(0, 1, 2, 3, 1, 2, 3, 4);
  const b = Float64Array.of(0, 1, 2, 3, 0, 0, 1, 1);
  const y = Float64Array.of(1, 3, 2, 5, 0, 0, 0, 0);
  const error = thrown(() => poisson({ y, columns: [y.map(() => 1), a, b], names: ['constant', 'a', 'b'] }));
  expect(error.observations).toEqual([4, 5, 6, 7]);
  expect(error.columnNames).toEqual(['a', 'b']);
});

test('an outcome that a threshold tells apart separates a logit completely', () => {
  const x = Float64Array.of(1, 2, 3, 4, 5, 6);
  const error = thrown(() =>
    logit({
      y: x.map((value) => (value > 3 ? 1 : 0)),
      columns: [x.map(() => 1), x],
      names: ['constant', 'x'],
    }),
  );
  expect(error.observations).toEqual([0, 1, 2, 3, 4, 5]);
  expect(error.columnNames).toEqual(['constant', 'x']);
  expect(error.message).toContain('The logit has no maximum');
});

test('a threshold shared by both outcomes separates a logit for the others alone', () => {
  const x = Float64Array.of(1, 2, 3, 3, 4, 5);
  const y = Float64Array.of(0, 0, 0, 1, 1, 1);
  expect(thrown(() => logit({ y, columns: [y.map(() => 1), x] })).observations).toEqual([0, 1, 4, 5]);
});

test('a threshold group is found beside columns that blur it: 0 below, 1 above, both in the middle', () => {
  const level = Float64Array.from({ length: 30 }, (_, i) => i % 3);
  const blur = level.map((value, i) => value + Math.sin(7 * i));
  const y = level.map((value, i) => (value === 1 ? Math.floor(i / 3) % 2 : value / 2));
  const error = thrown(() =>
    logit({ y, columns: [y.map(() => 1), level, blur], names: ['one', 'level', 'blur'] }),
  );
  expect(error.observations).toEqual([...level.keys()].filter((i) => level[i] !== 1));
  expect(error.columnNames).toEqual(['one', 'level']);
});

test('what no sum of generators takes away descends along none of them, and is orthogonal to those in use', () => {
  const generators = Array.from({ length: 12 }, (_, i) =>
    Float64Array.of(Math.sin(3 * i), Math.cos(5 * i), Math.sin(i * i), 1),
  );
  const target = Float64Array.of(0.3, -2, 1, -0.5);
  const rest = nonNegativeRemainder(generators, target)!;
  const products = generators.map((vector) => vector.reduce((sum, value, l) => sum + value * rest[l]!, 0));
  expect(Math.max(...products)).toBeLessThan(1e-12);
  expect(products.filter((product) => Math.abs(product) < 1e-12).length).toBeGreaterThan(0);
  const fitted = target.map((value, l) => value - rest[l]!);
  expect(Math.abs(fitted.reduce((sum, value, l) => sum + value * rest[l]!, 0))).toBeLessThan(1e-12);
  expect(Math.hypot(...rest)).toBeGreaterThan(0.1);
});

test('outcomes that overlap by one step are not separated', () => {
  const x = Float64Array.of(1, 2, 3, 3.001, 4, 5);
  const y = Float64Array.of(0, 0, 1, 0, 1, 1);
  const { coefficients } = logit({ y, columns: [y.map(() => 1), x] });
  expect(coefficients.every(Number.isFinite)).toBe(true);
});

test('a column that repeats another is named, before anything is iterated', () => {
  for (const model of [
    () => poisson({ y: rows.count, columns: [ones, ones], names: ['constant', 'flat'] }),
    () => logit({ y: any, columns: [ones, rows.need.map(() => 3)], names: ['constant', 'flat'] }),
  ]) {
    expect(model).toThrow(RankDeficientError);
    expect(model).toThrow('"flat"');
  }
});

test('an outcome that overflows is no convergence, not a number', () => {
  const y = Float64Array.of(1e308, 1e308, 1, 0, 1e-300);
  const x = Float64Array.of(0, 1, 2, 3, 5);
  expect(() => poisson({ y, columns: [y.map(() => 1), x] })).toThrow(NoConvergenceError);
  expect(() => poisson({ y, columns: [y.map(() => 1), x] })).toThrow('did not converge in');
});

const fit = poisson({ y: rows.count, columns, names });
const matrix = modelCovariance(fit, 'HC1');
const two = { y: Float64Array.of(1, 2), columns: [Float64Array.of(1, 1), Float64Array.of(0, 1)] };

test.each<[string, () => unknown, string]>([
  ['a negative count', () => poisson({ y: rows.count.map((v) => v - 1), columns }), 'must not be negative'],
  ['no positive count', () => poisson({ y: rows.count.map(() => 0), columns }), 'All outcomes are 0'],
  ['a count of NaN', () => poisson({ y: rows.count.map(() => Number.NaN), columns }), 'The outcome is NaN'],
  ['no observation', () => poisson({ y: new Float64Array(), columns: [new Float64Array()] }), 'at least 1'],
  [
    'fewer rows than columns',
    () => poisson({ y: Float64Array.of(1), columns: [[1], [2]].map((c) => Float64Array.from(c)) }),
    'at least 2 observations',
  ],
  [
    'an exposure of 0',
    () => poisson({ y: rows.count, columns, offset: logExposure.map(() => Math.log(0)) }),
    'Offset 0 is -Infinity',
  ],
  ['a short offset', () => poisson({ y: rows.count, columns, offset: logExposure.slice(1) }), '149 offsets'],
  [
    'a column that is not finite',
    () =>
      poisson({ y: rows.count, columns: [ones, ones.map(() => Number.NaN)], names: ['constant', 'need'] }),
    'Column "need" is NaN',
  ],
  ['a logit of counts', () => logit({ y: rows.count.map((v) => v + 2), columns }), 'needs 0 or 1'],
  ['a logit of ones', () => logit({ y: ones, columns }), 'All outcomes are 1'],
  ['a cluster covariance without clusters', () => modelCovariance(fit, 'cluster'), 'needs the clusters'],
  ['clusters for HC1', () => modelCovariance(fit, 'HC1', rows.cluster), 'takes no clusters'],
  ['one cluster', () => modelCovariance(fit, 'cluster', ones), 'in one cluster'],
  ['clusters too few', () => modelCovariance(fit, 'cluster', [1, 2]), '150 observations but 2 cluster ids'],
  ['a fit without a rest', () => modelCovariance(poisson(two), 'HC0'), '2 observations on 2 coefficients'],
  [
    'an effect without a variance',
    () =>
      averageMarginalEffect(
        fit,
        { k: 4, values: new Float64Array(16), contributions: Array(4).fill(new Float64Array(1)) },
        1,
      ),
    'variance of',
  ],
  ['a level of 95', () => averageMarginalEffect(fit, matrix, 1, { level: 95 }), 'The level is 95'],
  ['an effect of no column', () => averageMarginalEffect(fit, matrix, 4), 'There is no column 4'],
  [
    'an effect with another covariance',
    () => averageMarginalEffect(fit, { ...matrix, k: 3 }, 1),
    'of 3 coefficients',
  ],
])('%s is an error that says so', (_, call, message) => {
  expect(call).toThrow(InvalidDataError);
  expect(call).toThrow(message);
});
