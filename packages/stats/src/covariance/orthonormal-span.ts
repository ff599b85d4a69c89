import { type Support, supportOf, together } from '../support.js';

/** A vector of which no more than this share is left beside the ones before it adds nothing but rounding. */
const dependence = 1e-14;

/**
 * Orthonormal vectors that span the given ones, dependent ones being passed over: Gram-Schmidt, each vector twice,
 * which is enough (Giraud, Langou and Rozložník 2005, Comput. Math. Appl. 50, 1069-1075).
 *
 * @param vectors of one length; they are not changed.
 */
export function orthonormalSpan(vectors: readonly Float64Array[]): Float64Array[] {
  const span: Float64Array[] = [];
  const supports: Support[] = [];
  for (const vector of vectors) {
    if (span.length === vector.length) break;
    const rest = vector.slice();
    const length = Math.sqrt(inner(rest, rest));
    let support = supportOf(vector);
    for (let pass = 0; pass < 2; pass++) {
      span.forEach((unit, u) => {
        const within = supports[u]!;
        const product = inner(unit, rest, within);
        if (product === 0) return;
        for (let i = within.from; i < within.to; i++) rest[i] = rest[i]! - product * unit[i]!;
        support = together(support, within);
      });
    }
    const left = Math.sqrt(inner(rest, rest));
    if (!(left > dependence * length)) continue;
    for (let i = 0; i < rest.length; i++) rest[i] = rest[i]! / left;
    span.push(rest);
    supports.push(support);
  }
  return span;
}

/** The inner product, of the elements of a support alone where one is given. */
export function inner(a: Float64Array, b: Float64Array, within?: Support): number {
  const { from, to } = within ?? { from: 0, to: a.length };
  let total = 0;
  for (let i = from; i < to; i++) total += a[i]! * b[i]!;
  return total;
}
