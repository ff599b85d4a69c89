import { InvalidDataError } from '../errors.js';
import type { StackedRegression } from './stacked-regression.js';
import { type WaldTest, waldTest } from './wald-test.js';

/**
 * Wald's test that the slopes of all T periods are zero; the F form has T and G - 1 degrees of freedom.
 *
 * @throws InvalidDataError where the covariance of the slopes is singular, as with no more units than periods.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5);
 * const fit = stackedRegression([
 *   { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5), x, units: [1, 2, 3, 4, 5] },
 *   { label: '2021', y: Float64Array.of(9, 2, 6, 5, 3), x, units: [1, 2, 3, 4, 5] },
 * ]);
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3), x = 1:5, year = factor(rep(2020:2021, each = 5)))
 * // R: fit <- lm(y ~ 0 + year + year:x, d); v <- sandwich::vcovCL(fit, cluster = d$x, type = "HC1")
 * const { f, fP } = testSlopesZero(fit);
 * [f, fP]; // => [1.4287131, 0.34024966]
 * // R: b <- coef(fit)[3:4]; f <- drop(b %*% solve(v[3:4, 3:4], b)) / 2; c(f, pf(f, 2, 4, lower.tail = FALSE))
 * ```
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
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5);
 * const fit = stackedRegression([
 *   { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5), x, units: [1, 2, 3, 4, 5] },
 *   { label: '2021', y: Float64Array.of(9, 2, 6, 5, 3), x, units: [1, 2, 3, 4, 5] },
 * ]);
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3), x = 1:5, year = factor(rep(2020:2021, each = 5)))
 * // R: fit <- lm(y ~ 0 + year + year:x, d); v <- sandwich::vcovCL(fit, cluster = d$x, type = "HC1")
 * const { f, fP } = testSlopesEqual(fit);
 * [f, fP]; // => [2.8290437, 0.16786525]
 * // R: r <- c(0, 0, -1, 1); f <- sum(r * coef(fit))^2 / drop(r %*% v %*% r); c(f, pf(f, 1, 4, lower.tail = FALSE))
 * ```
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
