import { inner } from '../covariance/orthonormal-span.js';
import { InvalidDataError, RankDeficientError } from '../errors.js';

/** W^(1/2) X = QR, with the column of interest last. */
export interface OrthonormalDesign {
  n: number;
  k: number;
  /** Roots of the weights, length n; all above 0. */
  roots: Float64Array;
  /** Q: k arrays of length n. */
  basis: readonly Float64Array[];
  /** R^-1, k x k, row-major, upper triangular. */
  basisToCoefficients: Float64Array;
}

/** Of a column's length, what must be left of it beside the columns before it. */
const dependence = 1e-10;

/**
 * Orthonormalises weighted columns by Gram and Schmidt, each column twice, which is enough for double precision
 * (Giraud, Langou and Rozložník 2005, Comput. Math. Appl. 50, 1069-1075). A multiverse fits thousands of designs, so
 * this is the fast sister of `leastSquares`; it loses as many digits as the columns are nearly dependent.
 *
 * @param columns k arrays of length n.
 * @param roots roots of the weights, length n, above 0.
 * @throws InvalidDataError where there are no more rows than columns.
 * @throws RankDeficientError where a column depends on those before it to within 1e-10 of its length.
 */
export function orthonormalDesign(columns: readonly Float64Array[], roots: Float64Array): OrthonormalDesign {
  const n = roots.length;
  const k = columns.length;
  if (n <= k) throw new InvalidDataError(`${n} observations are too few for ${k} coefficients.`);
  const basis: Float64Array[] = [];
  const r = new Float64Array(k * k);
  columns.forEach((column, j) => {
    const rest = column.map((value, i) => value * roots[i]!);
    const length = Math.sqrt(inner(rest, rest));
    for (let pass = 0; pass < 2; pass++) {
      basis.forEach((unit, l) => {
        const product = inner(unit, rest);
        r[l * k + j] = r[l * k + j]! + product;
        for (let i = 0; i < n; i++) rest[i] = rest[i]! - product * unit[i]!;
      });
    }
    const left = Math.sqrt(inner(rest, rest));
    if (!(left > dependence * length)) throw new RankDeficientError(j, String(j));
    r[j * k + j] = left;
    basis.push(rest.map((value) => value / left));
  });
  return { n, k, roots, basis, basisToCoefficients: invertUpper(r, k) };
}

function invertUpper(r: Float64Array, k: number): Float64Array {
  const inverse = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    inverse[j * k + j] = 1 / r[j * k + j]!;
    for (let i = j - 1; i >= 0; i--) {
      let total = 0;
      for (let l = i + 1; l <= j; l++) total += r[i * k + l]! * inverse[l * k + j]!;
      inverse[i * k + j] = -total / r[i * k + i]!;
    }
  }
  return inverse;
}

/** R^-1 times a vector of length k: from coordinates in the basis to coefficients. */
export function toCoefficients(
  { k, basisToCoefficients }: OrthonormalDesign,
  coordinates: Float64Array,
): Float64Array {
  return coordinates.map((_, i) => {
    let total = 0;
    for (let l = i; l < k; l++) total += basisToCoefficients[i * k + l]! * coordinates[l]!;
    return total;
  });
}

/** (R^-1)' times a vector of length k: a gradient by coefficients becomes one by coordinates. */
export function toCoordinateGradient(
  { k, basisToCoefficients }: OrthonormalDesign,
  gradient: Float64Array,
): Float64Array {
  return gradient.map((_, l) => {
    let total = 0;
    for (let i = 0; i <= l; i++) total += basisToCoefficients[i * k + l]! * gradient[i]!;
    return total;
  });
}

/** Q' times a vector of length n. */
export function project({ basis }: OrthonormalDesign, values: Float64Array): Float64Array {
  return Float64Array.from(basis, (unit) => inner(unit, values));
}
