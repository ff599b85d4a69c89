import { InvalidDataError } from '../errors.js';

/**
 * Sampling variance of a share among weighted respondents: p (1 - p) / effective number. Kish (1965), Survey Sampling,
 * section 2.6; finite populations are not allowed for, so that it is a little too large where most were asked.
 *
 * @param share 0 to 1.
 * @param effective number of respondents, above 0; see `effectiveRespondents`.
 * @throws InvalidDataError where a number is outside its range.
 *
 * @example
 * ```ts
 * shareVariance(0.2, 100); // => 0.0016
 * // R: 0.2 * 0.8 / 100
 * ```
 */
export function shareVariance(share: number, effective: number): number {
  if (!(share >= 0 && share <= 1)) {
    throw new InvalidDataError(`The share is ${share}; it must be from 0 to 1.`);
  }
  if (!(effective > 0)) {
    throw new InvalidDataError(`The effective number of respondents is ${effective}; it must be above 0.`);
  }
  return (share * (1 - share)) / effective;
}

/**
 * Effective number of respondents with weights that have nothing to do with the answers: (sum of weights)^2 over the
 * sum of their squares, the number of respondents over the design effect (Kish 1965, section 11.7).
 *
 * @param counts how many respondents have each weight; one where left out.
 * @throws InvalidDataError where a weight or count is negative or not finite, their numbers differ, or none is above 0.
 *
 * @example
 * ```ts
 * effectiveRespondents(Float64Array.of(1, 1, 2, 4)); // => 2.9090909
 * // R: w <- c(1, 1, 2, 4); sum(w)^2 / sum(w^2)
 * effectiveRespondents([80, 50], [100, 30]); // => 126.22378
 * // R: w <- rep(c(80, 50), c(100, 30)); sum(w)^2 / sum(w^2)
 * ```
 */
export function effectiveRespondents(weights: ArrayLike<number>, counts?: ArrayLike<number>): number {
  if (counts !== undefined && counts.length !== weights.length) {
    throw new InvalidDataError(`There are ${weights.length} weights and ${counts.length} counts.`);
  }
  let total = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    const count = counts === undefined ? 1 : counts[i]!;
    if (!(weight >= 0 && weight < Infinity && count >= 0 && count < Infinity)) {
      throw new InvalidDataError(
        `A weight is ${weight} with a count of ${count}; both must be finite and not negative.`,
      );
    }
    total += count * weight;
    squares += count * weight * weight;
  }
  if (!(total > 0)) throw new InvalidDataError('No respondent has a weight above 0.');
  return (total * total) / squares;
}
