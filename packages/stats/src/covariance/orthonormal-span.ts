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
  for (const vector of vectors) {
    if (span.length === vector.length) break;
    const rest = vector.slice();
    const length = Math.sqrt(inner(rest, rest));
    for (let pass = 0; pass < 2; pass++) {
      for (const unit of span) {
        const product = inner(unit, rest);
        for (let i = 0; i < rest.length; i++) rest[i] = rest[i]! - product * unit[i]!;
      }
    }
    const left = Math.sqrt(inner(rest, rest));
    if (!(left > dependence * length)) continue;
    for (let i = 0; i < rest.length; i++) rest[i] = rest[i]! / left;
    span.push(rest);
  }
  return span;
}

/** The inner product. */
export function inner(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}
