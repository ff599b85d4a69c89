import { groupClusters } from '../covariance/cluster-groups.js';
import { type ClusterParts, clusterParts } from './hotelling-test.js';
import { fitPeriod, type Period } from './stacked-periods.js';

/** The slopes of all periods, and what each cluster adds to a test of them. */
export interface StackedParts {
  slopes: Float64Array;
  parts: ClusterParts[];
}

/**
 * The slopes of the stacked regression (y on period effects, x by period and whatever else a period has), with what
 * each cluster adds to their CR2 covariance. No column serves two periods, so that the residuals of one are
 * uncorrelated with those of another where errors are independent: a cluster's block of their variance is one block a
 * period, and its inverse root too. Each period is therefore worked on by itself, which takes 1 / T of the time.
 */
export function stackedParts(periods: readonly Period[]): StackedParts {
  const widths = periods.map(({ others = [] }) => 2 + others.length);
  const k = widths.reduce((total, width) => total + width, 0);
  const q = periods.length;
  const slopes = new Float64Array(q);
  const byCluster = new Map<unknown, ClusterParts>();
  const partsOf = (cluster: unknown) => {
    const zeros = () => Array.from({ length: q }, () => new Float64Array(k));
    const known = byCluster.get(cluster);
    const parts = known ?? {
      b: zeros(),
      c: zeros(),
      products: new Float64Array(q * q),
      score: new Float64Array(q),
    };
    byCluster.set(cluster, parts);
    return parts;
  };
  let start = 0;
  periods.forEach((period, t) => {
    const { units } = period;
    const fit = fitPeriod(period);
    const clusters = Array.from(units as ArrayLike<number | string>);
    slopes[t] = fit.coefficients[1]!;
    const slope = Float64Array.from({ length: fit.k }, (_, j) => (j === 1 ? 1 : 0));
    const own = clusterParts(fit, clusters, [slope]);
    groupClusters(fit, clusters).members.forEach((group, g) => {
      const parts = partsOf(clusters[group[0]!]);
      const { b, c, products, score } = own[g]!;
      parts.b[t]!.set(b[0]!, start);
      parts.c[t]!.set(c[0]!, start);
      parts.products[t * q + t] = products[0]!;
      parts.score[t] = score[0]!;
    });
    start += widths[t]!;
  });
  return { slopes, parts: [...byCluster.values()] };
}
