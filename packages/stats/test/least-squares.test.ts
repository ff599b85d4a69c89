import { expect, test } from 'vitest';
import {
  coefficientTests,
  covariance,
  InvalidDataError,
  LeverageOneError,
  leastSquares,
  RankDeficientError,
} from '../src/index.js';

const y = Float64Array.of(1, 3, 2, 5, 4);
const ones = y.map(() => 1);
const x = Float64Array.of(0, 1, 2, 3, 4);

test('a line through five points is what the textbook formula gives', () => {
  const fit = leastSquares({ y, columns: [ones, x] });
  expect([...fit.coefficients]).toEqual([1.4, 0.8]);
  expect(fit).toMatchObject({ n: 5, k: 2, degreesOfFreedom: 3, names: ['0', '1'] });
  expect(fit.residualVariance).toBeCloseTo(1.2, 15);
  expect(fit.rSquared).toBeCloseTo(0.64, 15);
  expect([...fit.crossProductInverse]).toEqual([0.6, -0.2, -0.2, 0.1].map((v) => expect.closeTo(v, 15)));
  expect([...fit.leverage]).toEqual([0.6, 0.3, 0.2, 0.3, 0.6].map((v) => expect.closeTo(v, 15)));
});

test('the rows of the pseudoinverse times y are the coefficients, and times X the identity', () => {
  const { pseudoinverse, coefficients } = leastSquares({ y, columns: [ones, x] });
  const inner = (a: Float64Array, b: Float64Array) => a.reduce((total, value, i) => total + value * b[i]!, 0);
  expect(inner(pseudoinverse[1]!, y)).toBeCloseTo(coefficients[1]!, 14);
  expect(inner(pseudoinverse[0]!, ones)).toBeCloseTo(1, 14);
  expect(inner(pseudoinverse[0]!, x)).toBeCloseTo(0, 14);
});

test('units do not matter: a column 1e200 times as large has a coefficient 1e-200 times as large', () => {
  const fit = leastSquares({ y, columns: [ones, x.map((value) => value * 1e200)] });
  expect(fit.coefficients[1]! * 1e200).toBeCloseTo(0.8, 14);
});

test('R squared is about zero where no column is constant, and NaN where the outcome does not vary', () => {
  const through = leastSquares({ y, columns: [x] });
  expect(through.rSquared).toBeCloseTo(38 ** 2 / 30 / 55, 14);
  expect(leastSquares({ y: ones, columns: [ones, x] }).rSquared).toBeNaN();
});

test('a dependent column is named, whether it repeats exactly or up to rounding', () => {
  const third = x.map((value) => value / 3);
  const rest = x.map((value) => 1 - value / 3);
  const fit = () => leastSquares({ y, columns: [ones, third, rest], names: ['constant', 'urban', 'rural'] });
  expect(fit).toThrow(RankDeficientError);
  expect(fit).toThrow('Column "rural" is zero or a linear combination of the columns before it');
  expect(() => leastSquares({ y, columns: [ones, x, x] })).toThrow(
    expect.objectContaining({ column: 2, columnName: '2' }),
  );
  expect(() => leastSquares({ y, columns: [new Float64Array(5)] })).toThrow(RankDeficientError);
});

test('a column that differs from a constant in the tenth digit is still fitted', () => {
  const near = x.map((value) => 1 + value * 1e-10);
  expect(leastSquares({ y, columns: [ones, near] }).coefficients[1]! * 1e-10).toBeCloseTo(0.8, 5);
});

test.each([
  [
    'fewer observations than columns',
    { y: y.slice(0, 1), columns: [ones.slice(0, 1), x.slice(0, 1)] },
    'at least 2',
  ],
  ['no column', { y, columns: [] }, 'at least one column'],
  ['a short column', { y, columns: [ones, x.slice(1)], names: ['constant', 'need'] }, '"need" has 4 values'],
  [
    'a NaN',
    { y, columns: [ones, Float64Array.of(0, 1, Number.NaN, 3, 4)] },
    'Column "1" is NaN in observation 2',
  ],
  [
    'an infinite outcome',
    { y: y.map((v) => v / 0), columns: [ones] },
    'The outcome is Infinity in observation 0',
  ],
  ['a name too few', { y, columns: [ones, x], names: ['constant'] }, '2 columns but 1 names'],
  ['a tail too few', { y, columns: [ones, x], tails: [ones] }, '2 columns but 1 tails'],
])('%s is an error that says so', (_, data, message) => {
  expect(() => leastSquares(data)).toThrow(InvalidDataError);
  expect(() => leastSquares(data)).toThrow(message);
});

test('as many columns as observations fit exactly, and leave nothing to test with', () => {
  const fit = leastSquares({ y: y.slice(0, 2), columns: [ones.slice(0, 2), x.slice(0, 2)] });
  expect([...fit.coefficients]).toEqual([1, 2]);
  expect([...fit.residuals]).toEqual([0, 0]);
  expect(fit.residualVariance).toBeNaN();
  for (const type of ['classical', 'HC0', 'HC1'] as const) {
    const [, slope] = coefficientTests(fit, covariance(fit, type));
    expect(slope).toMatchObject({ estimate: 2, stdError: Number.NaN, t: Number.NaN, pValue: Number.NaN });
    expect(slope!.confLow).toBeNaN();
  }
  expect(() => covariance(fit, 'HC3')).toThrow(LeverageOneError);
});

test('HC2 and HC3 name the observation that has a column to itself; HC0 and HC1 do without', () => {
  const alone = Float64Array.of(0, 0, 0, 1, 0);
  const fit = leastSquares({ y, columns: [ones, x, alone] });
  for (const type of ['HC2', 'HC3'] as const) {
    expect(() => covariance(fit, type)).toThrow(LeverageOneError);
    expect(() => covariance(fit, type)).toThrow(
      `Observation 3 has leverage 1, for which ${type} is not defined`,
    );
  }
  expect(covariance(fit, 'HC1').values.every(Number.isFinite)).toBe(true);
});

test('an outcome fitted exactly has standard errors of 0, an infinite t and p of 0', () => {
  const fit = leastSquares({ y: x.map((value) => 1 + 2 * value), columns: [ones, x] });
  expect(coefficientTests(fit, covariance(fit, 'HC1'))[1]).toEqual({
    name: '1',
    estimate: 2,
    stdError: 0,
    degreesOfFreedom: 3,
    t: Number.POSITIVE_INFINITY,
    pValue: 0,
    confLow: 2,
    confHigh: 2,
  });
});

test('an outcome that does not vary has no slope, no standard error and nothing to test', () => {
  for (const value of [0, 0.1, 3]) {
    const fit = leastSquares({ y: y.map(() => value), columns: [ones, x] });
    expect([...fit.coefficients]).toEqual([value, 0]);
    const slope = coefficientTests(fit, covariance(fit, 'HC1'))[1]!;
    expect(slope).toMatchObject({ stdError: 0, t: Number.NaN, pValue: Number.NaN, confLow: 0, confHigh: 0 });
  }
});

test('an interval needs a level between 0 and 1 and the covariance of the same coefficients', () => {
  const fit = leastSquares({ y, columns: [ones, x] });
  expect(() => coefficientTests(fit, covariance(fit, 'HC1'), 95)).toThrow('The level is 95');
  const other = covariance(leastSquares({ y, columns: [x] }), 'HC1');
  expect(() => coefficientTests(fit, other)).toThrow(InvalidDataError);
});
