import { type ClusterIds, clusterCodes } from '../cluster-codes.js';
import type { LeastSquaresFit } from '../least-squares.js';

/**
 * How many clusters of equal size and leverage would carry a coefficient's cluster-robust variance as these do:
 * G / (1 + CV^2), where CV is the coefficient of variation over clusters of what each adds to the variance of the
 * coefficient if errors are correlated alike within clusters and equally spread. Carter, Schnepel and Steigerwald
 * (2017), Review of Economics and Statistics 99, 698-709, equations 6 and 10; with their advice for unknown errors, a
 * correlation of 1 within clusters.
 *
 * @param coefficient its place, from 0.
 * @throws InvalidDataError as `covariance` where the clusters do not fit.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 9);
 * const fit = leastSquares({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: [x.map(() => 1), x] });
 * effectiveClusters(fit, ['a', 'a', 'b', 'b', 'c', 'c', 'c', 'd'], 1); // => 2.9197567
 * // R: x <- c(1:7, 9); g <- c("a", "a", "b", "b", "c", "c", "c", "d"); a <- (x - mean(x)) / sum((x - mean(x))^2)
 * // R: v <- tapply(a, g, sum)^2; length(v) / (1 + mean((v - mean(v))^2) / mean(v)^2)
 * ```
 */
export function effectiveClusters(fit: LeastSquaresFit, clusters: ClusterIds, coefficient: number): number {
  const { codes, count } = clusterCodes(fit, clusters);
  const sums = new Float64Array(count);
  fit.pseudoinverse[coefficient]!.forEach((value, i) => {
    const code = codes[i]!;
    if (code >= 0) sums[code] = sums[code]! + value;
  });
  let total = 0;
  let squares = 0;
  for (const sum of sums) {
    total += sum * sum;
    squares += sum ** 4;
  }
  return (total * total) / squares;
}
