import { InvalidDataError } from '../errors.js';
import { type ConcentrationData, concentrationIndex } from './concentration-index.js';

/** How much of a concentration index need accounts for. */
export interface HorizontalInequity {
  /** The concentration index. */
  index: number;
  /** That of what need leads to expect. */
  expected: number;
  /** The one less the other. */
  inequity: number;
}

/**
 * Horizontal inequity: the concentration index less that of the value expected from need, by indirect standardisation
 * with a linear regression on need weighted by population (Wagstaff and van Doorslaer 2000, Journal of Human Resources
 * 35, 716-733; O'Donnell, van Doorslaer, Wagstaff and Lindelow 2008, Analyzing Health Equity Using Household Survey
 * Data, chapter 15). Sign as `concentrationIndex`. Expected is what need goes with here, not what it ought to: a system
 * that gives nothing to need has no expected share of it. The residual of `rineq::decomposition` on one need is the same.
 *
 * @param need of each observation, length n; it must vary.
 * @throws InvalidDataError where lengths differ. NaN where need does not vary.
 *
 * @example
 * ```ts
 * const data = { values: [3, 1, 4, 2], ranking: rankingOf([1, 2, 3, 4]), population: [10, 20, 30, 40] };
 * horizontalInequity(data, [2, 1, 3, 5]).inequity; // => -0.032165975
 * // R: y <- c(3, 1, 4, 2); x <- c(2, 1, 3, 5); p <- c(10, 20, 30, 40) / 100; r <- cumsum(p) - p / 2
 * // R: C <- function(v) 2 * sum(p * v * r) / sum(p * v) - 1; C(y) - C(fitted(lm(y ~ x, weights = p)))
 * ```
 */
export function horizontalInequity(data: ConcentrationData, need: ArrayLike<number>): HorizontalInequity {
  const { values, population } = data;
  if (need.length !== values.length)
    throw new InvalidDataError(`There are ${values.length} values but ${need.length} of need.`);
  let [heads, y, x] = [0, 0, 0];
  for (let i = 0; i < need.length; i++) {
    heads += population[i]!;
    y += population[i]! * values[i]!;
    x += population[i]! * need[i]!;
  }
  [y, x] = [y / heads, x / heads];
  let [xx, xy] = [0, 0];
  for (let i = 0; i < need.length; i++) {
    const apart = need[i]! - x;
    xx += population[i]! * apart * apart;
    xy += population[i]! * apart * values[i]!;
  }
  const index = concentrationIndex(data);
  const expected = ((xy / xx) * x * concentrationIndex({ ...data, values: need })) / y;
  return { index, expected, inequity: index - expected };
}
