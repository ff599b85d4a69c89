import { drawIndices, seedLanes } from './words';

/** Indices drawn at a time; a multiple of four. */
const block: u32 = 512;

// @ts-expect-error: decorator
@inline
function product(pair: v128): v128 {
  return f64x2.mul(v128.shuffle<f64>(pair, pair, 0, 0), pair);
}

/**
 * Sums over draws with replacement from a table of n pairs (z, e), for `count` replicates from `replicate` on: each
 * writes the sums of z, e, zz and ze, four float64, at `sums`. Draw i is added to running sum i mod 4; the total is
 * (0 + 1) + (2 + 3). `scratch` has 64 + 4 * 512 bytes.
 */
export function simpleSums(
  scratch: usize,
  table: usize,
  n: u32,
  sums: usize,
  replicate: u32,
  count: u32,
  c2: u32,
  c3: u32,
  k0: u32,
  k1: u32,
): void {
  const indices = scratch + 64;
  for (let end = sums + 32 * count; sums < end; sums += 32) {
    seedLanes(scratch, replicate++, c2, c3, k0, k1);
    let a0 = f64x2.splat(0);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let b0 = a0;
    let b1 = a0;
    let b2 = a0;
    let b3 = a0;
    for (let left = n; left > 0; ) {
      const drawn = min(left, block);
      drawIndices(scratch, indices, (drawn + 3) >> 2, n, 4);
      let at = indices;
      for (const whole = indices + 4 * (drawn & ~3); at < whole; at += 16) {
        const p0 = v128.load(table + load<u32>(at));
        const p1 = v128.load(table + load<u32>(at, 4));
        const p2 = v128.load(table + load<u32>(at, 8));
        const p3 = v128.load(table + load<u32>(at, 12));
        a0 = f64x2.add(a0, p0);
        a1 = f64x2.add(a1, p1);
        a2 = f64x2.add(a2, p2);
        a3 = f64x2.add(a3, p3);
        b0 = f64x2.add(b0, product(p0));
        b1 = f64x2.add(b1, product(p1));
        b2 = f64x2.add(b2, product(p2));
        b3 = f64x2.add(b3, product(p3));
      }
      const rest = drawn & 3;
      if (rest > 0) {
        const p = v128.load(table + load<u32>(at));
        a0 = f64x2.add(a0, p);
        b0 = f64x2.add(b0, product(p));
      }
      if (rest > 1) {
        const p = v128.load(table + load<u32>(at, 4));
        a1 = f64x2.add(a1, p);
        b1 = f64x2.add(b1, product(p));
      }
      if (rest > 2) {
        const p = v128.load(table + load<u32>(at, 8));
        a2 = f64x2.add(a2, p);
        b2 = f64x2.add(b2, product(p));
      }
      left -= drawn;
    }
    v128.store(sums, f64x2.add(f64x2.add(a0, a1), f64x2.add(a2, a3)));
    v128.store(sums, f64x2.add(f64x2.add(b0, b1), f64x2.add(b2, b3)), 16);
  }
}
