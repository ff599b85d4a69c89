import { decompose, isConstant, type LeastSquaresData } from './decompose.js';
import type { Engine } from './engine/engine.js';
import { mean } from './mean.js';
import type { RandomStream } from './random-stream.js';

/** A resample's x varies too little for a slope where its variance is below this share of the sample's. */
const noVariation = 1e-12;

const replicatesAtOnce = 128;

/** A regression on a constant and one x, ready to be resampled. */
export interface SimpleSample {
  kind: 'simple';
  /** n pairs, row-major: x less its mean in standard deviations, and the residual. */
  table: Float64Array;
  coefficients: Float64Array;
  /** Which of the two columns is x. */
  slopeAt: number;
  /** Mean and standard deviation of x, and the value of the constant. */
  centre: number;
  unit: number;
  constant: number;
}

/** True for a constant and one other column, which is what this file is for. */
export function isSimple(columns: readonly Float64Array[]): boolean {
  return columns.length === 2 && columns.some(isConstant);
}

/** Errors as `leastSquares`. */
export function prepareSimple(sample: LeastSquaresData): SimpleSample {
  const { coefficients, residuals, yScale } = decompose(sample);
  const n = sample.y.length;
  const constantAt = sample.columns.findIndex(isConstant);
  const slopeAt = 1 - constantAt;
  const x = sample.columns[slopeAt]!;
  const centre = mean(x);
  const unit = Math.sqrt(mean(x.map((value) => (value - centre) ** 2)));
  const table = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    table[2 * i] = (x[i]! - centre) / unit;
    table[2 * i + 1] = residuals.hi[i]! / yScale;
  }
  const constant = sample.columns[constantAt]![0]!;
  return { kind: 'simple', table, coefficients, slopeAt, centre, unit, constant };
}

/**
 * Replicates of a regression on a constant and one x. The residuals of the sample are regressed on x, centred and
 * scaled, and what comes out is added to the sample's coefficients: four running sums a draw, and no cancellation.
 */
export function drawSimple(
  { table, coefficients, slopeAt, centre, unit, constant }: SimpleSample,
  engine: Engine,
  stream: RandomStream,
  from: number,
  to: number,
): Float64Array {
  const n = table.length / 2;
  const constantAt = 1 - slopeAt;
  const draws = new Float64Array(2 * (to - from));
  for (let first = from; first < to; first += replicatesAtOnce) {
    const count = Math.min(replicatesAtOnce, to - first);
    const sums = engine.simpleSums(table, stream, first, count);
    for (let r = 0; r < count; r++) {
      const z = sums[4 * r]!;
      const e = sums[4 * r + 1]!;
      const variation = sums[4 * r + 2]! - (z * z) / n;
      const slope = variation > noVariation * n ? (sums[4 * r + 3]! - (z * e) / n) / variation : Number.NaN;
      const row = 2 * (first - from + r);
      draws[row + slopeAt] = coefficients[slopeAt]! + slope / unit;
      draws[row + constantAt] =
        coefficients[constantAt]! + ((e - slope * z) / n - (slope / unit) * centre) / constant;
    }
  }
  return draws;
}
