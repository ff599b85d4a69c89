import { InvalidDataError } from '../errors.js';
import type { ConcentrationData } from './concentration-index.js';

/** A point of a curve: so much of the population, from the first rank on, has so much of the whole. */
export interface CurvePoint {
  population: number;
  amount: number;
}

/**
 * The concentration curve: the share of the whole that the first share of the population has, in the order of a ranking
 * (Wagstaff, Paci and van Doorslaer 1991, Social Science and Medicine 33, 545-557); the Lorenz curve where observations
 * rank by the values themselves. Observations of equal rank are one straight piece. It begins at 0, 0 and ends at 1, 1;
 * the index is 1 less twice the area below it.
 *
 * @throws InvalidDataError where lengths differ or the whole is 0.
 *
 * @example
 * ```ts
 * const curve = concentrationCurve({ values: [4, 2, 0], ranking: rankingOf([1, 2, 2]), population: [1, 1, 2] });
 * curve.map(({ amount }) => amount); // => [0, 0.66666667, 1]
 * // R: cumsum(c(0, 4 * 1, 2 * 1 + 0 * 2)) / 6
 * ```
 */
export function concentrationCurve({ values, ranking, population }: ConcentrationData): CurvePoint[] {
  const { order, ends } = ranking;
  if (values.length !== order.length || population.length !== order.length)
    throw new InvalidDataError(
      `There are ${values.length} values and ${population.length} populations, but ${order.length} ranks.`,
    );
  let [heads, amount, at] = [0, 0, 0];
  const sums: CurvePoint[] = [{ population: 0, amount: 0 }];
  for (const end of ends) {
    for (; at < end; at++) {
      const i = order[at]!;
      heads += population[i]!;
      amount += population[i]! * values[i]!;
    }
    sums.push({ population: heads, amount });
  }
  if (!(heads > 0 && amount > 0)) throw new InvalidDataError('Nobody has any: there is no curve.');
  return sums.map((point) => ({ population: point.population / heads, amount: point.amount / amount }));
}

/**
 * The height of a curve at a share of the population, straight between its points.
 *
 * @param curve as `concentrationCurve` gives it.
 * @throws InvalidDataError where the share is not in 0 to 1.
 *
 * @example
 * ```ts
 * amountAt([{ population: 0, amount: 0 }, { population: 0.5, amount: 0.2 }, { population: 1, amount: 1 }], 0.75); // => 0.6
 * // R: approx(c(0, 0.5, 1), c(0, 0.2, 1), 0.75)$y
 * ```
 */
export function amountAt(curve: readonly CurvePoint[], share: number): number {
  const to = curve.findIndex(({ population }) => population >= share);
  if (!(share >= 0) || to < 0)
    throw new InvalidDataError(`A curve is asked for at ${share}, which is not in 0 to 1.`);
  const end = curve[to]!;
  const start = curve[Math.max(0, to - 1)]!;
  const width = end.population - start.population;
  return width === 0
    ? end.amount
    : start.amount + ((share - start.population) / width) * (end.amount - start.amount);
}
