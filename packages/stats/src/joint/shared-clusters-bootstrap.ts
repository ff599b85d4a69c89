import { clusterFactor } from '../covariance/cluster-factor.js';
import { RandomStream } from '../random-stream.js';
import type { SharedReplicates } from './shared-pairs-bootstrap.js';
import { prepareSharedPairs } from './shared-pairs-sample.js';
import { checkReplicates, noVariation } from './shared-replicate.js';
import type { Period } from './stacked-periods.js';

/** Sums of a cluster in a period: rows, z, e, zz, ze. */
const sumsACell = 5;

/**
 * Periods whose clusters are ready to be resampled together. Plain data of typed arrays: it can be cloned or moved to
 * a thread, and its arrays may be views on shared memory.
 */
export interface SharedClustersSample {
  /** Of the sample, one a period. */
  slopes: Float64Array;
  /** Standard deviation of x, one a period. */
  scales: Float64Array;
  /**
   * What every cluster brings to the normal equations of every period, G x T x 5: its rows, and their sums of z, e, zz
   * and ze, where z is x less its mean in standard deviations and e the residual.
   */
  sums: Float64Array;
  /** Number of clusters, G. */
  clusters: number;
}

/** Draws shared by T periods, and the standard error of each. */
export interface SharedClusterDraws {
  /** T arrays, one slope a replicate; NaN where x does not vary in a draw. */
  slopes: Float64Array[];
  /** Their CR1 standard errors, clusters as they were drawn: one drawn twice counts as two. */
  stdErrors: Float64Array[];
}

/**
 * Does the part of `drawSharedClusters` that all its replicates share.
 *
 * @param periods `units` are the clusters: every row of a period says of which it is.
 * @throws as `prepareSharedPairs`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5);
 * const sample = prepareSharedClusters([
 *   { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5), x, units: ['a', 'a', 'b', 'b', 'c'] },
 *   { label: '2021', y: Float64Array.of(9, 2, 6, 5, 3), x, units: ['a', 'a', 'b', 'b', 'c'] },
 * ]);
 * sample.slopes; // => [0.4, -0.9]
 * // R: x <- 1:5; c(coef(lm(c(3, 1, 4, 1, 5) ~ x))[[2]], coef(lm(c(9, 2, 6, 5, 3) ~ x))[[2]])
 * sample.clusters; // => 3
 * // R: length(unique(c("a", "a", "b", "b", "c")))
 * ```
 */
export function prepareSharedClusters(periods: readonly Period[]): SharedClustersSample {
  const { slopes, scales, table, unit, ends, units: clusters } = prepareSharedPairs(periods);
  const sums = new Float64Array(clusters * periods.length * sumsACell);
  let row = 0;
  for (let t = 0; t < periods.length; t++) {
    for (; row < ends[t]!; row++) {
      const at = (unit[row]! * periods.length + t) * sumsACell;
      const z = table[2 * row]!;
      const e = table[2 * row + 1]!;
      sums[at]! += 1;
      sums[at + 1]! += z;
      sums[at + 2]! += e;
      sums[at + 3]! += z * z;
      sums[at + 4]! += z * e;
    }
  }
  return { slopes, scales, sums, clusters };
}

