import { fillWords, scaleWord, seedLanes, stateWords } from './engine/lanes.js';
import { type StreamKey, streamKey, uint32 } from './engine/stream-key.js';
import { InvalidDataError } from './errors.js';

const wordsAtOnce = 64;

/**
 * A stream of random numbers that belongs to (seed, specification, replicate) alone: the same draws come wherever
 * and in whatever order streams are computed. Four generators xoshiro128++ (Blackman and Vigna 2021) take turns, and
 * each is seeded by Philox4x32-10 (Salmon et al. 2011), whose key is the seed and half of the specification's key,
 * and whose counter is the generator (0 to 3), the replicate, the other half, and whether the specification is a
 * number (0) or a text (1).
 *
 * @example
 * ```ts
 * const rows = new Int32Array(5);
 * const stream = new RandomStream(1, 'need', 0);
 * stream.fillIndices(rows, 5);
 * rows; // => [1, 3, 3, 0, 4]
 * stream.moveTo(1);
 * stream.fillIndices(rows, 5);
 * rows; // => [2, 1, 3, 3, 4]
 * // No R: it has no such generator. Tests hold it to the known answers of Random123 and a plain reading of the papers.
 * ```
 */
export class RandomStream {
  readonly key: StreamKey;
  readonly #state = new Uint32Array(stateWords);
  readonly #words = new Uint32Array(wordsAtOnce);
  #next = wordsAtOnce;

  /**
   * @param seed uint32
   * @param specification a uint32, or any text (see `specificationKey`)
   * @param replicate uint32
   * @throws InvalidDataError where a number is no uint32.
   */
  constructor(seed: number, specification: string | number, replicate = 0) {
    this.key = streamKey(seed, specification);
    this.moveTo(replicate);
  }

  /** Goes to the first draw of a replicate of the same seed and specification. */
  moveTo(replicate: number): void {
    seedLanes(this.#state, this.key, uint32(replicate, 'replicate'));
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
    return scaleWord(this.nextUint32(), n);
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
      while (i < end) indices[i++] = scaleWord(words[next++]!, n);
    }
    this.#next = next;
  }

  #refill(): void {
    fillWords(this.#state, this.#words);
    this.#next = 0;
  }
}

function checkRange(n: number): void {
  if (!(Number.isInteger(n) && n >= 1 && n <= 2 ** 31)) {
    throw new InvalidDataError(
      `An index is drawn from ${n} values; their number must be from 1 to 2147483648.`,
    );
  }
}
