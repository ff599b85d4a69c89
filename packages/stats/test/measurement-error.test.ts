import { describe, expect, test } from 'vitest';
import {
  effectiveRespondents,
  generatedRegressor,
  InvalidDataError,
  leastSquares,
  RandomStream,
  regressionCalibration,
  shareVariance,
} from '../src/index.js';

const stream = new RandomStream(11, 'measurement error');
const uniform = () => (stream.nextUint32() + 0.5) / 2 ** 32;
/** Normal by Box and Muller. */
const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());

describe('a variable measured with error', () => {
  const n = 20_000;
  const truth = Float64Array.from({ length: n }, normal);
  const y = truth.map((value) => 2 - 1.5 * value + normal());
  const errorVariances = truth.map((_, i) => (i % 2 === 0 ? 0.2 : 1.4));
  const x = truth.map((value, i) => value + Math.sqrt(errorVariances[i]!) * normal());
  const found = regressionCalibration({ y, x, errorVariances });

  test('has the reliability it was made with, and a slope drawn towards zero by it', () => {
    // Variance 1 between and 0.8 of error on average.
    expect(found.reliability).toBeCloseTo(1 / 1.8, 1.5);
    expect(found.observed).toBeCloseTo(-1.5 / 1.8, 1);
  });

  test('gets its own slope back, by moments and by calibration', () => {
    expect(Math.abs(found.moments + 1.5)).toBeLessThan(0.06);
    expect(Math.abs(found.calibrated + 1.5)).toBeLessThan(0.06);
  });

  test('is left alone where there is no error', () => {
    const none = regressionCalibration({ y, x, errorVariances: x.map(() => 0) });
    expect(none.reliability).toBe(1);
    expect(none.moments).toBe(none.observed);
    expect(none.calibrated).toBeCloseTo(none.observed, 12);
  });

  test('is refused where error is all there is', () => {
    expect(() => regressionCalibration({ y, x, errorVariances: x.map(() => 3) })).toThrow(InvalidDataError);
    expect(() => regressionCalibration({ y, x, errorVariances: x.map(() => -1) })).toThrow(InvalidDataError);
  });
});

test("a share's sampling variance is binomial in the effective number of respondents", () => {
  expect(shareVariance(0.3, effectiveRespondents(new Float64Array(50).fill(2.5)))).toBeCloseTo(0.0042, 14);
  expect(() => shareVariance(1.2, 10)).toThrow(InvalidDataError);
  expect(() => shareVariance(0.2, 0)).toThrow(InvalidDataError);
  expect(() => effectiveRespondents(Float64Array.of(0, 0))).toThrow(InvalidDataError);
});

describe('a regressor that an equation computes', () => {
  const parts = [0, 1, 2].map(() => Float64Array.from({ length: 300 }, uniform));
  const coefficients = [0.5, -0.2, 0.1];
  const stdErrors = [0.05, 0.08, 0.02];
  const y = parts[0]!.map((value, i) => value - parts[2]![i]! + 0.3 * normal());
  const found = generatedRegressor({ y, parts, coefficients, stdErrors });
  const slopeAt = (equation: readonly number[]) => {
    const x = y.map((_, i) => equation.reduce((sum, value, j) => sum + value * parts[j]![i]!, 0.7));
    return leastSquares({ y, columns: [y.map(() => 1), x] }).coefficients[1]!;
  };

  test('has the slope of least squares, and its derivatives', () => {
    expect(found.estimate).toBeCloseTo(slopeAt(coefficients), 12);
    found.gradient.forEach((slope, j) => {
      const at = (h: number) => slopeAt(coefficients.map((value, l) => value + (l === j ? h : 0)));
      expect((at(1e-5) - at(-1e-5)) / 2e-5).toBeCloseTo(slope, 6);
    });
  });

  test('varies as much as the delta method says when its equation is drawn with small errors', () => {
    const small = stdErrors.map((error) => error / 20);
    const draws = Array.from({ length: 4000 }, () =>
      slopeAt(coefficients.map((value, j) => value + small[j]! * normal())),
    );
    const centre = draws.reduce((a, b) => a + b, 0) / draws.length;
    const spread = Math.sqrt(draws.reduce((sum, draw) => sum + (draw - centre) ** 2, 0) / draws.length);
    expect(spread / (found.stdError / 20)).toBeGreaterThan(0.95);
    expect(spread / (found.stdError / 20)).toBeLessThan(1.05);
  });

  test('is bounded by errors that all pull the same way', () => {
    const one = generatedRegressor({ y, parts, coefficients, stdErrors: [0.05, 0, 0] });
    expect(one.stdErrorBound).toBeCloseTo(one.stdError, 14);
    expect(found.stdErrorBound).toBeGreaterThan(found.stdError);
    expect(found.stdErrorBound).toBeLessThanOrEqual(found.stdError * Math.sqrt(3));
  });

  test('is refused without a coefficient for every part, or where it does not vary', () => {
    expect(() => generatedRegressor({ y, parts, coefficients: [1], stdErrors: [1] })).toThrow(
      InvalidDataError,
    );
    const flat = [y.map(() => 2)];
    expect(() => generatedRegressor({ y, parts: flat, coefficients: [1], stdErrors: [1] })).toThrow(
      InvalidDataError,
    );
  });
});