/**
 * Bootstrap of the slopes of several periods by resampling whole clusters: replicate r draws as many clusters as there
 * are, with replacement, and refits every period on the rows of the clusters drawn, the same clusters in period after
 * period (Cameron, Gelbach and Miller 2008, Review of Economics and Statistics 90, 414-427, section III.A; Field and
 * Welsh 2007, Journal of the Royal Statistical Society B 69, 369-390). Each draw comes with its CR1 standard error,
 * so that it can be studentised, which few clusters call for. The time of a replicate grows with clusters x periods,
 * not with rows.
 *
 * @returns slopes and standard errors of replicates `from` to `to` - 1. They depend on the data, seed, specification
 * and replicate alone: pieces put together are the whole, bit for bit.
 * @throws InvalidDataError where the replicates are not integers in order.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
 * const units = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4];
 * const sample = prepareSharedClusters([
 *   { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3), x, units },
 *   { label: '2021', y: Float64Array.of(9, 2, 6, 5, 3, 5, 8, 9, 7, 9), x, units },
 * ]);
 * const replicates = { seed: 1, specification: 'need', from: 0, to: 1 };
 * const { slopes, stdErrors } = drawSharedClusters(sample, replicates);
 * // R: d <- data.frame(a = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3), b = c(9, 2, 6, 5, 3, 5, 8, 9, 7, 9), x = 1:10)
 * // R: drawn <- c(1, 3, 3, 0, 4) # the clusters that replicate 0 draws, see `RandomStream`
 * // R: d <- d[c(rbind(2 * drawn + 1, 2 * drawn + 2)), ]; fits <- list(lm(a ~ x, d), lm(b ~ x, d)); g <- rep(1:5, each = 2)
 * [slopes[0][0], slopes[1][0]]; // => [0.28458943, 0.39595051]
 * // R: sapply(fits, function(fit) coef(fit)[[2]])
 * [stdErrors[0][0], stdErrors[1][0]]; // => [0.07025182, 0.094816901]
 * // R: sapply(fits, function(fit) sqrt(sandwich::vcovCL(fit, cluster = g, type = "HC1")[2, 2]))
 * ```
 */
export function drawSharedClusters(
  { slopes, scales, sums, clusters }: SharedClustersSample,
  replicates: SharedReplicates,
): SharedClusterDraws {
  checkReplicates(replicates);
  const { seed, specification, from, to } = replicates;
  const periods = slopes.length;
  const stream = new RandomStream(seed, specification);
  const indices = new Int32Array(clusters);
  const counts = new Float64Array(clusters);
  const totals = new Float64Array(periods * sumsACell);
  const draws = Array.from(slopes, () => new Float64Array(to - from));
  const errors = Array.from(slopes, () => new Float64Array(to - from));
  for (let r = from; r < to; r++) {
    stream.moveTo(r);
    stream.fillIndices(indices, clusters);
    counts.fill(0);
    for (const g of indices) counts[g]! += 1;
    totals.fill(0);
    for (let g = 0; g < clusters; g++) {
      const times = counts[g]!;
      if (times === 0) continue;
      const start = g * totals.length;
      for (let at = 0; at < totals.length; at++) totals[at]! += times * sums[start + at]!;
    }
    for (let t = 0; t < periods; t++) {
      const { move, stdError } = replicateFit(totals, counts, sums, periods, t);
      draws[t]![r - from] = slopes[t]! + move / scales[t]!;
      errors[t]![r - from] = stdError / scales[t]!;
    }
  }
  return { slopes: draws, stdErrors: errors };
}

/** How far the slope of z moves in a replicate, and its CR1 standard error; NaN where z does not vary. */
function replicateFit(
  totals: Float64Array,
  counts: Float64Array,
  sums: Float64Array,
  periods: number,
  t: number,
): { move: number; stdError: number } {
  const own = t * sumsACell;
  const n = totals[own]!;
  const z = totals[own + 1]! / n;
  const e = totals[own + 2]! / n;
  const variation = totals[own + 3]! - n * z * z;
  if (!(variation > noVariation * n)) return { move: Number.NaN, stdError: Number.NaN };
  const move = (totals[own + 4]! - n * z * e) / variation;
  let squares = 0;
  for (let g = 0; g < counts.length; g++) {
    if (counts[g] === 0) continue;
    const at = (g * periods + t) * sumsACell;
    const rows = sums[at]!;
    const sz = sums[at + 1]!;
    const within = sums[at + 4]! - z * sums[at + 2]! - e * sz + rows * z * e;
    const score = within - move * (sums[at + 3]! - 2 * z * sz + rows * z * z);
    squares += counts[g]! * score * score;
  }
  const factor = n > 2 ? clusterFactor(counts.length, n, 2) : Number.NaN;
  return { move, stdError: Math.sqrt(factor * squares) / variation };
}
