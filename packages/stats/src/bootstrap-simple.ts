import { isConstant, type LeastSquaresData } from './decompose.js';
import { leastSquares } from './least-squares.js';
import { mean } from './mean.js';
import type { RandomStream } from './random-stream.js';

/** A resample's x varies too little for a slope where its variance is below this share of the sample's. */
const noVariation = 1e-12;

/**
 * Replicates of a regression on a constant and one x. The residuals of the sample are regressed on x, centred and
 * scaled, and what comes out is added to the sample's coefficients: four running sums a draw, and no cancellation.
 */
export function bootstrapSimple(
  sample: LeastSquaresData,
  stream: RandomStream,
  from: number,
  to: number,
): Float64Array {
  const { coefficients, residuals, n } = leastSquares(sample);
  const constantAt = sample.columns.findIndex(isConstant);
  const slopeAt = 1 - constantAt;
  const constant = sample.columns[constantAt]![0]!;
  const x = sample.columns[slopeAt]!;
  const centre = mean(x);
  const unit = Math.sqrt(mean(x.map((value) => (value - centre) ** 2)));

  const terms = new Float64Array(4 * n);
  for (let i = 0; i < n; i++) {
    const z = (x[i]! - centre) / unit;
    const e = residuals[i]!;
    terms.set([z, e, z * z, z * e], 4 * i);
  }

  const indices = new Int32Array(n);
  const draws = new Float64Array(2 * (to - from));
  for (let replicate = from; replicate < to; replicate++) {
    stream.moveTo(replicate);
    stream.fillIndices(indices, n);
    let z = 0;
    let e = 0;
    let zz = 0;
    let ze = 0;
    for (let i = 0; i < n; i++) {
      const at = indices[i]! << 2;
      z += terms[at]!;
      e += terms[at + 1]!;
      zz += terms[at + 2]!;
      ze += terms[at + 3]!;
    }
    const variation = zz - (z * z) / n;
    const slope = variation > noVariation * n ? (ze - (z * e) / n) / variation : Number.NaN;
    const row = 2 * (replicate - from);
    draws[row + slopeAt] = coefficients[slopeAt]! + slope / unit;
    draws[row + constantAt] =
      coefficients[constantAt]! + ((e - slope * z) / n - (slope / unit) * centre) / constant;
  }
  return draws;
}
