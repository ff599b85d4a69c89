import { InvalidDataError } from '../errors.js';

/** @throws InvalidDataError where there are no p-values or one is not between 0 and 1. */
export function checkProbabilities(pValues: ArrayLike<number>): void {
  if (pValues.length === 0) throw new InvalidDataError('There are no p-values to adjust.');
  for (let i = 0; i < pValues.length; i++) {
    const p = pValues[i]!;
    if (!(p >= 0 && p <= 1)) throw new InvalidDataError(`p-value ${i} is ${p}; it must be from 0 to 1.`);
  }
}
