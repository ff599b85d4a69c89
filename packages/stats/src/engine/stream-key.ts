import { InvalidDataError } from '../errors.js';
import { specificationKey } from '../specification-key.js';

/** What the random numbers of a seed and a specification hang on, replicate by replicate. All uint32. */
export interface StreamKey {
  seed: number;
  low: number;
  high: number;
  /** 0 where the specification is a number, 1 where it is a text. */
  kind: number;
}

/**
 * @param seed uint32
 * @param specification a uint32, or any text (see `specificationKey`)
 * @throws InvalidDataError where a number is no uint32.
 */
export function streamKey(seed: number, specification: string | number): StreamKey {
  const [low, high] =
    typeof specification === 'string' ? specificationKey(specification) : [specification, 0];
  return {
    seed: uint32(seed, 'seed'),
    low: uint32(low, 'specification'),
    high,
    kind: typeof specification === 'string' ? 1 : 0,
  };
}

export function uint32(value: number, what: string): number {
  if (value >>> 0 !== value) {
    throw new InvalidDataError(`The ${what} is ${value}; it must be an integer from 0 to 4294967295.`);
  }
  return value;
}
