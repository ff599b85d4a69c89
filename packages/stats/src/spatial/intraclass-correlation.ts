import { type ClusterIds, numberClusters } from '../cluster-codes.js';
import { InvalidDataError } from '../errors.js';

export interface IntraclassCorrelation {
  /** 1 where values differ between clusters alone; about 0, or below, where clusters are no more alike than others. */
  correlation: number;
  clusters: number;
  /** What the sizes of clusters come to, in place of their mean: (n - sum of squared sizes / n) / (G - 1). */
  averageSize: number;
  /** Mean squares between and within clusters. */
  between: number;
  within: number;
}

/**
 * The correlation of two values of the same cluster, by the analysis of variance with clusters of unequal sizes:
 * (B - W) / (B + (m - 1) W) for mean squares between and within and average size m (Donner 1986, Int. Statistical
 * Review 54, 67-82, equation 2.2; Searle, Casella and McCulloch 1992, Variance Components). Not cut off at 0; at least
 * -1 / (m - 1). NaN where values do not vary.
 *
 * @throws InvalidDataError where there are not as many clusters as values, fewer than two clusters, or as many clusters
 * as values, so that nothing is within.
 *
 * @example
 * ```ts
 * intraclassCorrelation([3, 1, 4, 1, 5, 9, 2, 6], ['a', 'a', 'b', 'b', 'b', 'c', 'c', 'c']).correlation; // => 0.084139066
 * // R: g <- c("a", "a", "b", "b", "b", "c", "c", "c"); a <- anova(lm(c(3, 1, 4, 1, 5, 9, 2, 6) ~ g))$"Mean Sq"
 * // R: m <- (8 - sum(table(g)^2) / 8) / 2; (a[1] - a[2]) / (a[1] + (m - 1) * a[2])
 * ```
 */
export function intraclassCorrelation(
  values: ArrayLike<number>,
  clusters: ClusterIds,
): IntraclassCorrelation {
  const n = values.length;
  if (clusters.length !== n) {
    throw new InvalidDataError(`There are ${clusters.length} cluster identifiers for ${n} values.`);
  }
  const { codes, count } = numberClusters(clusters);
  if (count < 2 || count >= n) {
    throw new InvalidDataError(
      `${n} values are in ${count} cluster${count === 1 ? '' : 's'}: to compare between with within, there must be two ` +
        'or more, and one with several values.',
    );
  }
  const sizes = new Float64Array(count);
  const means = new Float64Array(count);
  let mean = 0;
  codes.forEach((code, i) => {
    sizes[code] = sizes[code]! + 1;
    means[code] = means[code]! + values[i]!;
    mean += values[i]! / n;
  });
  for (let g = 0; g < count; g++) means[g] = means[g]! / sizes[g]!;
  let within = 0;
  codes.forEach((code, i) => {
    within += (values[i]! - means[code]!) ** 2;
  });
  let between = 0;
  let squares = 0;
  for (let g = 0; g < count; g++) {
    between += sizes[g]! * (means[g]! - mean) ** 2;
    squares += sizes[g]! ** 2;
  }
  between /= count - 1;
  within /= n - count;
  const averageSize = (n - squares / n) / (count - 1);
  return {
    correlation: (between - within) / (between + (averageSize - 1) * within),
    clusters: count,
    averageSize,
    between,
    within,
  };
}
