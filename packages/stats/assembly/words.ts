/** The upper 32 bits of the products of four lanes. */
// @ts-expect-error: decorator
@inline
function upperHalves(a: v128, b: v128): v128 {
  return v128.shuffle<u32>(
    i64x2.extmul_low_i32x4_u(a, b),
    i64x2.extmul_high_i32x4_u(a, b),
    1,
    3,
    5,
    7,
  );
}

/**
 * Seeds four xoshiro128 states, one a lane, with the Philox4x32-10 outputs for the counters (0 to 3, replicate, c2, c3)
 * and the key (k0, k1). Writes 64 bytes at `state`: word j of the states of lanes 0 to 3, for j from 0 to 3.
 */
export function seedLanes(state: usize, replicate: u32, c2: u32, c3: u32, k0: u32, k1: u32): void {
  const multiplier0 = i32x4.splat(0xd2511f53);
  const multiplier1 = i32x4.splat(0xcd9e8d57);
  let w0 = i32x4(0, 1, 2, 3);
  let w1 = i32x4.splat(replicate);
  let w2 = i32x4.splat(c2);
  let w3 = i32x4.splat(c3);
  for (let round = 0; round < 10; round++) {
    const upper0 = upperHalves(w0, multiplier0);
    const upper1 = upperHalves(w2, multiplier1);
    const lower0 = i32x4.mul(w0, multiplier0);
    const lower1 = i32x4.mul(w2, multiplier1);
    w0 = v128.xor(v128.xor(upper1, w1), i32x4.splat(k0));
    w1 = lower1;
    w2 = v128.xor(v128.xor(upper0, w3), i32x4.splat(k1));
    w3 = lower0;
    k0 += 0x9e3779b9;
    k1 += 0xbb67ae85;
  }
  v128.store(state, w0);
  v128.store(state, w1, 16);
  v128.store(state, w2, 32);
  v128.store(state, w3, 48);
}

/** Draws `steps` times four words, one of each lane, and writes them as uint32 at `words`. The states at `state` move on. */
export function drawWords(state: usize, words: usize, steps: u32): void {
  let s0 = v128.load(state);
  let s1 = v128.load(state, 16);
  let s2 = v128.load(state, 32);
  let s3 = v128.load(state, 48);
  for (let step: u32 = 0; step < steps; step++) {
    const sum = i32x4.add(s0, s3);
    const word = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0);
    const t = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, t);
    s3 = v128.or(i32x4.shl(s3, 11), i32x4.shr_u(s3, 21));
    v128.store(words, word);
    words += 16;
  }
  v128.store(state, s0);
  v128.store(state, s1, 16);
  v128.store(state, s2, 32);
  v128.store(state, s3, 48);
}

/**
 * Draws `steps` times four indices from 0 to n - 1, a word of each lane by multiply and shift, and writes each
 * times 2^shift as uint32 at `indices`. The states at `state` move on.
 */
export function drawIndices(state: usize, indices: usize, steps: u32, n: u32, shift: u32): void {
  drawWords(state, indices, steps);
  const range = i32x4.splat(n);
  for (const end = indices + 16 * steps; indices < end; indices += 16) {
    v128.store(indices, i32x4.shl(upperHalves(v128.load(indices), range), shift));
  }
}
