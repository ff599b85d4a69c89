import { basisToCoefficient } from '../basis-to-coefficient.js';
import { type ClusterIds, clusterCodes } from '../cluster-codes.js';
import { InvalidDataError } from '../errors.js';
import { solveNormalEquations } from '../normal-equations.js';
import { clusterSums } from './cluster-sums.js';
import { type Jackknife, summariseJackknife } from './jackknife.js';
import { fitSample, type Sample } from './sample.js';

/**
 * Leave-one-cluster-out jackknife of each of the k coefficients of a regression: MacKinnon, Nielsen and Webb (2023),
 * Journal of Applied Econometrics 38, 671-694, section 2. Without cluster g the coefficients, in the orthonormal
 * basis Q, are less by (I - Qg'Qg)^-1 Qg'eg. Clusters are in the order of their first observation.
 *
 * @throws InvalidDataError, RankDeficientError as `leastSquares`; InvalidDataError where there are fewer than two
 * clusters, or naming a cluster without which a coefficient cannot be estimated.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
 * const [, slope] = clusterJackknife({ y, columns: [x.map(() => 1), x], clusters: [1, 1, 2, 2, 3, 3, 4, 4] });
 * slope.stdError; // => 0.52338379
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9, 2, 6), x = 1:8, g = rep(1:4, each = 2))
 * // R: b <- sapply(1:4, function(g) coef(lm(y ~ x, d[d$g != g, ]))[[2]]); sqrt(3 / 4 * sum((b - mean(b))^2))
 * ```
 */
export function clusterJackknife(data: Sample & { clusters: ClusterIds }): Jackknife[] {
  const fit = fitSample(data);
  const { k, basisToCoefficients: back, coefficients } = fit;
  const groups = clusterCodes(fit, data.clusters);
  const { gram, score } = clusterSums(fit, groups);
  const drops = Array.from(coefficients, () => new Float64Array(groups.count));
  for (let g = 0; g < groups.count; g++) {
    const rest = gram
      .slice(g * k * k, (g + 1) * k * k)
      .map((value, at) => Number(at % (k + 1) === 0) - value);
    const step = score.slice(g * k, (g + 1) * k);
    if (!solveNormalEquations(rest, step, k)) {
      throw new InvalidDataError(
        `Without cluster "${groups.ids[g]}" a coefficient cannot be estimated: there is no cluster jackknife. ` +
          'Leave out the column that serves this cluster alone.',
      );
    }
    drops.forEach((drop, j) => {
      drop[g] = basisToCoefficient(back, step, j, k);
    });
  }
  return drops.map((drop, j) => summariseJackknife(coefficients[j]!, drop, groups.count));
}
