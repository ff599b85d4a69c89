import { inner } from './inner.js';
import type { WildDesign } from './wild-design.js';

/**
 * A replicate's t statistic as a function of d, the estimate less the null: (c0 + c1 d) / sqrt(c2 + c3 d + c4 d^2),
 * five numbers. Without the null imposed, or for one given null, c1, c3 and c4 are 0.
 */
export const curveLength = 5;

/** A difference below this share of its terms is 0 but for rounding. */
const rounding = 1e-12;
/** Below this share of its terms a variance has lost digits that may tell. */
const doubt = 1e-4;

/** How the curve of a replicate comes of the sums over its weights. */
export interface CurveForm {
  k: number;
  /** Directions that a replicate's residuals are of: 1 for one given null, 2 for any. */
  directions: 1 | 2;
  /** k x k row-major and length k: see `WildDesign`. */
  quadratic: Float64Array;
  back: Float64Array;
  /** As `sumsOfSquares` where weights are -1 or 1, whatever their signs; of other weights each replicate has its own. */
  squares: Float64Array;
}

/** What the curves of a design's replicates have in common. */
export function curveForm(design: WildDesign): CurveForm {
  const { k, quadratic, back, sums, groups } = design;
  const squares = sumsOfSquares(design, new Float64Array(groups).fill(1));
  return { k, directions: sums.length === 1 ? 1 : 2, quadratic, back, squares };
}

/** The curve of one replicate given its weights, one a group of the design. */
export function wildCurve(design: WildDesign, weights: Float64Array): Float64Array {
  const curve = new Float64Array(curveLength);
  const sums = Float64Array.from(design.sums.flat(), (column) => inner(column, weights));
  curveWriter(curveForm(design))(sums, sumsOfSquares(design, weights), curve, 0);
  return curve;
}

/** Terms (0,0), (0,1), (1,1) of the variance before the resample is fitted, or (0,0) alone. */
export function sumsOfSquares({ squares, clusters }: WildDesign, weights: Float64Array): Float64Array {
  if ('byWeight' in squares) {
    const squared = weights.map((weight) => weight * weight);
    return Float64Array.from(squares.byWeight, (column) => inner(column, squared));
  }
  const totals = squares.scores.map((score) => {
    const byCluster = new Float64Array(clusters);
    for (let i = 0; i < score.length; i++) {
      byCluster[squares.clusterOf[i]!]! += score[i]! * weights[squares.weightOf[i]!]!;
    }
    return byCluster;
  });
  const [first, second] = totals;
  const own = inner(first!, first!);
  return second === undefined
    ? Float64Array.of(own)
    : Float64Array.of(own, inner(first!, second), inner(second, second));
}

/**
 * Writes the curve of a replicate at `at`.
 *
 * @param sums over its weights, of the design's columns in their order.
 * @param squares as `sumsOfSquares`.
 * @param doubtful where given, set at at / `curveLength`: 1 where the variance is so small a part of its terms that
 * rounding tells, else 0.
 */
export type WriteCurve = (
  sums: Float64Array,
  squares: Float64Array,
  curves: Float64Array,
  at: number,
  doubtful?: Uint8Array,
) => void;

/** The kernel does the same in assembly/curve.ts, in the same order. */
export function curveWriter({ k, directions, quadratic, back }: Omit<CurveForm, 'squares'>): WriteCurve {
  const ofFirst = new Float64Array(k);
  const ofSecond = new Float64Array(k);

  /** The quadratic times the k sums at `row`. */
  const multiply = (sums: Float64Array, row: number, products: Float64Array) => {
    for (let a = 0; a < k; a++) {
      let product = 0;
      for (let b = 0; b < k; b++) product += quadratic[a * k + b]! * sums[row + b]!;
      products[a] = product;
    }
  };
  /** What the square loses or gains where the resample of directions at `d` and `e` is fitted. */
  const fitting = (sums: Float64Array, d: number, e: number, products: Float64Array) => {
    let total = 0;
    for (let a = 0; a < k; a++) {
      total += sums[d + a]! * (products[a]! - sums[e + k + a]!) - sums[e + a]! * sums[d + k + a]!;
    }
    return total;
  };
  const estimate = (sums: Float64Array, row: number) => {
    let total = 0;
    for (let a = 0; a < k; a++) total += back[a]! * sums[row + a]!;
    return total;
  };

  return (sums, [square, crossSquare, slopeSquare], curves, at, doubtful) => {
    multiply(sums, 0, ofFirst);
    const own = square! + fitting(sums, 0, 0, ofFirst);
    const numerator = estimate(sums, 0);
    const free = own > rounding * square! ? own : 0;
    // A resample that is fitted exactly, with the value under the null: 0 / 0, not noise / 0.
    const nothing = free === 0 && numerator * numerator <= rounding * square!;
    curves[at] = nothing ? 0 : numerator;
    curves[at + 2] = free;
    let doubts = !(own > doubt * square!);
    if (directions === 2) {
      const second = 2 * k;
      multiply(sums, second, ofSecond);
      const slope = slopeSquare! + fitting(sums, second, second, ofSecond);
      const grows = slope > rounding * slopeSquare!;
      curves[at + 1] = estimate(sums, second);
      curves[at + 3] = grows ? 2 * (crossSquare! + fitting(sums, 0, second, ofSecond)) : 0;
      curves[at + 4] = grows ? slope : 0;
      doubts ||= !(slope > doubt * slopeSquare!);
    }
    if (doubtful !== undefined) doubtful[at / curveLength] = doubts ? 1 : 0;
  };
}

/**
 * The t statistic of the curve at `at` where the estimate less the null is d. Infinite where the variance is 0, NaN
 * where the numerator is 0 too.
 */
export function curveStatistic(curves: Float64Array, at: number, d: number): number {
  const shift = curves[at + 1]! * d;
  const total = curves[at]! + shift;
  const numerator = Math.abs(total) > rounding * Math.abs(shift) ? total : 0;
  const free = curves[at + 2]!;
  const cross = curves[at + 3]! * d;
  const square = curves[at + 4]! * d * d;
  const variance = free + cross + square;
  return numerator / Math.sqrt(variance > rounding * (free + square) ? variance : 0);
}
