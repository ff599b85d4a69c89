import { basisToCoefficient } from '../basis-to-coefficient.js';
import { solveNormalEquations } from '../normal-equations.js';
import { inner } from './inner.js';
import { fitSample, type Sample } from './sample.js';
import { solveFactored } from './solve-factored.js';

/** Writes what a regression gives on the rows (or clusters) drawn, numbered from 0, or NaN. */
export type Replicate = (indices: Int32Array, coefficients: Float64Array, stdErrors: Float64Array) => void;

/**
 * Coefficients and HC1 standard errors on the rows drawn, for any columns: as `bootstrapMultiple`, in the orthonormal
 * basis of the sample and with the draws as weights.
 */
export function robustReplicate(sample: Sample): Replicate {
  const { n, k, basis, basisToCoefficients: back, coefficients: whole, residuals } = fitSample(sample);
  const counts = new Float64Array(n);
  const weighted = new Float64Array(n);
  const fitted = new Float64Array(n);
  const gram = new Float64Array(k * k);
  const step = new Float64Array(k);
  const row = new Float64Array(k);
  const factor = n / (n - k);

  return (indices, coefficients, stdErrors) => {
    counts.fill(0);
    for (let i = 0; i < n; i++) counts[indices[i]!]! += 1;
    for (let a = 0; a < k; a++) {
      for (let i = 0; i < n; i++) weighted[i] = counts[i]! * basis[a]![i]!;
      step[a] = inner(weighted, residuals);
      for (let b = 0; b <= a; b++) gram[a * k + b] = inner(weighted, basis[b]!);
    }
    if (!solveNormalEquations(gram, step, k)) {
      coefficients.fill(Number.NaN);
      stdErrors.fill(Number.NaN);
      return;
    }
    fitted.fill(0);
    for (let a = 0; a < k; a++) {
      for (let i = 0; i < n; i++) fitted[i]! += step[a]! * basis[a]![i]!;
    }
    for (let i = 0; i < n; i++) weighted[i] = counts[i]! * (residuals[i]! - fitted[i]!) ** 2;
    for (let j = 0; j < k; j++) {
      coefficients[j] = whole[j]! + basisToCoefficient(back, step, j, k);
      row.set(back.subarray(j * k, (j + 1) * k));
      solveFactored(gram, row, k);
      fitted.fill(0);
      for (let a = 0; a < k; a++) {
        for (let i = 0; i < n; i++) fitted[i]! += row[a]! * basis[a]![i]!;
      }
      for (let i = 0; i < n; i++) fitted[i]! *= fitted[i]!;
      stdErrors[j] = Math.sqrt(factor * inner(weighted, fitted));
    }
  };
}
