import type { ClusterIds } from '../cluster-codes.js';
import { clusterIndex } from '../covariance/influence-covariance.js';
import { InvalidDataError } from '../errors.js';
import { mean } from '../mean.js';
import { standardDeviation } from '../standard-deviation.js';

/** One cross-section of a series of slopes. */
export interface SlopePeriod {
  /** For errors, such as a date. */
  label: string;
  /** Outcome, length n_t. */
  y: Float64Array;
  /** The regressor, length n_t. */
  x: Float64Array;
  /** Which cluster each observation is of; the same clusters come back in other periods. */
  clusters: ClusterIds;
}

/** `absolute`: in units of y; `relative`: in shares of that period's mean of y. */
export type SlopeScale = 'absolute' | 'relative';

/** Slopes of T periods with what each of G clusters does to them. */
export interface SlopeSeries {
  /** Length T: the difference in y for one standard deviation of that period's x. */
  estimates: Float64Array;
  /** Estimate less that without the cluster, less the mean of these over the clusters: T arrays of length G. */
  changes: readonly Float64Array[];
  /** T x T, row-major: (G - 1) / G times the sum over clusters of products of changes. */
  covariance: Float64Array;
  clusters: number;
}

/**
 * Slopes of T periods for one standard deviation of x, on either scale, with their joint covariance by leaving out one
 * cluster at a time from all periods at once: the jackknife CV3J of MacKinnon, Nielsen and Webb (2023), Journal of
 * Applied Econometrics 38, 671-694. On the relative scale the period's mean is made again without the cluster, so that
 * its error counts. The standard deviation of x is a yardstick and stays.
 *
 * @throws InvalidDataError where there is no period, x does not vary in one, its mean of y is not above 0 on the
 * relative scale, there are fewer than three clusters, or a slope cannot be had without one of them.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6);
 * const clusters = ['a', 'a', 'b', 'b', 'c', 'c'];
 * const series = slopeSeries([{ label: '2020', y: Float64Array.of(3, 1, 4, 1, 5, 9), x, clusters }], 'relative');
 * // R: x <- 1:6; y <- c(3, 1, 4, 1, 5, 9); g <- rep(1:3, each = 2)
 * // R: b <- function(k) coef(lm(y[k] ~ x[k]))[[2]] * sd(x) / mean(y[k]); without <- sapply(1:3, function(j) b(g != j))
 * series.estimates; // => [0.54381853]
 * // R: b(TRUE)
 * series.covariance; // => [0.36285531]
 * // R: 2 / 3 * sum((without - mean(without))^2)
 * ```
 */
export function slopeSeries(periods: readonly SlopePeriod[], scale: SlopeScale): SlopeSeries {
  if (periods.length === 0) throw new InvalidDataError('There is no period.');
  const ids = periods.flatMap(({ clusters }) => Array.from(clusters));
  const { codes, count } = clusterIndex(ids, ids.length);
  if (count < 3) throw new InvalidDataError(`There are ${count} clusters; leaving one out asks for three.`);
  const estimates = new Float64Array(periods.length);
  let start = 0;
  const changes = periods.map((period, t) => {
    const own = codes.subarray(start, start + period.y.length);
    start += period.y.length;
    const { estimate, without } = leftOut(period, own, count, scale);
    estimates[t] = estimate;
    const centre = mean(without);
    return without.map((value) => centre - value);
  });
  const covariance = new Float64Array(periods.length ** 2);
  changes.forEach((left, s) => {
    changes.forEach((right, t) => {
      let total = 0;
      for (let g = 0; g < count; g++) total += left[g]! * right[g]!;
      covariance[s * periods.length + t] = ((count - 1) / count) * total;
    });
  });
  return { estimates, changes, covariance, clusters: count };
}

const moments = 5;

/** The slope of one period, and without each cluster in turn, from sums of centred values. */
function leftOut({ label, y, x }: SlopePeriod, codes: Int32Array, count: number, scale: SlopeScale) {
  if (y.length !== x.length || codes.length !== y.length) {
    throw new InvalidDataError(
      `Period ${label} has ${y.length} outcomes, ${x.length} values of x and ${codes.length} clusters.`,
    );
  }
  const deviation = standardDeviation(x);
  if (!(deviation > 0)) throw new InvalidDataError(`x does not vary in period ${label}.`);
  const [meanX, meanY] = [mean(x), mean(y)];
  const sums = new Float64Array(count * moments);
  const all = new Float64Array(moments);
  y.forEach((value, i) => {
    const z = (x[i]! - meanX) / deviation;
    const e = value - meanY;
    [1, z, e, z * z, z * e].forEach((moment, m) => {
      const at = codes[i]! * moments + m;
      sums[at] = sums[at]! + moment;
      all[m] = all[m]! + moment;
    });
  });
  const slope = ([n, z, e, zz, ze]: ArrayLike<number> & Iterable<number>) => {
    const spread = zz! - (z! * z!) / n!;
    const level = meanY + e! / n!;
    if (!(spread > 1e-9 * all[3]!)) {
      throw new InvalidDataError(`x does not vary in period ${label} without one of the clusters.`);
    }
    if (scale === 'relative' && !(level > 0)) {
      throw new InvalidDataError(
        `The mean outcome of period ${label} is ${level}: nothing is relative to it.`,
      );
    }
    return (ze! - (z! * e!) / n!) / spread / (scale === 'relative' ? level : 1);
  };
  const without = Float64Array.from({ length: count }, (_, g) =>
    slope(all.map((total, m) => total - sums[g * moments + m]!)),
  );
  return { estimate: slope(all), without };
}
