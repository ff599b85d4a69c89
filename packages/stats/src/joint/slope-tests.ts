import { InvalidDataError } from '../errors.js';
import type { StackedRegression } from './stacked-regression.js';
import { type WaldTest, waldTest } from './wald-test.js';

/**
 * Wald's test that the slopes of all T periods are zero; the F form has T and G - 1 degrees of freedom.
 *
 * @throws InvalidDataError where the covariance of the slopes is singular, as with no more units than periods.
 */
export function testSlopesZero(fit: StackedRegression): WaldTest {
  const t = fit.slopes.length;
  return test(
    fit,
    Array.from({ length: t }, (_, i) => Float64Array.from({ length: t }, (_, j) => (i === j ? 1 : 0))),
  );
}

/**
 * Wald's test that the slopes of all T periods are the same; the F form has T - 1 and G - 1 degrees of freedom.
 *
 * @throws InvalidDataError where there is one period alone, or the covariance of the slopes is singular.
 */
export function testSlopesEqual(fit: StackedRegression): WaldTest {
  const t = fit.slopes.length;
  if (t < 2) throw new InvalidDataError('Slopes can be compared from two periods on; there is one.');
  const difference = (i: number) =>
    Float64Array.from({ length: t }, (_, j) => (j === i + 1 ? 1 : j === i ? -1 : 0));
  return test(
    fit,
    Array.from({ length: t - 1 }, (_, i) => difference(i)),
  );
}

function test({ slopes, covariance, degreesOfFreedom }: StackedRegression, restrictions: Float64Array[]) {
  return waldTest({ estimates: slopes, covariance, restrictions, denominatorDf: degreesOfFreedom });
}
