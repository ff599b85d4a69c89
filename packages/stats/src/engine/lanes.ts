import { philoxFill } from '../philox.js';
import type { StreamKey } from './stream-key.js';

/** Words of the four states. */
export const stateWords = 16;

/**
 * Seeds four xoshiro128 states, words 4l to 4l + 3 being those of lane l: the Philox4x32-10 output for the counter
 * (l, replicate, key.high, key.kind) and the key (key.seed, key.low). Philox maps counters one to one, so that of
 * 2^128 states the one of zeros, where the generator would stand still, comes up once a key, if at all.
 */
export function seedLanes(state: Uint32Array, key: StreamKey, replicate: number): void {
  philoxFill(state, 0, replicate, key.high, key.kind, key.seed, key.low);
}

/**
 * Fills an array, whose length is a multiple of four, with uint32 from four generators xoshiro128++, one word of each
 * in turn: word 4j + l is output j of lane l. Blackman and Vigna (2021), Scrambled linear pseudorandom number
 * generators, ACM TOMS 47(4), 36; period 2^128 - 1 a lane. The states move on.
 */
export function fillWords(state: Uint32Array, words: Uint32Array): void {
  for (let lane = 0; lane < 4; lane++) {
    const at = 4 * lane;
    let s0 = state[at]! | 0;
    let s1 = state[at + 1]! | 0;
    let s2 = state[at + 2]! | 0;
    let s3 = state[at + 3]! | 0;
    for (let i = lane; i < words.length; i += 4) {
      const sum = (s0 + s3) | 0;
      words[i] = ((sum << 7) | (sum >>> 25)) + s0;
      const t = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= t;
      s3 = (s3 << 11) | (s3 >>> 21);
    }
    state[at] = s0;
    state[at + 1] = s1;
    state[at + 2] = s2;
    state[at + 3] = s3;
  }
}

/** Range below which a word times it is exact in float64. */
const exact = 2 ** 21;

/** The upper 32 bits of word x n, exactly, for a uint32 word and n up to 2^31. */
export function scaleWord(word: number, n: number): number {
  if (n <= exact) return Math.floor(word * n * 2 ** -32);
  const upper = Math.floor(word / 65536);
  const carried = Math.floor(((word & 0xffff) * n) / 65536);
  return Math.floor((upper * n + carried) / 65536);
}
