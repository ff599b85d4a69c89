import { InvalidDataError } from '../errors.js';
import type { Ranking } from './ranking.js';

/** What a concentration index is of. */
export interface ConcentrationData {
  /** How much each observation has per head, length n. */
  values: ArrayLike<number>;
  /** From what ranks first to what ranks last; for ours from the least need to the greatest. */
  ranking: Ranking;
  /** Heads of each observation, not negative, length n; one of 0 is not there. */
  population: ArrayLike<number>;
}

/**
 * The concentration index of values over a ranking: twice the covariance of value and rank, as a share of the mean
 * (Kakwani, Wagstaff and van Doorslaer 1997, Journal of Econometrics 77, 87-103, equation 1), where ranks are
 * `ridits` with the population for weights: observations of equal rank share one. From -1 to 1: above 0 where those who
 * rank last have more than their share. In health economics people rank from the poorest, so that above 0 is for the
 * rich; where they rank from the least need, above 0 is for those in need.
 *
 * Packages that differ: `rineq::ci` (0.3.0) breaks ties of rank by the order of the rows, and where weights are unequal
 * its variance of ranks has a correction of small samples, so that its index is ours times
 * (n - 1) / n / (1 - sum of squared shares of population).
 *
 * @throws InvalidDataError where lengths differ. NaN where the mean is 0 or nobody is there.
 *
 * @example
 * ```ts
 * const ranking = rankingOf([1, 3, 2, 4]);
 * concentrationIndex({ values: [5, 1, 4, 2], ranking, population: [10, 20, 30, 40] }); // => -0.21111111
 * // R: y <- c(5, 4, 1, 2); p <- c(10, 30, 20, 40) / 100; r <- cumsum(p) - p / 2
 * // R: 2 * sum(p * y * r) / sum(p * y) - 1
 * ```
 */
export function concentrationIndex({ values, ranking, population }: ConcentrationData): number {
  const { order, ends } = ranking;
  if (values.length !== order.length || population.length !== order.length)
    throw new InvalidDataError(
      `There are ${values.length} values and ${population.length} populations, but ${order.length} ranks.`,
    );
  let below = 0;
  let total = 0;
  let ranked = 0;
  let at = 0;
  for (let run = 0; run < ends.length; run++) {
    let heads = 0;
    let amount = 0;
    for (const end = ends[run]!; at < end; at++) {
      const i = order[at]!;
      const here = population[i]!;
      heads += here;
      amount += here * values[i]!;
    }
    ranked += amount * (2 * below + heads);
    total += amount;
    below += heads;
  }
  return ranked / (total * below) - 1;
}

/** The mean weighted by population, on a scale from 0 for the least possible value to 1 for the greatest. */
function meanWithin({ values, population }: ConcentrationData, bounds: readonly [number, number]): number {
  const [low, high] = bounds;
  if (!(high > low)) throw new InvalidDataError(`Bounds are ${low} and ${high}; the second must be greater.`);
  let total = 0;
  let heads = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value >= low && value <= high))
      throw new InvalidDataError(`Value ${i} is ${value}, which is not in ${low} to ${high}.`);
    total += population[i]! * value;
    heads += population[i]!;
  }
  return (total / heads - low) / (high - low);
}

/** The concentration index of values less their lower bound, which has no meaning for them otherwise. */
const above = (data: ConcentrationData, low: number): number =>
  concentrationIndex({ ...data, values: Float64Array.from(data.values, (value) => value - low) });

/**
 * Erreygers's index of a bounded variable: 4 x mean x concentration index, the variable scaled to 0 to 1 (Erreygers 2009,
 * Journal of Health Economics 28, 504-515). The same with the sign turned for what is lacking. Sign as
 * `concentrationIndex`.
 *
 * `rineq::ci(type = "CIc")` takes the least and greatest value that it sees for the bounds; ours are stated.
 *
 * @throws InvalidDataError as `concentrationIndex`, and where a value is out of bounds.
 *
 * @example
 * ```ts
 * const ranking = rankingOf([1, 2, 3, 4]);
 * erreygersIndex({ values: [0, 1, 0, 1], ranking, population: [10, 20, 30, 40] }, [0, 1]); // => 0.48
 * // R: y <- c(0, 1, 0, 1); p <- c(10, 20, 30, 40) / 100; r <- cumsum(p) - p / 2
 * // R: 4 * sum(p * y) * (2 * sum(p * y * r) / sum(p * y) - 1)
 * ```
 */
export function erreygersIndex(data: ConcentrationData, bounds: readonly [number, number]): number {
  return 4 * meanWithin(data, bounds) * above(data, bounds[0]);
}

/**
 * Wagstaff's index of a bounded variable: concentration index / (1 - mean), the variable scaled to 0 to 1 (Wagstaff 2005,
 * Health Economics 14, 429-432). Sign as `concentrationIndex`.
 *
 * `rineq::ci(type = "CIw")` does not scale: it is the same for bounds of 0 and 1 alone.
 *
 * @throws InvalidDataError as `erreygersIndex`. NaN or infinite where all have the most.
 *
 * @example
 * ```ts
 * const ranking = rankingOf([1, 2, 3, 4]);
 * wagstaffIndex({ values: [0, 1, 0, 1], ranking, population: [10, 20, 30, 40] }, [0, 1]); // => 0.5
 * // R: y <- c(0, 1, 0, 1); p <- c(10, 20, 30, 40) / 100; r <- cumsum(p) - p / 2
 * // R: (2 * sum(p * y * r) / sum(p * y) - 1) / (1 - sum(p * y))
 * ```
 */
export function wagstaffIndex(data: ConcentrationData, bounds: readonly [number, number]): number {
  return above(data, bounds[0]) / (1 - meanWithin(data, bounds));
}
