/** Eigenvalues in no order, and their eigenvectors, row by row: vector j is `vectors[j * size + i]`. */
export interface SymmetricEigen {
  values: Float64Array;
  vectors: Float64Array;
}

/** Sweeps after which the method stops; it needs about 6 to 10. */
const mostSweeps = 60;

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix, size x size, row-major, by Jacobi's rotations in
 * cyclic order (Golub and Van Loan 2013, Matrix Computations, algorithm 8.5.3), until what is off the diagonal is
 * below 1e-16 of the whole. The matrix is not changed.
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const a = matrix.slice();
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  const whole = Math.sqrt(a.reduce((total, value) => total + value * value, 0));
  const negligible = (1e-16 * whole) / Math.max(1, size);

  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let rotated = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) {
        const off = a[p * size + q]!;
        if (Math.abs(off) <= negligible) continue;
        rotated = true;
        const ratio = (a[q * size + q]! - a[p * size + p]!) / (2 * off);
        const tangent = (ratio >= 0 ? 1 : -1) / (Math.abs(ratio) + Math.hypot(1, ratio));
        const cosine = 1 / Math.sqrt(1 + tangent * tangent);
        const sine = tangent * cosine;
        rotateColumns(a, size, p, q, cosine, sine);
        rotateRows(a, size, p, q, cosine, sine);
        rotateRows(vectors, size, p, q, cosine, sine);
      }
    }
    if (!rotated) break;
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i]!), vectors };
}

function rotateRows(a: Float64Array, size: number, p: number, q: number, cosine: number, sine: number): void {
  let atP = p * size;
  let atQ = q * size;
  for (let i = 0; i < size; i++, atP++, atQ++) {
    const left = a[atP]!;
    const right = a[atQ]!;
    a[atP] = cosine * left - sine * right;
    a[atQ] = sine * left + cosine * right;
  }
}

function rotateColumns(
  a: Float64Array,
  size: number,
  p: number,
  q: number,
  cosine: number,
  sine: number,
): void {
  for (let at = 0; at < size * size; at += size) {
    const left = a[at + p]!;
    const right = a[at + q]!;
    a[at + p] = cosine * left - sine * right;
    a[at + q] = sine * left + cosine * right;
  }
}
