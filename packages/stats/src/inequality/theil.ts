import { InvalidDataError } from '../errors.js';

/** Theil's index and its parts, which add up. */
export interface Theil {
  total: number;
  between: number;
  within: number;
}

/**
 * Theil's index T of values per head, between and within groups (Theil 1967, Economics and Information Theory; Shorrocks
 * 1980, Econometrica 48, 613-625): the sum over observations of their share of the whole times the log of that share over
 * their share of the population. 0 where all have the same. Those who have none add nothing, but they are in the
 * population; `ineq::Theil` (0.2-13) drops them from it, and so is less.
 *
 * @param values not negative, per head, length n.
 * @param population not negative, length n.
 * @param groups from 0 up to their number less one, length n.
 * @throws InvalidDataError where lengths differ or a value is negative. NaN where nobody has any.
 *
 * @example
 * ```ts
 * const { total, between } = theil([1, 3, 0, 2], [10, 20, 30, 40], [0, 0, 1, 1]);
 * [total, between]; // => [0.4036583, 0.061157303]
 * // R: y <- c(1, 3, 0, 2); p <- c(10, 20, 30, 40); s <- p * y / sum(p * y); q <- p / sum(p); g <- c(1, 1, 2, 2)
 * // R: T <- function(s, q) sum(ifelse(s > 0, s * log(s / q), 0)); c(T(s, q), T(tapply(s, g, sum), tapply(q, g, sum)))
 * ```
 */
export function theil(
  values: ArrayLike<number>,
  population: ArrayLike<number>,
  groups: ArrayLike<number>,
): Theil {
  if (values.length !== population.length || values.length !== groups.length)
    throw new InvalidDataError(
      `There are ${values.length} values, ${population.length} populations and ${groups.length} groups.`,
    );
  let [heads, amount, logs] = [0, 0, 0];
  const headsOf: number[] = [];
  const amountOf: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value >= 0)) throw new InvalidDataError(`Value ${i} is ${value}; it must not be negative.`);
    const group = groups[i]!;
    const own = population[i]! * value;
    heads += population[i]!;
    amount += own;
    if (own > 0) logs += own * Math.log(value);
    headsOf[group] = (headsOf[group] ?? 0) + population[i]!;
    amountOf[group] = (amountOf[group] ?? 0) + own;
  }
  const mean = amount / heads;
  const total = logs / amount - Math.log(mean);
  const between = amountOf.reduce(
    (sum, own, group) => (own > 0 ? sum + (own / amount) * Math.log(own / headsOf[group]! / mean) : sum),
    0,
  );
  return { total, between, within: total - between };
}
