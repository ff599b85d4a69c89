import { decompose, type LeastSquaresData } from './decompose.js';
import { solveNormalEquations } from './normal-equations.js';
import type { RandomStream } from './random-stream.js';

/**
 * Replicates of a regression on any number of columns. The sample's residuals are regressed on its orthonormal
 * columns Q with the draws as weights: (Q'WQ)^-1 Q'We, which is well conditioned whatever the design, since Q'Q = I.
 * R^-1 takes the result back to the columns, to be added to the sample's coefficients.
 */
export function bootstrapMultiple(
  sample: LeastSquaresData,
  stream: RandomStream,
  from: number,
  to: number,
): Float64Array {
  const { coefficients, q, inverse, residuals, columnScale, yScale } = decompose(sample);
  const n = sample.y.length;
  const k = q.length;
  const basis = q.map(({ hi }) => hi);
  const back = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = i; j < k; j++) back[i * k + j] = (inverse[i]![j]![0] * columnScale[i]!) / yScale;
  }

  const indices = new Int32Array(n);
  const counts = new Float64Array(n);
  const weighted = new Float64Array(n);
  const gram = new Float64Array(k * k);
  const step = new Float64Array(k);
  const draws = new Float64Array(k * (to - from));
  for (let replicate = from; replicate < to; replicate++) {
    stream.moveTo(replicate);
    stream.fillIndices(indices, n);
    counts.fill(0);
    for (let i = 0; i < n; i++) counts[indices[i]!]! += 1;
    for (let a = 0; a < k; a++) {
      const column = basis[a]!;
      for (let i = 0; i < n; i++) weighted[i] = counts[i]! * column[i]!;
      step[a] = inner(weighted, residuals.hi);
      for (let b = 0; b <= a; b++) gram[a * k + b] = inner(weighted, basis[b]!);
    }
    const row = (replicate - from) * k;
    if (!solveNormalEquations(gram, step, k)) {
      draws.fill(Number.NaN, row, row + k);
      continue;
    }
    for (let i = 0; i < k; i++) {
      let change = 0;
      for (let j = i; j < k; j++) change += back[i * k + j]! * step[j]!;
      draws[row + i] = coefficients[i]! + change;
    }
  }
  return draws;
}

/** The inner product in four running sums, in an order that is always the same. */
function inner(a: Float64Array, b: Float64Array): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = a.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (let i = whole; i < a.length; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + (s2 + s3);
}
