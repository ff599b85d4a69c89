/** What one cluster adds, in the coordinates in which the expected covariance is the identity. */
export interface WhitenedParts {
  /** q arrays of length k each. */
  b: readonly Float64Array[];
  c: readonly Float64Array[];
  /** q arrays of length q. */
  products: readonly Float64Array[];
}

/** Rows side by side, padded with rows of zeros to a multiple of `abreast`. */
interface Flat {
  b: Float64Array;
  c: Float64Array;
}

/** Rows of the right-hand cluster that are multiplied in one pass. */
const abreast = 4;

/** How many leading columns of each row are anywhere other than zero: a column serves one period, and so few rows. */
function reachOf(parts: readonly WhitenedParts[], q: number, k: number): Int32Array {
  const reach = new Int32Array(Math.ceil(q / abreast) * abreast);
  for (const { b, c } of parts) {
    for (let s = 0; s < q; s++) {
      let end = k;
      while (end > reach[s]! && b[s]![end - 1] === 0 && c[s]![end - 1] === 0) end--;
      reach[s] = Math.max(reach[s]!, end);
    }
  }
  return reach;
}

function flat(rows: readonly Float64Array[], k: number): Float64Array {
  const all = new Float64Array(Math.ceil(rows.length / abreast) * abreast * k);
  rows.forEach((row, s) => {
    all.set(row, s * k);
  });
  return all;
}

/** Row `s` of `left` times `abreast` rows of `right` from `t` on, over the first `end` columns, into `sums`. */
function products(left: Float64Array, s: number, right: Float64Array, t: number, k: number, end: number) {
  const [a, b0, b1, b2, b3] = [s * k, t * k, (t + 1) * k, (t + 2) * k, (t + 3) * k];
  let [p0, p1, p2, p3] = [0, 0, 0, 0];
  for (let l = 0; l < end; l++) {
    const value = left[a + l]!;
    p0 += value * right[b0 + l]!;
    p1 += value * right[b1 + l]!;
    p2 += value * right[b2 + l]!;
    p3 += value * right[b3 + l]!;
  }
  sums[0] = p0;
  sums[1] = p1;
  sums[2] = p2;
  sums[3] = p3;
}

const sums = new Float64Array(abreast);

/** Whether every c is half of its b, as in a regression without weights. */
const isHalf = (parts: readonly WhitenedParts[]) =>
  parts.every(({ b, c }) => c.every((row, s) => row.every((value, l) => value === b[s]![l]! / 2)));

/**
 * The sum over pairs of clusters and of restrictions of the variances of the covariance's elements. It takes clusters
 * squared times restrictions squared times columns: zeros at the end of rows are passed over, and what is the same is
 * worked out once. Every sum runs in the order in which it is written.
 */
export function totalVariance(parts: readonly WhitenedParts[]): number {
  const q = parts[0]!.b.length;
  const k = parts[0]!.b[0]!.length;
  const reach = reachOf(parts, q, k);
  const half = isHalf(parts);
  const rows = parts.map(({ b, c }): Flat => ({ b: flat(b, k), c: flat(c, k) }));
  const cross = new Float64Array(q * q);
  const second = new Float64Array(abreast);
  let total = 0;
  rows.forEach((left, g) => {
    rows.forEach((right, h) => {
      for (let s = 0; s < q; s++) {
        for (let t = 0; t < q; t += abreast) {
          const end = Math.min(reach[s]!, Math.max(reach[t]!, reach[t + 1]!, reach[t + 2]!, reach[t + 3]!));
          products(left.c, s, right.b, t, k, end);
          second.set(sums);
          if (!half) products(left.b, s, right.c, t, k, end);
          for (let u = t; u < Math.min(q, t + abreast); u++) {
            const inside = g === h ? parts[g]!.products[s]![u]! : 0;
            cross[s * q + u] = inside - sums[u - t]! - second[u - t]!;
          }
        }
      }
      for (let s = 0; s < q; s++) {
        for (let t = 0; t < q; t++) {
          total += cross[s * q + s]! * cross[t * q + t]! + cross[s * q + t]! * cross[t * q + s]!;
        }
      }
    });
  });
  return total;
}
