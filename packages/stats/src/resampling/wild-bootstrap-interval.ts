import type { WildBootstrapData } from './wild-bootstrap.js';
import { curveLength } from './wild-curve.js';
import { designOf, wildRegression } from './wild-design.js';
import { curveDraws, wildSize } from './wild-draws.js';
import { type WildInterval, type WildIntervalOptions, wildInterval } from './wild-interval.js';

/**
 * Confidence interval of a coefficient by inversion of the wild bootstrap test, all replicates at once: see
 * `wildBootstrapCurves` and `wildInterval`, of which it is the sum. Where the p-value is wanted too,
 * `wildBootstrapInference` gives both for little more than the price of one.
 *
 * @throws as they do.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
 * const data = { y, columns: [x.map(() => 1), x], coefficient: 1, clusters: [1, 1, 2, 2, 3, 3, 4, 4] };
 * const options = { seed: 1, specification: 'need', replicates: 999, level: 0.8 };
 * // R: x <- 1:8; y <- c(3, 1, 4, 1, 5, 9, 2, 6); g <- rep(1:4, each = 2); signs <- expand.grid(rep(list(c(1, -1)), 4))
 * // R: t <- function(y) coef(fit <- lm(y ~ x))[[2]] / sqrt(sandwich::vcovCL(fit, cluster = g, type = "HC1")[2, 2])
 * // R: p <- function(null) { u <- y - null * x; u <- u - mean(u); stars <- apply(signs, 1, function(s) t(s[g] * u))
 * // R:   mean(abs(stars) > abs(t(y - null * x)) - 1e-9) }
 * const { low, high } = wildBootstrapInterval({ ...data, ...options });
 * [low, high]; // => [0.16458681, 3.256313]
 * // R: end <- function(far) uniroot(function(null) p(null) - 0.2, c(coef(lm(y ~ x))[[2]], far), tol = 1e-12)$root
 * // R: c(end(0), end(4))
 * ```
 */
export function wildBootstrapInterval(
  data: Omit<WildBootstrapData, 'from' | 'to'> & Omit<WildIntervalOptions, 'enumerated'>,
): WildInterval & { estimate: number; stdError: number; enumerated: boolean } {
  const regression = wildRegression(data);
  const { estimate, stdError } = regression;
  const { replicates, enumerated } = wildSize(data, regression);
  const curves = new Float64Array(curveLength * replicates);
  curveDraws(designOf(regression), data)(0, replicates, curves);
  const interval = wildInterval({ estimate, stdError }, curves, { ...data, enumerated });
  return { estimate, stdError, enumerated, ...interval };
}
