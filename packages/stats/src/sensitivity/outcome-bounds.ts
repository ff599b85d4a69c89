import { coefficientTests } from '../coefficient-tests.js';
import { type CovarianceOptions, covariance } from '../covariance/covariance.js';
import type { CovarianceMatrix, CovarianceType } from '../covariance/covariance-matrix.js';
import { InvalidDataError } from '../errors.js';
import { type LeastSquaresFit, leastSquares } from '../least-squares.js';
import { extremeLimit } from './extreme-limit.js';

export interface OutcomeBoundsData extends CovarianceOptions {
  columns: readonly Float64Array[];
  /** Which column's coefficient is bounded. */
  coefficient: number;
  /** The least that each outcome can be, length n; equal to `highest` where it is known. */
  lowest: Float64Array;
  highest: Float64Array;
  /** A type, or what gives the covariance of any fit on these columns, quadratic in its residuals. */
  covariance: CovarianceType | CovarianceOf;
  level?: number;
}

/** The covariance of a fit. */
export type CovarianceOf = (fit: LeastSquaresFit) => CovarianceMatrix;

export interface OutcomeBounds {
  /** The least and the greatest coefficient that outcomes within their ranges can give. */
  low: number;
  high: number;
  /** The least lower and the greatest upper confidence limit that such outcomes can give. */
  confLow: number;
  confHigh: number;
  /** Outcomes that are not known. */
  unknown: number;
}

/**
 * Worst-case bounds of a least-squares coefficient whose outcomes are known to a range only: Manski (1989), Journal of
 * Human Resources 24, 343-360, carried over to regression (Horowitz and Manski 2006, Journal of Econometrics 132,
 * 445-459). A coefficient is a weighted sum of outcomes, so that the bounds are sharp: each unknown outcome is put at
 * one end of its range, by the sign of its weight. The limits are those of the outcomes that make them extreme, which are
 * others: an outcome that moves the coefficient little may widen the interval (`extremeLimit`). So the interval of
 * whatever the outcomes were lies within them.
 *
 * @throws InvalidDataError where lengths differ or a range ends below its beginning; else as `leastSquares` and
 * `covariance`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5);
 * const bounds = outcomeBounds({
 *   columns: [x.map(() => 1), x],
 *   coefficient: 1,
 *   lowest: Float64Array.of(3, 0, 4, 1, 0),
 *   highest: Float64Array.of(3, 7, 4, 1, 6),
 *   covariance: 'HC1',
 * });
 * [bounds.low, bounds.high]; // => [-1.2, 0.7]
 * // R: slope <- function(unknown) coef(lm(c(3, unknown[1], 4, 1, unknown[2]) ~ c(1:5)))[2]
 * // R: range(apply(expand.grid(c(0, 7), c(0, 6)), 1, slope))
 * [bounds.confLow, bounds.confHigh]; // => [-3.5587345, 3.0907212]
 * // R: limit <- function(u, j) lmtest::coefci(f <- lm(c(3, u[1], 4, 1, u[2]) ~ c(1:5)), 2, vcov. = sandwich::vcovHC(f, "HC1"))[j]
 * // R: ends <- expand.grid(c(0, 7), c(0, 6)); c(min(apply(ends, 1, limit, 1)), max(apply(ends, 1, limit, 2)))
 * ```
 */
export function outcomeBounds(data: OutcomeBoundsData): OutcomeBounds {
  const { columns, coefficient, lowest, highest, level = 0.95 } = data;
  const at = lowest.findIndex((value, i) => !(value <= highest[i]!));
  if (at >= 0 || lowest.length !== highest.length) {
    throw new InvalidDataError(
      at >= 0
        ? `Outcome ${at} cannot lie from ${lowest[at]} to ${highest[at]}.`
        : `There are ${lowest.length} lowest outcomes and ${highest.length} highest.`,
    );
  }
  const fit = leastSquares({ y: lowest, columns });
  const weights = fit.pseudoinverse[coefficient]!;
  const ends = (upper: (i: number) => boolean) => lowest.map((low, i) => (upper(i) ? highest[i]! : low));
  const test = (y: Float64Array) => {
    const of = leastSquares({ y, columns });
    return coefficientTests(of, covarianceOf(of, data), level)[coefficient]!;
  };
  const least = ends((i) => weights[i]! <= 0);
  const greatest = ends((i) => weights[i]! > 0);
  const search = {
    columns,
    weights,
    lowest,
    highest,
    test,
    ...(data.clusters && { clusters: data.clusters }),
  };
  return {
    low: test(least).estimate,
    high: test(greatest).estimate,
    confLow: extremeLimit(search, -1, [least, greatest]),
    confHigh: extremeLimit(search, 1, [greatest, least]),
    unknown: lowest.reduce((count, low, i) => count + Number(low < highest[i]!), 0),
  };
}

/** The covariance's own options among a function's data. */
function optionsOf({ convention, clusters, secondClusters }: CovarianceOptions): CovarianceOptions {
  return {
    ...(convention !== undefined && { convention }),
    ...(clusters !== undefined && { clusters }),
    ...(secondClusters !== undefined && { secondClusters }),
  };
}

/** The covariance that a function's data ask for. */
export function covarianceOf(
  fit: LeastSquaresFit,
  data: CovarianceOptions & { covariance: CovarianceType | CovarianceOf },
): CovarianceMatrix {
  return typeof data.covariance === 'function'
    ? data.covariance(fit)
    : covariance(fit, data.covariance, optionsOf(data));
}
