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

/** The curve of one replicate given its weights, one a group of the design. */
export function wildCurve(design: WildDesign, weights: Float64Array): Float64Array {
  const curve = new Float64Array(curveLength);
  const columns = design.sums.flat();
  const sums = Float64Array.from(columns, (column) => inner(column, weights));
  curveWriter(design)({ sums, width: columns.length, squares: sumsOfSquares(design, weights) }, 1, curve, 0);
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

/** Sums over the weights of replicates. */
export interface WildSums {
  /** Row-major, `width` numbers a replicate, of which the first are those of the design's columns, in their order. */
  sums: Float64Array;
  width: number;
  /** As `sumsOfSquares`, the same for all these replicates. */
  squares: Float64Array;
}

/**
 * Writes the curves of so many replicates from `at` on.
 *
 * @param doubtful where given, set to 1, from place at / `curveLength` on, for the replicates whose variance is so
 * small a part of its terms that rounding tells.
 */
export type WriteCurves = (
  sums: WildSums,
  count: number,
  curves: Float64Array,
  at: number,
  doubtful?: Uint8Array,
) => void;

export function curveWriter({ k, quadratic, back, sums: { length: directions } }: WildDesign): WriteCurves {
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

  return ({ sums, width, squares }, count, curves, begin, doubtful) => {
    const [square, crossSquare, slopeSquare] = squares;
    for (let r = 0, at = begin, row = 0; r < count; r++, at += curveLength, row += width) {
      multiply(sums, row, ofFirst);
      const own = square! + fitting(sums, row, row, ofFirst);
      let numerator = estimate(sums, row);
      const free = own > rounding * square! ? own : 0;
      // A resample that is fitted exactly, with the value under the null: 0 / 0, not noise / 0.
      if (free === 0 && numerator ** 2 <= rounding * square!) numerator = 0;
      curves[at] = numerator;
      curves[at + 2] = free;
      if (doubtful !== undefined) doubtful[at / curveLength] = own > doubt * square! ? 0 : 1;
      if (directions === 1) continue;
      const second = row + 2 * k;
      multiply(sums, second, ofSecond);
      const slope = slopeSquare! + fitting(sums, second, second, ofSecond);
      curves[at + 1] = estimate(sums, second);
      if (doubtful !== undefined && !(slope > doubt * slopeSquare!)) doubtful[at / curveLength] = 1;
      if (!(slope > rounding * slopeSquare!)) continue;
      curves[at + 3] = 2 * (crossSquare! + fitting(sums, row, second, ofSecond));
      curves[at + 4] = slope;
    }
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
