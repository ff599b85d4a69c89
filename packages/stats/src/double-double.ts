// Numbers as unevaluated sums hi + lo of two doubles, about 32 significant digits. Dekker (1971), Numerische
// Mathematik 18, 224-242; Ogita, Rump and Oishi (2005), SIAM J. Sci. Comput. 26, 1955-1988, algorithms 3.1 to 3.3.
// Valid while magnitudes stay far from 2^996, where splitting would overflow.

/** hi + lo, where |lo| is at most half a unit in the last place of hi. */
export type DoubleDouble = readonly [hi: number, lo: number];

/** A vector of double-double numbers, as two arrays of equal length. */
export interface DoubleDoubleVector {
  readonly hi: Float64Array;
  readonly lo: Float64Array;
}

const splitter = 134217729; // 2^27 + 1

/** a + b exactly. */
function twoSum(a: number, b: number): DoubleDouble {
  const s = a + b;
  const t = s - a;
  return [s, a - (s - t) + (b - t)];
}

/** a * b exactly. */
function twoProduct(a: number, b: number): DoubleDouble {
  const p = a * b;
  const ca = splitter * a;
  const ah = ca - (ca - a);
  const al = a - ah;
  const cb = splitter * b;
  const bh = cb - (cb - b);
  const bl = b - bh;
  return [p, al * bl - (p - ah * bh - al * bh - ah * bl)];
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [s, e] = twoSum(a[0], b[0]);
  return renormalise(s, e + (a[1] + b[1]));
}

export function subtract(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  return add(a, [-b[0], -b[1]]);
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [p, e] = twoProduct(a[0], b[0]);
  return renormalise(p, e + (a[0] * b[1] + a[1] * b[0]));
}

export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a[0] / b[0];
  const rest = subtract(a, multiply(b, [first, 0]));
  const second = rest[0] / b[0];
  const last = subtract(rest, multiply(b, [second, 0]));
  const [s, e] = renormalise(first, second);
  return renormalise(s, e + last[0] / b[0]);
}

/** The square root of a number that is not negative; one Newton step from the double's root (Karp, 1993). */
export function squareRoot(a: DoubleDouble): DoubleDouble {
  if (a[0] <= 0) return [0, 0];
  const root = Math.sqrt(a[0]);
  const rest = subtract(a, twoProduct(root, root));
  return renormalise(root, rest[0] / (2 * root));
}

/** The inner product of two vectors. */
export function dot(a: DoubleDoubleVector, b: DoubleDoubleVector): DoubleDouble {
  const { hi: ahi, lo: alo } = a;
  const { hi: bhi, lo: blo } = b;
  let sum = 0;
  let rest = 0;
  for (let i = 0; i < ahi.length; i++) {
    const x = ahi[i]!;
    const y = bhi[i]!;
    const p = x * y;
    const cx = splitter * x;
    const xh = cx - (cx - x);
    const xl = x - xh;
    const cy = splitter * y;
    const yh = cy - (cy - y);
    const yl = y - yh;
    const s = sum + p;
    const t = s - sum;
    rest +=
      sum - (s - t) + (p - t) + (xl * yl - (p - xh * yh - xl * yh - xh * yl)) + (x * blo[i]! + alo[i]! * y);
    sum = s;
  }
  return renormalise(sum, rest);
}

/** a - factor * b, written over a. */
export function subtractMultiple(a: DoubleDoubleVector, factor: DoubleDouble, b: DoubleDoubleVector): void {
  const { hi: ahi, lo: alo } = a;
  const { hi: bhi, lo: blo } = b;
  const [x, xlo] = factor;
  const cx = splitter * x;
  const xh = cx - (cx - x);
  const xl = x - xh;
  for (let i = 0; i < ahi.length; i++) {
    const y = bhi[i]!;
    const p = x * y;
    const cy = splitter * y;
    const yh = cy - (cy - y);
    const yl = y - yh;
    const start = ahi[i]!;
    const s = start - p;
    const t = s - start;
    const rest =
      start -
      (s - t) -
      (p + t) +
      (alo[i]! - (xl * yl - (p - xh * yh - xl * yh - xh * yl)) - (x * blo[i]! + xlo * y));
    const hi = s + rest;
    ahi[i] = hi;
    alo[i] = rest - (hi - s);
  }
}

/** a * factor, written over a. */
export function scale(a: DoubleDoubleVector, factor: DoubleDouble): void {
  const { hi, lo } = a;
  const [y, ylo] = factor;
  const cy = splitter * y;
  const yh = cy - (cy - y);
  const yl = y - yh;
  for (let i = 0; i < hi.length; i++) {
    const x = hi[i]!;
    const p = x * y;
    const cx = splitter * x;
    const xh = cx - (cx - x);
    const xl = x - xh;
    const rest = xl * yl - (p - xh * yh - xl * yh - xh * yl) + (x * ylo + lo[i]! * y);
    const s = p + rest;
    hi[i] = s;
    lo[i] = rest - (s - p);
  }
}

/** hi + lo again in two parts, for |hi| not smaller than |lo|. */
function renormalise(hi: number, lo: number): DoubleDouble {
  const s = hi + lo;
  return [s, lo - (s - hi)];
}
