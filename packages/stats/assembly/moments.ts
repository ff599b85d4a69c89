import { drawIndices, seedLanes } from './words';

/** Indices drawn at a time; a multiple of four. */
const block: u32 = 512;
/** Observations whose products are at hand at a time: those of one strip fit the L1 cache. */
const rows: u32 = 64;
/**
 * Bytes of a strip, the products that are summed in registers at a time: 14 float64. V8 loads all of a strip before
 * it adds: seven sums, seven loads and the weight are as many registers as x64 has for it.
 */
const strip: u32 = 112;

/**
 * Draws n of n observations and lists those not drawn just once, ascending, at `list`: int32 with the times drawn
 * less one in the upper 26 bits and the place within its 64 observations in the lower 6. Where the list of each 64
 * ends is written at `ends`. `counts` has n int32 of 0, and again afterwards.
 */
function listWeights(scratch: usize, counts: usize, n: u32, list: usize, ends: usize): void {
  const indices = scratch + 64;
  for (let left = n; left > 0; ) {
    const drawn = min(left, block);
    drawIndices(scratch, indices, (drawn + 3) >> 2, n, 2);
    for (let at = indices, end = indices + 4 * drawn; at < end; at += 4) {
      const count = counts + load<u32>(at);
      store<i32>(count, load<i32>(count) + 1);
    }
    left -= drawn;
  }
  for (let first: u32 = 0; first < n; first += rows) {
    const inBlock = min(rows, n - first);
    for (let row: u32 = 0; row < inBlock; row++) {
      const weight = load<i32>(counts) - 1;
      store<i32>(counts, 0);
      counts += 4;
      store<i32>(list, (weight << 6) | row);
      // A branch would be guessed wrong every third time.
      list += <u32>(weight != 0) << 2;
    }
    store<u32>(ends, list);
    ends += 4;
  }
}

/**
 * Products of the values of up to 64 observations, strip by strip, each strip with 64 places. They are made in a row
 * at `line`, two at a time; what a pair writes too far the next one overwrites.
 */
function multiplyOut(
  values: usize,
  width: u32,
  inBlock: u32,
  strips: u32,
  line: usize,
  products: usize,
): void {
  const last = width - 1;
  for (let row: u32 = 0; row < inBlock; row++) {
    let to = line;
    for (let a: u32 = 0; a < width; a++) {
      const value = v128.load64_splat(values + (a << 3));
      const length = min(a + 1, last);
      for (let b: u32 = 0; b < length; b += 2) {
        v128.store(to + (b << 3), f64x2.mul(value, v128.load(values + (b << 3))));
      }
      to += length << 3;
    }
    let from = line;
    let at = products + row * strip;
    for (let s: u32 = 0; s < strips; s++) {
      for (let byte: u32 = 0; byte < strip; byte += 16) v128.store(at + byte, v128.load(from + byte));
      from += strip;
      at += rows * strip;
    }
    values += width << 3;
  }
}

/** Adds the weighted products of a strip, over the observations of a list, to the sums at `sums`. */
function addStrip(list: usize, end: usize, products: usize, sums: usize): void {
  let s0 = v128.load(sums);
  let s1 = v128.load(sums, 16);
  let s2 = v128.load(sums, 32);
  let s3 = v128.load(sums, 48);
  let s4 = v128.load(sums, 64);
  let s5 = v128.load(sums, 80);
  let s6 = v128.load(sums, 96);
  for (; list < end; list += 4) {
    const entry = load<i32>(list);
    const weight = f64x2.splat(<f64>(entry >> 6));
    const at = products + (entry & 63) * strip;
    s0 = f64x2.add(s0, f64x2.mul(weight, v128.load(at)));
    s1 = f64x2.add(s1, f64x2.mul(weight, v128.load(at, 16)));
    s2 = f64x2.add(s2, f64x2.mul(weight, v128.load(at, 32)));
    s3 = f64x2.add(s3, f64x2.mul(weight, v128.load(at, 48)));
    s4 = f64x2.add(s4, f64x2.mul(weight, v128.load(at, 64)));
    s5 = f64x2.add(s5, f64x2.mul(weight, v128.load(at, 80)));
    s6 = f64x2.add(s6, f64x2.mul(weight, v128.load(at, 96)));
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
  v128.store(sums, s2, 32);
  v128.store(sums, s3, 48);
  v128.store(sums, s4, 64);
  v128.store(sums, s5, 80);
  v128.store(sums, s6, 96);
}

/**
 * Moments of draws with replacement from n observations of `width` values, for `count` replicates from `replicate`
 * on: the sums over observations, ascending, of (times drawn - 1) x the products of two of its values. The
 * products are the lower triangle row by row, without the square of the last value, filled up to `strips` strips
 * of 14 with what is of no meaning. Writes `strips` x 14 float64 a replicate at `sums`, which are to be 0 before.
 *
 * Room: `values` 8 bytes more than n x width float64; `scratch` 64 + 4 x 512 bytes; `counts` n int32 of 0;
 * `lists` count x n int32; `ends` count x ceil(n / 64) uint32; `line` 8 bytes more than a row of strips;
 * `products` strips x 64 x 112 bytes.
 */
export function resampledMoments(
  scratch: usize,
  values: usize,
  n: u32,
  width: u32,
  strips: u32,
  counts: usize,
  lists: usize,
  ends: usize,
  line: usize,
  products: usize,
  sums: usize,
  replicate: u32,
  count: u32,
  c2: u32,
  c3: u32,
  k0: u32,
  k1: u32,
): void {
  const blocks = (n + rows - 1) / rows;
  for (let r: u32 = 0; r < count; r++) {
    seedLanes(scratch, replicate + r, c2, c3, k0, k1);
    listWeights(scratch, counts, n, lists + ((r * n) << 2), ends + ((r * blocks) << 2));
  }
  for (let at: u32 = 0; at < blocks; at++) {
    const first = at * rows;
    multiplyOut(values + ((first * width) << 3), width, min(rows, n - first), strips, line, products);
    for (let s: u32 = 0; s < strips; s++) {
      for (let r: u32 = 0; r < count; r++) {
        const end = ends + ((r * blocks + at) << 2);
        const begin = at == 0 ? lists + ((r * n) << 2) : <usize>load<u32>(end - 4);
        addStrip(begin, load<u32>(end), products + s * rows * strip, sums + (r * strips + s) * strip);
      }
    }
  }
}
