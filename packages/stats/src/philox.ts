const multiplier0 = 0xd2511f53;
const multiplier1 = 0xcd9e8d57;
const weyl0 = 0x9e3779b9;
const weyl1 = 0xbb67ae85;
const low0 = multiplier0 & 0xffff;
const high0 = multiplier0 >>> 16;
const low1 = multiplier1 & 0xffff;
const high1 = multiplier1 >>> 16;

/**
 * Philox4x32 with 10 rounds: four pseudorandom uint32 words for a counter of four words and a key of two.
 * Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC'11, section 3.3.
 */
export function philox4x32(counter: ArrayLike<number>, key: ArrayLike<number>): Uint32Array {
  const words = new Uint32Array(4);
  philoxFill(words, counter[0]!, counter[1]!, counter[2]!, counter[3]!, key[0]!, key[1]!);
  return words;
}

/**
 * Fills an array, whose length is a multiple of 4, with the outputs for consecutive counters: c0, c0 + 1, …, the
 * other words staying as they are.
 */
export function philoxFill(
  words: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  key0: number,
  key1: number,
): void {
  for (let start = 0; start < words.length; start += 4) {
    let w0 = (c0 + (start >>> 2)) | 0;
    let w1 = c1 | 0;
    let w2 = c2 | 0;
    let w3 = c3 | 0;
    let k0 = key0 | 0;
    let k1 = key1 | 0;
    for (let round = 0; round < 10; round++) {
      // The upper halves of two products of 32 by 32 bits, from products of 16 by 16.
      const a = w0 & 0xffff;
      const b = w0 >>> 16;
      const ab = (Math.imul(b, low0) + (Math.imul(a, low0) >>> 16)) | 0;
      const ba = (Math.imul(a, high0) + (ab & 0xffff)) | 0;
      const upper0 = (Math.imul(b, high0) + (ab >>> 16) + (ba >>> 16)) | 0;
      const c = w2 & 0xffff;
      const d = w2 >>> 16;
      const cd = (Math.imul(d, low1) + (Math.imul(c, low1) >>> 16)) | 0;
      const dc = (Math.imul(c, high1) + (cd & 0xffff)) | 0;
      const upper1 = (Math.imul(d, high1) + (cd >>> 16) + (dc >>> 16)) | 0;
      const lower0 = Math.imul(w0, multiplier0);
      const lower1 = Math.imul(w2, multiplier1);
      w0 = upper1 ^ w1 ^ k0;
      w1 = lower1;
      w2 = upper0 ^ w3 ^ k1;
      w3 = lower0;
      k0 = (k0 + weyl0) | 0;
      k1 = (k1 + weyl1) | 0;
    }
    words[start] = w0;
    words[start + 1] = w1;
    words[start + 2] = w2;
    words[start + 3] = w3;
  }
}
