import { InvalidDataError } from '../errors.js';

/** Which unit, such as an area, each observation is of. */
export interface Units {
  /** From 0 up to `count` less one, length n. */
  of: ArrayLike<number>;
  count: number;
}

/** @throws InvalidDataError where the units are not one an observation. */
export function checkUnits(units: Units, n: number): void {
  if (units.of.length !== n)
    throw new InvalidDataError(`There are ${n} values but ${units.of.length} units of observations.`);
}

/** The sum of a term over the observations of each unit, length `count`. */
export function unitSums(units: Units, term: (i: number) => number): Float64Array {
  const sums = new Float64Array(units.count);
  for (let i = 0; i < units.of.length; i++) sums[units.of[i]!]! += term(i);
  return sums;
}

/** The sum over units, each as often as it is there. */
export function total(often: Float64Array, sums: Float64Array): number {
  let whole = 0;
  for (let unit = 0; unit < often.length; unit++) whole += often[unit]! * sums[unit]!;
  return whole;
}
