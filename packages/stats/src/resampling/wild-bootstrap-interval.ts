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
 * const y = Float64Array.of(1, 3, 2, 6, 4, 5, 8, 7);
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 9);
 * const data = { y, columns: [x.map(() => 1), x], coefficient: 1 };
 * const key = { seed: 1, specification: 'y ~ x', replicates: 256 }; // 2^8: all signs, none left to chance
 * wildBootstrapInterval({ ...data, ...key, level: 0.9 }); // low 0.526699, high 1.258432
 * ```
 * ```r
 * # R
 * x <- c(1:7, 9); y <- c(1, 3, 2, 6, 4, 5, 8, 7); v <- as.matrix(expand.grid(rep(list(c(1, -1)), 8)))
 * t <- function(y, b) { m <- lm(y ~ x); (coef(m)[[2]] - b) / sqrt(sandwich::vcovHC(m, "HC1")[2, 2]) }
 * resampled <- function(b) { f <- b * x + mean(y - b * x); apply(v, 1, function(v) t(f + (y - f) * v, b)) }
 * p <- function(b) mean(abs(resampled(b)) >= abs(t(y, b)) - 1e-10)
 * p(0.5266990); p(0.5266991) # 0.09375, 0.1015625: at the bounds p falls to 0.1
 * p(1.2584322); p(1.2584323) # 0.1015625, 0.09375
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
