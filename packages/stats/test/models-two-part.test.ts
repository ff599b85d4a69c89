import { expect, test } from 'vitest';
import {
  InvalidDataError,
  leastSquares,
  logit,
  RankDeficientError,
  SeparationError,
  twoPart,
  twoPartMarginalEffect,
} from '../src/index.js';
import { expectClose } from './golden.js';
import { columns, golden, names, ones, rows } from './models-golden.js';

const data = { y: rows.fte, columns, names };

test.each(golden.twoPart.map((row) => [`${row.positive}, ${row.type}`, row] as const))(
  'a two-part model equals glm and lm of R with stacked scores: %s',
  (_, { positive, type, theta, covariance, effects }) => {
    const fit = twoPart({
      ...data,
      positive,
      covariance: type,
      ...(type === 'cluster' && { clusters: rows.cluster }),
    });
    const { participation, amount } = fit;
    expectClose([...participation.coefficients, ...amount.coefficients], theta);
    const k = names.length;
    covariance.forEach((value, at) => {
      const [a, b] = [Math.floor(at / (2 * k)), at % (2 * k)];
      const scale = Math.sqrt(covariance[a * 2 * k + a]! * covariance[b * 2 * k + b]!);
      expectClose([fit.covariance[at]!], [value], 1e-9, scale);
      if (a < k && b < k) expectClose([participation.covariance.values[a * k + b]!], [value], 1e-9, scale);
      if (a >= k && b >= k) {
        expectClose([amount.covariance.values[(a - k) * k + b - k]!], [value], 1e-9, scale);
      }
    });
    effects.forEach((effect, j) => {
      const { name, estimate, stdError } = twoPartMarginalEffect(fit, j + 1);
      expect(name).toBe(names[j + 1]);
      expectClose([estimate, stdError], effect);
    });
  },
);

test('the parts are a logit on all rows and least squares on the positive ones', () => {
  const { participation, amount } = twoPart({ ...data, positive: 'linear', covariance: 'HC0' });
  const keep = (values: Float64Array) => values.filter((_, i) => rows.fte[i]! > 0);
  const any = logit({ y: rows.fte.map((value) => (value > 0 ? 1 : 0)), columns });
  expect(participation.coefficients).toEqual(any.coefficients);
  expect(amount.coefficients).toEqual(
    leastSquares({ y: keep(rows.fte), columns: columns.map(keep) }).coefficients,
  );
  expect([participation.n, amount.n]).toEqual([150, keep(rows.fte).length]);
});

test('where both parts depend on one group, the effect is the difference that a step would make, by its derivative', () => {
  // A numerical derivative of the mean of p(x) m(x) by a shift of the column.
  const fit = twoPart({ ...data, positive: 'exponential', covariance: 'HC1' });
  const { participation, amount } = fit;
  const mean = (shift: number) =>
    rows.fte.reduce((total, _, i) => {
      const x = columns.map((column, j) => column[i]! + (j === 1 ? shift : 0));
      const dot = (b: Float64Array) => x.reduce((sum, value, j) => sum + value * b[j]!, 0);
      return total + Math.exp(dot(amount.coefficients)) / (1 + Math.exp(-dot(participation.coefficients)));
    }, 0) / rows.fte.length;
  const h = 1e-4;
  expectClose([twoPartMarginalEffect(fit, 1).estimate], [(mean(h) - mean(-h)) / (2 * h)], 1e-6);
});

const sound = { ...data, positive: 'linear', covariance: 'HC1' } as const;

test('a column without variation among the positive rows is named', () => {
  const zeros = rows.fte.map((value, i) => (value === 0 && i % 2 ? 1 : 0));
  const rare = rows.fte.map((value, i) => (value > 0 ? 0.5 : i % 2));
  const call = () => twoPart({ ...sound, columns: [ones, rare], names: ['constant', 'rare'] });
  expect(call).toThrow(RankDeficientError);
  expect(call).toThrow('"rare"');
  expect(() => twoPart({ ...sound, columns: [ones, zeros], names: ['constant', 'zeros'] })).toThrow(
    SeparationError,
  );
});

test.each<[string, () => unknown, string]>([
  [
    'a negative outcome',
    () => twoPart({ ...sound, y: rows.fte.map((v) => v - 1) }),
    'finite and not negative',
  ],
  ['an outcome of NaN', () => twoPart({ ...sound, y: rows.fte.map(() => Number.NaN) }), 'Outcome 0 is NaN'],
  ['no zero', () => twoPart({ ...sound, y: rows.fte.map((v) => v + 1) }), 'All outcomes are 1'],
  ['zeros alone', () => twoPart({ ...sound, y: rows.fte.map(() => 0) }), 'All outcomes are 0'],
  [
    'fewer positive rows than columns',
    () =>
      twoPart({
        ...sound,
        y: rows.fte.map((_, i) => (i === 40 || i === 3 ? 1 : 0)),
        columns: columns.slice(0, 3),
        names: names.slice(0, 3),
      }),
    'needs at least 3 observations',
  ],
  ['no clusters', () => twoPart({ ...sound, covariance: 'cluster' }), 'needs the clusters'],
  [
    'an effect of no column',
    () => twoPartMarginalEffect(twoPart(sound), 9),
    'There is no column 9: the fit has 4',
  ],
])('%s is an error that says so', (_, call, message) => {
  expect(call).toThrow(InvalidDataError);
  expect(call).toThrow(message);
});
