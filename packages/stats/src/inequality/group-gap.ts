import { InvalidDataError } from '../errors.js';

/** What people of a group have per head, beside all others. */
export interface GroupGap {
  inside: number;
  outside: number;
  /** Inside less outside: above 0 where the group has more. */
  difference: number;
  /** Inside over outside. */
  ratio: number;
}

/**
 * The mean of values per head over the people of a group that is a share of each observation's population, less that over
 * all others, and their ratio: the gap of a "Core20" in the sense of NHS England's Core20PLUS5, where everyone of an
 * observation is taken to have its value. If the group has less than others within an observation, the gap hides it.
 *
 * @param share of the population that is in the group, 0 to 1, length n.
 * @throws InvalidDataError where lengths differ. NaN where either group is empty.
 *
 * @example
 * ```ts
 * const { difference, ratio } = groupGap([1, 3, 2], [10, 20, 30], [0.5, 0.1, 0.2]);
 * [difference, ratio]; // => [-0.50736498, 0.77713875]
 * // R: y <- c(1, 3, 2); p <- c(10, 20, 30); s <- c(0.5, 0.1, 0.2)
 * // R: a <- weighted.mean(y, p * s); b <- weighted.mean(y, p * (1 - s)); c(a - b, a / b)
 * ```
 */
export function groupGap(
  values: ArrayLike<number>,
  population: ArrayLike<number>,
  share: ArrayLike<number>,
): GroupGap {
  if (values.length !== population.length || values.length !== share.length)
    throw new InvalidDataError(
      `There are ${values.length} values, ${population.length} populations and ${share.length} shares.`,
    );
  let [inHeads, inAmount, outHeads, outAmount] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const within = population[i]! * share[i]!;
    const without = population[i]! * (1 - share[i]!);
    inHeads += within;
    outHeads += without;
    inAmount += within * values[i]!;
    outAmount += without * values[i]!;
  }
  const [inside, outside] = [inAmount / inHeads, outAmount / outHeads];
  return { inside, outside, difference: inside - outside, ratio: inside / outside };
}
