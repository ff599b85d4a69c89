import { decompose, type LeastSquaresData } from './decompose.js';
import { type Engine, momentsStride } from './engine/engine.js';
import { solveNormalEquations } from './normal-equations.js';
import type { RandomStream } from './random-stream.js';

/** The replicates that are drawn together are limited by this many observations of theirs: 16 MB. */
const rowsAtOnce = 2 ** 22;
const replicatesAtOnce = 64;

/** A regression on any number of columns, ready to be resampled. */
export interface MultipleSample {
  kind: 'multiple';
  k: number;
  /** n x (k + 1), row-major: the orthonormal columns and the residual, scaled. */
  values: Float64Array;
  coefficients: Float64Array;
  /** k x k, row-major, upper triangular: takes coefficients of the orthonormal columns to those of the columns. */
  back: Float64Array;
}

/** Errors as `leastSquares`. */
export function prepareMultiple(sample: LeastSquaresData): MultipleSample {
  const { coefficients, q, inverse, residuals, columnScale, yScale } = decompose(sample);
  const n = sample.y.length;
  const k = q.length;
  const values = new Float64Array(n * (k + 1));
  for (const [j, { hi }] of [...q, residuals].entries()) {
    for (let i = 0; i < n; i++) values[i * (k + 1) + j] = hi[i]!;
  }
  const back = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = i; j < k; j++) back[i * k + j] = (inverse[i]![j]![0] * columnScale[i]!) / yScale;
  }
  return { kind: 'multiple', k, values, coefficients, back };
}

/**
 * Replicates of a regression on any number of columns. The sample's residuals e are regressed on its orthonormal
 * columns Q with the draws as weights, W: (Q'WQ)^-1 Q'We, which is well conditioned whatever the design. As Q'Q = I
 * and Q'e = 0, what is summed is Q'(W - I)Q and Q'(W - I)e, over the observations that are not drawn just once.
 * R^-1 takes the result back to the columns, to be added to the sample's coefficients.
 */
export function drawMultiple(
  { k, values, coefficients, back }: MultipleSample,
  engine: Engine,
  stream: RandomStream,
  from: number,
  to: number,
): Float64Array {
  const n = values.length / (k + 1);
  const stride = momentsStride(k + 1);
  const atOnce = Math.max(1, Math.min(replicatesAtOnce, Math.floor(rowsAtOnce / n)));
  const gram = new Float64Array(k * k);
  const step = new Float64Array(k);
  const draws = new Float64Array(k * (to - from));
  for (let first = from; first < to; first += atOnce) {
    const count = Math.min(atOnce, to - first);
    const moments = engine.moments(values, k + 1, stream, first, count);
    for (let r = 0; r < count; r++) {
      const row = (first - from + r) * k;
      let at = r * stride;
      for (let a = 0; a < k; a++) {
        for (let b = 0; b <= a; b++) gram[a * k + b] = moments[at++]!;
        gram[a * k + a]! += 1;
      }
      for (let a = 0; a < k; a++) step[a] = moments[at++]!;
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
  }
  return draws;
}
