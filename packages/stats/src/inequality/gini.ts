import { concentrationIndex } from './concentration-index.js';
import { type Ranking, rankingOf } from './ranking.js';

/**
 * The Gini coefficient of values per head: the concentration index where observations rank by the values themselves
 * (Lerman and Yitzhaki 1984, Economics Letters 15, 363-368), twice the area between the Lorenz curve and the diagonal. 0
 * where all have the same; below 1. No correction for small samples, as `ineq::Gini(corr = FALSE)` and, but for a factor
 * of 100, `laeken::gini`; a correction would multiply it by n / (n - 1).
 *
 * @param values not negative, per head of the population, length n.
 * @param population not negative, length n.
 * @param ranking of the values, where it is known.
 * @throws InvalidDataError as `concentrationIndex`. NaN where nobody has any.
 *
 * @example
 * ```ts
 * gini([0, 1, 3, 0], [10, 20, 30, 40]); // => 0.60909091
 * // R: y <- c(0, 0, 1, 3); p <- c(10, 40, 20, 30) / 100
 * // R: sum(outer(p, p) * abs(outer(y, y, "-"))) / 2 / sum(p * y)
 * ```
 */
export function gini(
  values: ArrayLike<number>,
  population: ArrayLike<number>,
  ranking: Ranking = rankingOf(values),
): number {
  return concentrationIndex({ values, ranking, population });
}
