import { InvalidDataError } from '../errors.js';

/** More replicates than this are taken for a slip of the pen. */
const mostReplicates = 1e7;

/** @throws InvalidDataError where the number is not an integer from 1 to 10,000,000. */
export function checkReplicates(replicates: number): void {
  if (!(Number.isInteger(replicates) && replicates >= 1 && replicates <= mostReplicates)) {
    throw new InvalidDataError(
      `There are ${replicates} replicates; their number must be from 1 to 10000000.`,
    );
  }
}

/** @throws InvalidDataError where from..to is not a range of integers in 0 to 10,000,000. */
export function checkShard(from: number, to: number): void {
  const whole = Number.isInteger(from) && Number.isInteger(to);
  if (!(whole && from >= 0 && to >= from && to <= mostReplicates)) {
    throw new InvalidDataError(
      `Replicates ${from} to ${to} are asked for; they must be integers in order, from 0 to 10000000.`,
    );
  }
}

/** @throws InvalidDataError where the value is not finite. */
export function checkFinite(value: number, what: string): void {
  if (!Number.isFinite(value)) throw new InvalidDataError(`The ${what} is ${value}; it must be finite.`);
}

/** @throws InvalidDataError where there is no such coefficient among k. */
export function checkCoefficient(coefficient: number, k: number): void {
  if (!(Number.isInteger(coefficient) && coefficient >= 0 && coefficient < k)) {
    throw new InvalidDataError(`Coefficient ${coefficient} is asked for; there are 0 to ${k - 1}.`);
  }
}
