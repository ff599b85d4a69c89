import { InvalidDataError } from '../errors.js';
import { findLeverageOne } from '../leverage-one.js';
import { mean } from '../mean.js';
import { sum } from '../sum.js';
import { fitSample, type Sample } from './sample.js';

/** The jackknife of one coefficient. Leaving out units is leaving out observations or clusters. */
export interface Jackknife {
  estimate: number;
  /** sqrt((m - 1) / m x sum of squares of the estimates without a unit about their mean), for m units. */
  stdError: number;
  /** (m - 1)(mean of the estimates without a unit - estimate). */
  bias: number;
  /** (m - 1)(estimate - estimate without unit i), length m. Their mean is -bias. */
  influence: Float64Array;
}

/**
 * Leave-one-out jackknife of each of the k coefficients of a regression: Quenouille (1956); Efron (1982), The
 * Jackknife, the Bootstrap and Other Resampling Plans, equation 3.1 for the standard error. No refitting: without
 * observation i the coefficients are less by (X'X)^-1 x_i e_i / (1 - h_i) (Miller 1974, Annals of Statistics 2,
 * 880-891). The influence values are those of R's `boot::empinf(type = "jack")`.
 *
 * @throws InvalidDataError, RankDeficientError as `leastSquares`; InvalidDataError naming an observation without
 * which a coefficient cannot be estimated.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const [, slope] = jackknife({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: [x.map(() => 1), x] });
 * // R: x <- 1:8; y <- c(3, 1, 4, 1, 5, 9, 2, 6); b <- sapply(1:8, function(i) coef(lm(y ~ x, subset = -i))[[2]])
 * [slope.stdError, slope.bias]; // => [0.35616958, 0.043539285]
 * // R: c(sqrt(7 / 8 * sum((b - mean(b))^2)), 7 * (mean(b) - coef(lm(y ~ x))[[2]]))
 * ```
 */
export function jackknife(data: Sample): Jackknife[] {
  const { coefficients, pseudoinverse, residuals, leverage, n } = fitSample(data);
  const alone = findLeverageOne(leverage);
  if (alone >= 0) {
    throw new InvalidDataError(
      `Without observation ${alone}, whose leverage is 1, a coefficient cannot be estimated: there is no jackknife. ` +
        'Leave out the column that serves this observation alone.',
    );
  }
  return pseudoinverse.map((row, j) =>
    summariseJackknife(
      coefficients[j]!,
      row.map((weight, i) => (weight * residuals[i]!) / (1 - leverage[i]!)),
      n,
    ),
  );
}

/** @param drops estimate less the estimate without unit i, length `units`. */
export function summariseJackknife(estimate: number, drops: Float64Array, units: number): Jackknife {
  const centre = mean(drops);
  const squares = sum(drops.map((drop) => (drop - centre) ** 2));
  return {
    estimate,
    stdError: Math.sqrt((squares * (units - 1)) / units),
    bias: -(units - 1) * centre,
    influence: drops.map((drop) => (units - 1) * drop),
  };
}
