import { List, Stack } from './null-layout';

// @ts-expect-error: decorator
@inline
function four(l0: v128, l1: v128, l2: v128, l3: v128, v0: v128, v1: v128, v2: v128, v3: v128): v128 {
  return f64x2.add(
    f64x2.add(f64x2.mul(l0, v0), f64x2.mul(l1, v1)),
    f64x2.add(f64x2.mul(l2, v2), f64x2.mul(l3, v3)),
  );
}

/** Adds the products of two columns at x, of four rows, with the first columns of q to two rows of totals. */
// @ts-expect-error: decorator
@inline
function addTwo(
  x0: usize,
  x1: usize,
  x2: usize,
  x3: usize,
  c0: v128,
  c1: v128,
  c2: v128,
  c3: v128,
  q0: usize,
  q1: usize,
  q2: usize,
  q3: usize,
  bytes: usize,
  totals: usize,
  width: usize,
): void {
  const l0 = f64x2.mul(c0, v128.load64_splat(x0));
  const l1 = f64x2.mul(c1, v128.load64_splat(x1));
  const l2 = f64x2.mul(c2, v128.load64_splat(x2));
  const l3 = f64x2.mul(c3, v128.load64_splat(x3));
  const r0 = f64x2.mul(c0, v128.load64_splat(x0, 8));
  const r1 = f64x2.mul(c1, v128.load64_splat(x1, 8));
  const r2 = f64x2.mul(c2, v128.load64_splat(x2, 8));
  const r3 = f64x2.mul(c3, v128.load64_splat(x3, 8));
  for (let b: usize = 0; b < bytes; b += 16) {
    const v0 = v128.load(q0 + b);
    const v1 = v128.load(q1 + b);
    const v2 = v128.load(q2 + b);
    const v3 = v128.load(q3 + b);
    const to = totals + b;
    v128.store(to, f64x2.add(v128.load(to), four(l0, l1, l2, l3, v0, v1, v2, v3)));
    const under = to + width;
    v128.store(under, f64x2.add(v128.load(under), four(r0, r1, r2, r3, v0, v1, v2, v3)));
  }
}

/** Adds times x the value at x times the first columns of q to a row of totals. */
// @ts-expect-error: decorator
@inline
function addOne(x: usize, c: v128, q: usize, bytes: usize, totals: usize): void {
  const left = f64x2.mul(c, v128.load64_splat(x));
  for (let b: usize = 0; b < bytes; b += 16) {
    v128.store(totals + b, f64x2.add(v128.load(totals + b), f64x2.mul(left, v128.load(q + b))));
  }
}

/**
 * Cross-products of the m rows of a list, each as often as it is drawn: of the design's columns with each other, the
 * lower triangle, and of the residuals with the columns. Four rows are added up as (0 + 1) + (2 + 3) and then to the
 * total; the last m mod 4 one by one.
 */
export function crossProducts(stack: Stack, list: List, m: u32): void {
  const width: usize = stack.width;
  const k = stack.k;
  const parts = stack.parts;
  const residualBytes: usize = parts << 3;
  const rowsOfColumns: usize = (k + 1) & ~1;
  const totals = stack.totals;
  const design = stack.q;
  const residuals = stack.residuals;
  memory.fill(totals, 0, (rowsOfColumns + parts) * width);
  let at = list.rows;
  let times = list.times;
  const whole = at + ((m & ~3) << 2);
  const end = at + (m << 2);
  for (; at < whole; at += 16, times += 32) {
    const i0: usize = load<u32>(at);
    const i1: usize = load<u32>(at, 4);
    const i2: usize = load<u32>(at, 8);
    const i3: usize = load<u32>(at, 12);
    const q0 = design + i0 * width;
    const q1 = design + i1 * width;
    const q2 = design + i2 * width;
    const q3 = design + i3 * width;
    const c0 = v128.load64_splat(times);
    const c1 = v128.load64_splat(times, 8);
    const c2 = v128.load64_splat(times, 16);
    const c3 = v128.load64_splat(times, 24);
    let to = totals;
    for (let a: usize = 0; a < width; a += 16, to += 2 * width) {
      addTwo(q0 + a, q1 + a, q2 + a, q3 + a, c0, c1, c2, c3, q0, q1, q2, q3, a + 16, to, width);
    }
    let x0 = residuals + i0 * residualBytes;
    let x1 = residuals + i1 * residualBytes;
    let x2 = residuals + i2 * residualBytes;
    let x3 = residuals + i3 * residualBytes;
    for (const last = x0 + (residualBytes & ~15); x0 < last; x0 += 16, x1 += 16, x2 += 16, x3 += 16) {
      addTwo(x0, x1, x2, x3, c0, c1, c2, c3, q0, q1, q2, q3, width, to, width);
      to += 2 * width;
    }
    if (parts & 1) {
      const l0 = f64x2.mul(c0, v128.load64_splat(x0));
      const l1 = f64x2.mul(c1, v128.load64_splat(x1));
      const l2 = f64x2.mul(c2, v128.load64_splat(x2));
      const l3 = f64x2.mul(c3, v128.load64_splat(x3));
      for (let b: usize = 0; b < width; b += 16) {
        const sum = four(
          l0,
          l1,
          l2,
          l3,
          v128.load(q0 + b),
          v128.load(q1 + b),
          v128.load(q2 + b),
          v128.load(q3 + b),
        );
        v128.store(to + b, f64x2.add(v128.load(to + b), sum));
      }
    }
  }
  for (; at < end; at += 4, times += 8) {
    const i: usize = load<u32>(at);
    const q = design + i * width;
    const c = v128.load64_splat(times);
    let to = totals;
    for (let a: usize = 0; a < k; a++, to += width) addOne(q + (a << 3), c, q, ((a >> 1) + 1) << 4, to);
    to = totals + rowsOfColumns * width;
    const x = residuals + i * residualBytes;
    for (let p: usize = 0; p < residualBytes; p += 8, to += width) addOne(x + p, c, q, width, to);
  }
}
