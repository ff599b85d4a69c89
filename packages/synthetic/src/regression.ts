import { inverse, Matrix } from 'ml-matrix';

/** Rows of the least squares pseudo-inverse: (X'X)^-1 X', one row a coefficient, one column an observation. */
export function pseudoInverse(design: readonly (readonly number[])[]): Float64Array[] {
  const columns = design[0]!.length;
  const cross = Matrix.zeros(columns, columns);
  for (const row of design) {
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k < columns; k++) cross.set(j, k, cross.get(j, k) + row[j]! * row[k]!);
    }
  }
  const inverted = inverse(cross);
  return Array.from({ length: columns }, (_, j) =>
    Float64Array.from(design, (row) => row.reduce((total, x, k) => total + inverted.get(j, k) * x, 0)),
  );
}

/** Ordinary least squares with HC1 standard errors (MacKinnon and White, 1985). */
export function leastSquares(
  design: readonly (readonly number[])[],
  outcome: ArrayLike<number>,
): { estimates: number[]; standardErrors: number[]; residuals: Float64Array } {
  const rows = pseudoInverse(design);
  const estimates = rows.map((row) => row.reduce((total, a, i) => total + a * outcome[i]!, 0));
  const residuals = Float64Array.from(
    design,
    (row, i) => outcome[i]! - row.reduce((total, x, k) => total + x * estimates[k]!, 0),
  );
  const n = design.length;
  const correction = n / (n - estimates.length);
  const standardErrors = rows.map((row) =>
    Math.sqrt(correction * row.reduce((total, a, i) => total + a * a * residuals[i]! * residuals[i]!, 0)),
  );
  return { estimates, standardErrors, residuals };
}

/** 97.5% quantile of Student's t for many degrees of freedom (Cornish and Fisher, 1938; good to 1e-9 above 1,000). */
export function studentQuantile(degrees: number): number {
  const z = 1.959963984540054;
  const z3 = z * z * z;
  const z5 = z3 * z * z;
  return z + (z3 + z) / (4 * degrees) + (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees * degrees);
}
