import { scaleWord } from '../engine/lanes.js';
import { InvalidDataError } from '../errors.js';
import type { RandomStream } from '../random-stream.js';

/** Fills `source`: observation i gets the value of observation `source[i]`. */
export type Exchange = (source: Int32Array, stream: RandomStream) => void;

/**
 * Blocks of observations change places: each gets the values of another, or its own, by a random permutation, all
 * equally likely. Sizes differ: the values of the block that gives are taken in its order from a random one on, round
 * and round until the block that gets is full. So what is alike in the order of a block stays alike.
 *
 * The permutation is drawn by sorting random keys, one an identifier of `everywhere`: samples that lack some of the
 * blocks share the draws of the others.
 *
 * @param ids of the block of each observation; those of a block follow one another.
 * @param everywhere all identifiers that any sample has, in an order that all share.
 * @throws InvalidDataError where a block is in several pieces or not among the identifiers, or is the only one.
 *
 * @example
 * ```ts
 * const source = new Int32Array(5);
 * exchangeBlocks(['a', 'a', 'a', 'b', 'b'], ['a', 'b'])(source, new RandomStream(1, 'need', 0));
 * source; // => [1, 2, 0, 3, 4]
 * // No R: it has no such generator. Tests hold it to what it says.
 * ```
 */
export function exchangeBlocks(ids: readonly string[], everywhere: readonly string[]): Exchange {
  const starts = new Map<string, [start: number, end: number]>();
  ids.forEach((id, i) => {
    const block = starts.get(id);
    if (block === undefined) starts.set(id, [i, i + 1]);
    else if (block[1] !== i) throw new InvalidDataError(`Block "${id}" is in several pieces.`);
    else block[1] = i + 1;
  });
  if (starts.size < 2)
    throw new InvalidDataError(
      `There ${starts.size === 1 ? 'is one block' : 'are no blocks'}: none to exchange with.`,
    );
  const here = everywhere.flatMap((id, at) => (starts.has(id) ? [{ at, block: starts.get(id)! }] : []));
  if (here.length < starts.size) throw new InvalidDataError('A block is not among all identifiers.');
  const keys = new Uint32Array(everywhere.length);
  const offsets = new Uint32Array(everywhere.length);
  return (source, stream) => {
    for (let u = 0; u < everywhere.length; u++) {
      keys[u] = stream.nextUint32();
      offsets[u] = stream.nextUint32();
    }
    const givers = [...here].sort((a, b) => keys[a.at]! - keys[b.at]! || a.at - b.at);
    here.forEach(({ at, block: [start, end] }, b) => {
      const [from, to] = givers[b]!.block;
      let next = from + scaleWord(offsets[at]!, to - from);
      for (let i = start; i < end; i++) {
        source[i] = next++;
        if (next === to) next = from;
      }
    });
  };
}

/**
 * All values move on by a random number of places, from none to n - 1, and those beyond the last come first.
 *
 * @example
 * ```ts
 * const source = new Int32Array(5);
 * exchangeByShift(5)(source, new RandomStream(1, 'need', 0));
 * source; // => [1, 2, 3, 4, 0]
 * // No R: it has no such generator. Tests hold it to what it says.
 * ```
 */
export function exchangeByShift(n: number): Exchange {
  return (source, stream) => {
    let next = stream.nextIndex(n);
    for (let i = 0; i < n; i++) {
      source[i] = next++;
      if (next === n) next = 0;
    }
  };
}
