import { InvalidDataError } from '../errors.js';

/** A resample's x varies too little for a slope where its variance is below this share of the sample's. */
export const noVariation = 1e-12;

/** @throws InvalidDataError where the replicates are not integers in order, from 0 to 2^32. */
export function checkReplicates({ from, to }: { from: number; to: number }): void {
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to >= from && to <= 2 ** 32)) {
    throw new InvalidDataError(`Replicates ${from} to ${to} are asked for; they must be integers in order.`);
  }
}
