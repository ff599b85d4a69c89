import { InvalidDataError } from './errors.js';
import { philoxFill } from './philox.js';
import { specificationKey } from './specification-key.js';

const wordsAtOnce = 64;
const unit = 2 ** -32;

/**
 * A stream of random numbers that belongs to (seed, specification, replicate) alone: the same draws come wherever
 * and in whatever order streams are computed. Counter-based on Philox4x32-10 (Salmon et al. 2011): the key is
 * the seed and half of the specification's key; the counter is the block of four draws, the replicate, the other
 * half, and whether the specification is a number (0) or a text (1). A stream holds 2^34 draws.
 */
export class RandomStream {
  readonly #key: readonly [number, number];
  readonly #counter: readonly [number, number];
  readonly #words = new Uint32Array(wordsAtOnce);
  #replicate: number;
  #block = 0;
  #next = wordsAtOnce;

  /**
   * @param seed uint32
   * @param specification a uint32, or any text (see `specificationKey`)
   * @param replicate uint32
   * @throws InvalidDataError where a number is no uint32.
   */
  constructor(seed: number, specification: string | number, replicate = 0) {
    const [low, high] =
      typeof specification === 'string' ? specificationKey(specification) : [specification, 0];
    this.#key = [uint32(seed, 'seed'), uint32(low, 'specification')];
    this.#counter = [high, typeof specification === 'string' ? 1 : 0];
    this.#replicate = uint32(replicate, 'replicate');
  }

  /** Goes to the first draw of a replicate of the same seed and specification. */
  moveTo(replicate: number): void {
    this.#replicate = uint32(replicate, 'replicate');
    this.#block = 0;
    this.#next = wordsAtOnce;
  }

  /** An integer from 0 to 2^32 - 1, all equally likely. */
  nextUint32(): number {
    if (this.#next === wordsAtOnce) this.#refill();
    return this.#words[this.#next++]!;
  }

  /**
   * An integer from 0 to n - 1, for n from 1 to 2^31, by multiply and shift (Lemire 2019, ACM TOMACS 29(1), 3,
   * without rejection): the probability of a value is off 1/n by less than n / 2^32 of itself.
   */
  nextIndex(n: number): number {
    checkRange(n);
    return (this.nextUint32() * n * unit) | 0;
  }

  /** Fills an array with integers from 0 to n - 1: the same as so many calls of `nextIndex(n)`, but fast. */
  fillIndices(indices: Int32Array | Uint16Array, n: number): void {
    checkRange(n);
    const words = this.#words;
    let next = this.#next;
    for (let i = 0; i < indices.length; ) {
      if (next === wordsAtOnce) {
        this.#refill();
        next = 0;
      }
      const end = Math.min(indices.length, i + wordsAtOnce - next);
      while (i < end) indices[i++] = words[next++]! * n * unit;
    }
    this.#next = next;
  }

  #refill(): void {
    const [low, high] = this.#key;
    philoxFill(this.#words, this.#block, this.#replicate, this.#counter[0], this.#counter[1], low, high);
    this.#block += wordsAtOnce / 4;
    this.#next = 0;
  }
}

function uint32(value: number, what: string): number {
  if (value >>> 0 !== value) {
    throw new InvalidDataError(`The ${what} is ${value}; it must be an integer from 0 to 4294967295.`);
  }
  return value;
}

function checkRange(n: number): void {
  if (!(Number.isInteger(n) && n >= 1 && n <= 2 ** 31)) {
    throw new InvalidDataError(
      `An index is drawn from ${n} values; their number must be from 1 to 2147483648.`,
    );
  }
}
