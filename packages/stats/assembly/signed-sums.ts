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
  for (let r: u32 = 0; r < count; r++) {
    seedLanes(scratch, replicate++, c2, c3, k0, k1);
    drawWords(scratch, signs, (words + 3) >> 2);
    let base = tables;
    for (let t: u32 = 0; t < count4; t++) {
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
      sums += 32;
    }
  }
}
