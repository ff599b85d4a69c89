import { basisToCoefficient } from '../basis-to-coefficient.js';
import { type ClusterIds, clusterCodes } from '../cluster-codes.js';
import { clusterFactor } from '../covariance/cluster-factor.js';
import { solveNormalEquations } from '../normal-equations.js';
import type { PairsBootstrapData } from '../pairs-bootstrap.js';
import { checkShard } from './checks.js';
import { clusterSums } from './cluster-sums.js';
import { fitSample, type Sample } from './sample.js';
import { solveFactored } from './solve-factored.js';
import {
  type Replicate,
  type StudentizedReplicates,
  studentizedReplicates,
} from './studentized-replicates.js';

/**
 * Bootstrap of a regression by resampling whole clusters: of G clusters G are drawn with replacement, and one drawn
 * twice counts as two. Cameron, Gelbach and Miller (2008), Review of Economics and Statistics 90, 414-427, section
 * III.A; Davison and Hinkley (1997), section 3.8. With CR1 standard errors, G / (G - 1) x (N - 1) / (N - k) for N
 * observations drawn. The time of a replicate grows with G, not with n. Replicate r depends on the data, seed,
 * specification and r alone: shards put together are the whole, bit for bit. A draw in which a coefficient cannot be
 * estimated is a row of NaN in both arrays; standard errors alone are NaN where N is not above k.
 *
 * @param data as for `pairsBootstrap`, and one cluster label an observation.
 * @throws InvalidDataError, RankDeficientError as `leastSquares` on the whole sample; InvalidDataError where there
 * are fewer than two clusters, or the replicates are not integers in order from 0 to 10,000,000.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3);
 * const data = { y, columns: [x.map(() => 1), x], clusters: [0, 0, 1, 1, 2, 2, 3, 3, 4, 4] };
 * const replicates = { seed: 1, specification: 'need', from: 0, to: 1 };
 * const { coefficients, stdErrors } = clusterPairsBootstrap({ ...data, ...replicates });
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3), x = 1:10)
 * // R: drawn <- c(1, 3, 3, 0, 4) # the clusters that replicate 0 draws, see `RandomStream`
 * // R: fit <- lm(y ~ x, d[c(rbind(2 * drawn + 1, 2 * drawn + 2)), ])
 * coefficients; // => [1.6209224, 0.28458943]
 * // R: coef(fit)
 * stdErrors; // => [0.29827175, 0.07025182]
 * // R: sqrt(diag(sandwich::vcovCL(fit, cluster = rep(1:5, each = 2), type = "HC1")))
 * ```
 */
export function clusterPairsBootstrap(
  data: PairsBootstrapData & { clusters: ClusterIds },
): StudentizedReplicates {
  const { seed, specification, from, to, ...sample } = data;
  checkShard(from, to);
  const k = sample.columns.length;
  const { count, replicate } = clusterPairsReplicate(sample);
  return studentizedReplicates({ seed, specification, from, to }, count, k, replicate);
}

/**
 * A function of the `count` clusters drawn (numbered from 0 by first observation) that writes k coefficients and k
 * CR1 standard errors, or NaN. Throws as `clusterPairsBootstrap`.
 */
export function clusterPairsReplicate(sample: Sample & { clusters: ClusterIds }): {
  count: number;
  replicate: Replicate;
} {
  const fit = fitSample(sample);
  const { k, basisToCoefficients: back, coefficients: whole } = fit;
  const groups = clusterCodes(fit, sample.clusters);
  const { count } = groups;
  const { gram, score, sizes } = clusterSums(fit, groups);
  const counts = new Float64Array(count);
  const total = new Float64Array(k * k);
  const step = new Float64Array(k);
  const row = new Float64Array(k);

  function replicate(indices: Int32Array, coefficients: Float64Array, stdErrors: Float64Array): void {
    counts.fill(0);
    total.fill(0);
    step.fill(0);
    for (const g of indices) counts[g]! += 1;
    let drawn = 0;
    for (let g = 0; g < count; g++) {
      const times = counts[g]!;
      if (times === 0) continue;
      drawn += times * sizes[g]!;
      for (let at = 0; at < k * k; at++) total[at]! += times * gram[g * k * k + at]!;
      for (let a = 0; a < k; a++) step[a]! += times * score[g * k + a]!;
    }
    if (!solveNormalEquations(total, step, k)) {
      coefficients.fill(Number.NaN);
      stdErrors.fill(Number.NaN);
      return;
    }
    const factor = drawn > k ? clusterFactor(count, drawn, k) : Number.NaN;
    for (let j = 0; j < k; j++) {
      coefficients[j] = whole[j]! + basisToCoefficient(back, step, j, k);
      row.set(back.subarray(j * k, (j + 1) * k));
      solveFactored(total, row, k);
      let squares = 0;
      for (let g = 0; g < count; g++) {
        if (counts[g] === 0) continue;
        let influence = 0;
        for (let a = 0; a < k; a++) {
          let left = score[g * k + a]!;
          for (let b = 0; b < k; b++) left -= gram[(g * k + a) * k + b]! * step[b]!;
          influence += row[a]! * left;
        }
        squares += counts[g]! * influence * influence;
      }
      stdErrors[j] = Math.sqrt(factor * squares);
    }
  }
  return { count, replicate };
}
