import { drawWords, seedLanes } from './words';

/**
 * Sums of tabulated rows with random signs, for `count` replicates from `replicate` on. There are `count4` tables, one
 * after another from `tables` on, each of `words` x 8 blocks of 16 entries of four float64; a word of the stream has
 * the entry of each of eight blocks, four bits each from the lowest. A replicate writes four sums a table, one after
 * another, at `sums`: of even blocks plus of odd blocks, each in order. `scratch` has 64 + 16 * ceil(words / 4) bytes.
 */
export function signedSums(
  scratch: usize,
  tables: usize,
  count4: u32,
  words: u32,
  sums: usize,
  replicate: u32,
  count: u32,
  c2: u32,
  c3: u32,
  k0: u32,
  k1: u32,
): void {
  const signs = scratch + 64;
  const lastWord = signs + 4 * words;
  const length = <usize>words * 4096;
  for (let r: u32 = 0; r < count; r++) {
    seedLanes(scratch, replicate++, c2, c3, k0, k1);
    drawWords(scratch, signs, (words + 3) >> 2);
    let base = tables;
    let left = count4;
    for (; left >= 2; left -= 2, base += 2 * length, sums += 64) sumTwo(signs, lastWord, base, length, sums);
    if (left > 0) {
      sumOne(signs, lastWord, base, sums);
      sums += 32;
    }
  }
}

/** Writes the four sums of a table. */
function sumOne(signs: usize, lastWord: usize, base: usize, sums: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  for (let at = signs; at < lastWord; at += 4, base += 4096) {
    let word = load<u32>(at);
    // 512 bytes a block; 32 bytes an entry.
    for (let block: usize = 0; block < 4096; block += 1024) {
      const p = base + block + ((word & 15) << 5);
      const q = base + block + 512 + (((word >> 4) & 15) << 5);
      a0 = f64x2.add(a0, v128.load(p));
      a1 = f64x2.add(a1, v128.load(p, 16));
      b0 = f64x2.add(b0, v128.load(q));
      b1 = f64x2.add(b1, v128.load(q, 16));
      word >>= 8;
    }
  }
  v128.store(sums, f64x2.add(a0, b0));
  v128.store(sums, f64x2.add(a1, b1), 16);
}

/** Writes the sums of two tables, `length` bytes apart, together: no addition waits for the one before. */
function sumTwo(signs: usize, lastWord: usize, base: usize, length: usize, sums: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  for (let at = signs; at < lastWord; at += 4, base += 4096) {
    let word = load<u32>(at);
    for (let block: usize = 0; block < 4096; block += 1024) {
      const p = base + block + ((word & 15) << 5);
      const q = base + block + 512 + (((word >> 4) & 15) << 5);
      a0 = f64x2.add(a0, v128.load(p));
      a1 = f64x2.add(a1, v128.load(p, 16));
      b0 = f64x2.add(b0, v128.load(q));
      b1 = f64x2.add(b1, v128.load(q, 16));
      c0 = f64x2.add(c0, v128.load(p + length));
      c1 = f64x2.add(c1, v128.load(p + length, 16));
      d0 = f64x2.add(d0, v128.load(q + length));
      d1 = f64x2.add(d1, v128.load(q + length, 16));
      word >>= 8;
    }
  }
  v128.store(sums, f64x2.add(a0, b0));
  v128.store(sums, f64x2.add(a1, b1), 16);
  v128.store(sums, f64x2.add(c0, d0), 32);
  v128.store(sums, f64x2.add(c1, d1), 48);
}
