import { ridits } from '../change/slope-index.js';
import { type CoefficientTest, coefficientTests } from '../coefficient-tests.js';
import { type CovarianceOptions, covariance } from '../covariance/covariance.js';
import type { CovarianceType } from '../covariance/covariance-matrix.js';
import { leastSquares } from '../least-squares.js';
import { weightedMean } from '../weighted-mean.js';

/** What the convenient regression needs, and the covariance of its errors. */
export interface ConcentrationRegression extends CovarianceOptions {
  values: ArrayLike<number>;
  /** What observations are ranked by, length n. */
  by: ArrayLike<number>;
  /** Above 0, length n. */
  population: ArrayLike<number>;
  covariance: CovarianceType;
  level?: number;
}

/**
 * The concentration index with an analytic interval, from the "convenient regression" of 2 var(rank) value / mean on rank
 * (Kakwani, Wagstaff and van Doorslaer 1997, equation 10), weighted by population: its coefficient is the index. The
 * errors leave out that mean and ranks are estimated, which matters little where observations are many. Rows that hang
 * together: a clustered covariance.
 *
 * `rineq::ci(method = "linreg_convenience", robust_se = TRUE, rse_type = "HC1")` (0.3.0) has, where weights are equal and
 * no ranks are tied, the same index and a standard error n / (n - 1) times ours: it corrects the one and not the other.
 *
 * @throws InvalidDataError, RankDeficientError as `ridits`, `leastSquares`, `covariance`.
 *
 * @example
 * ```ts
 * const by = [1, 2, 3, 4, 5, 6, 7, 8];
 * const values = [3, 1, 4, 1, 5, 9, 2, 6];
 * const population = by.map(() => 1);
 * const { estimate, stdError } = concentrationRegression({ values, by, population, covariance: 'HC1' });
 * [estimate, stdError]; // => [0.18145161, 0.10945964]
 * // R: y <- c(3, 1, 4, 1, 5, 9, 2, 6); r <- (1:8 - 0.5) / 8; v <- mean((r - 0.5)^2)
 * // R: fit <- lm(I(2 * v * y / mean(y)) ~ r); c(coef(fit)[[2]], sqrt(sandwich::vcovHC(fit, "HC1")[2, 2]))
 * ```
 */
export function concentrationRegression(data: ConcentrationRegression): CoefficientTest {
  const { values, by, population, level = 0.95 } = data;
  const ranks = ridits(by, population);
  const weights = Float64Array.from(population);
  const variance = weightedMean(
    ranks.map((rank) => (rank - 0.5) ** 2),
    weights,
  );
  const scale = (2 * variance) / weightedMean(values, weights);
  const y = Float64Array.from(values, (value) => scale * value);
  const fit = leastSquares({ y, columns: [ranks.map(() => 1), ranks], names: ['constant', 'rank'], weights });
  const { clusters } = data;
  const matrix = covariance(fit, data.covariance, clusters === undefined ? {} : { clusters });
  return coefficientTests(fit, matrix, level)[1]!;
}
