import { curvesOfPair } from './curve';
import { drawWords, seedLanes } from './words';

/**
 * Curves of `count` replicates, an even number, from `replicate` on, of which the sums under random signs come from
 * tables. There are `count4` of them, one after another from `tables` on, each of `words` x 8 blocks of 16 entries of
 * four float64; a word of the stream has the entry of each of eight blocks, four bits each from the lowest, and blocks
 * past the first 2 x `pairsOfBlocks` are 0. For `form` and what is written at `curves` and `doubtful` see
 * `curvesOfPair`.
 *
 * `scratch` has 64 bytes; `signs` 16 x ceil(words / 4) a replicate; `sums` 32 x `count4` a replicate, two replicates side
 * by side; `products` 32 x (k + 1).
 */
export function signedCurves(
  scratch: usize,
  signs: usize,
  sums: usize,
  products: usize,
  tables: usize,
  count4: u32,
  words: u32,
  pairsOfBlocks: u32,
  form: usize,
  k: u32,
  directions: u32,
  curves: usize,
  doubtful: usize,
  replicate: u32,
  count: u32,
  c2: u32,
  c3: u32,
  k0: u32,
  k1: u32,
): void {
  const steps = (words + 3) >> 2;
  const lastSigns = signs + 16 * steps * count;
  for (let at = signs; at < lastSigns; at += 16 * steps) {
    seedLanes(scratch, replicate++, c2, c3, k0, k1);
    drawWords(scratch, at, steps);
  }
  const stride: usize = 64 * count4;
  for (let t: u32 = 0; t < count4; t++, tables += 4096 * words) {
    let out = sums + 64 * t;
    for (let at = signs; at < lastSigns; out += stride) {
      sumsOfTable(tables, at, pairsOfBlocks, out);
      at += 16 * steps;
      sumsOfTable(tables, at, pairsOfBlocks, out + 8);
      at += 16 * steps;
    }
  }
  for (let r: u32 = 0; r < count; r += 2, sums += stride, curves += 80, doubtful += 2) {
    curvesOfPair(form, k, directions, sums, products, curves, doubtful);
  }
}

/** The four sums of a table under the signs of a replicate, of even blocks plus of odd blocks, each in order. */
function sumsOfTable(table: usize, signs: usize, pairsOfBlocks: u32, out: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let word: u32 = 0;
  for (let pair: u32 = 0; pair < pairsOfBlocks; pair++, table += 1024) {
    if ((pair & 3) === 0) {
      word = load<u32>(signs);
      signs += 4;
    }
    // 512 bytes a block; 32 bytes an entry.
    const p = table + ((word & 15) << 5);
    const q = table + (((word >> 4) & 15) << 5);
    a0 = f64x2.add(a0, v128.load(p));
    a1 = f64x2.add(a1, v128.load(p, 16));
    b0 = f64x2.add(b0, v128.load(q, 512));
    b1 = f64x2.add(b1, v128.load(q, 528));
    word >>= 8;
  }
  a0 = f64x2.add(a0, b0);
  a1 = f64x2.add(a1, b1);
  store<f64>(out, f64x2.extract_lane(a0, 0));
  store<f64>(out, f64x2.extract_lane(a0, 1), 16);
  store<f64>(out, f64x2.extract_lane(a1, 0), 32);
  store<f64>(out, f64x2.extract_lane(a1, 1), 48);
}
