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
