import { expect, test } from 'vitest';
import { totalVariance, type WhitenedParts } from '../src/joint/total-variance.js';
import { RandomStream } from '../src/random-stream.js';

/** The sum as Pustejovsky and Tipton (2018, section 3.2) have it, term by term. */
function plain(parts: readonly WhitenedParts[]): number {
  const inner = (a: Float64Array, b: Float64Array) => {
    let sum = 0;
    for (let l = 0; l < a.length; l++) sum += a[l]! * b[l]!;
    return sum;
  };
  const q = parts[0]!.b.length;
  let total = 0;
  parts.forEach((left, g) => {
    parts.forEach((right, h) => {
      const cross = Array.from({ length: q }, (_, s) =>
        Array.from({ length: q }, (_, t) => {
          const inside = g === h ? left.products[s]![t]! : 0;
          return inside - inner(left.b[s]!, right.c[t]!) - inner(left.c[s]!, right.b[t]!);
        }),
      );
      for (let s = 0; s < q; s++) {
        for (let t = 0; t < q; t++) total += cross[s]![s]! * cross[t]![t]! + cross[s]![t]! * cross[t]![s]!;
      }
    });
  });
  return total;
}

/** @param reach how many leading columns of row s are other than zero. */
function invented(q: number, k: number, reach: (s: number) => number, half: boolean): WhitenedParts[] {
  const stream = new RandomStream(3, 'parts');
  stream.moveTo(0);
  const draws = new Int32Array(20 * q * (2 * k + q));
  stream.fillIndices(draws, 2001);
  let next = 0;
  const rows = (width: number, end: (s: number) => number) =>
    Array.from({ length: q }, (_, s) =>
      Float64Array.from({ length: width }, (_, l) => (l < end(s) ? (draws[next++]! - 1000) / 977 : 0)),
    );
  return Array.from({ length: 6 }, () => {
    const b = rows(k, reach);
    const c = half ? b.map((row) => row.map((value) => value / 2)) : rows(k, reach);
    return { b, c, products: rows(q, () => q) };
  });
}

test.each([
  ['rows that are full', 6, 9, () => 9, false],
  ['rows that end in zeros', 7, 14, (s: number) => 2 * (s + 1), false],
  ['a regression without weights, where C is half of Z', 7, 14, (s: number) => 2 * (s + 1), true],
  ['one restriction', 1, 3, () => 3, true],
])(
  'the variance of a cluster covariance is that of its definition, bit for bit: %s',
  (_, q, k, reach, half) => {
    const parts = invented(q, k, reach, half);
    expect(totalVariance(parts)).toBe(plain(parts));
    expect(totalVariance(parts)).not.toBe(0);
  },
);
