import { inner } from './inner.js';
import type { WildDesign } from './wild-design.js';

/**
 * A replicate's t statistic as a function of d, the estimate less the null: (c0 + c1 d) / sqrt(c2 + c3 d + c4 d^2),
 * five numbers. Without the null imposed, or for one given null, c1, c3 and c4 are 0.
 */
export const curveLength = 5;

/** A difference below this share of its terms is 0 but for rounding. */
const rounding = 1e-12;

/** The curve of one replicate given its weights, one a group of the design. */
export function wildCurve(design: WildDesign, weights: Float64Array): Float64Array {
  const curve = new Float64Array(curveLength);
  const sums = design.sums.map((columns) => Float64Array.from(columns, (column) => inner(column, weights)));
  writeCurve(design, sums, sumsOfSquares(design, weights), curve, 0);
  return curve;
}

/** Terms (0,0), (0,1), (1,1) of the variance before the resample is fitted, or (0,0) alone. */
export function sumsOfSquares({ squares, clusters }: WildDesign, weights: Float64Array): number[] {
  if ('byWeight' in squares) {
    const squared = weights.map((weight) => weight * weight);
    return squares.byWeight.map((column) => inner(column, squared));
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
  return second === undefined ? [own] : [own, inner(first!, second), inner(second, second)];
}

/** Writes five numbers at `at` from the sums over the weights: 2k for each direction, and those of squares. */
export function writeCurve(
  { k, quadratic, back }: WildDesign,
  sums: readonly Float64Array[],
  squares: readonly number[],
  curves: Float64Array,
  at: number,
): void {
  const variance = (d: Float64Array, e: Float64Array, square: number) => {
    let total = 0;
    for (let a = 0; a < k; a++) {
      let product = 0;
      for (let b = 0; b < k; b++) product += quadratic[a * k + b]! * e[b]!;
      total += d[a]! * (product - e[k + a]!) - e[a]! * d[k + a]!;
    }
    return square + total;
  };
  const [first, second] = sums;
  const own = variance(first!, first!, squares[0]!);
  curves[at] = estimateOf(back, first!);
  curves[at + 2] = own > rounding * squares[0]! ? own : 0;
  // A resample that is fitted exactly, with the value under the null: 0 / 0, not noise / 0.
  if (curves[at + 2] === 0 && curves[at]! ** 2 <= rounding * squares[0]!) curves[at] = 0;
  if (second === undefined) return;
  const slope = variance(second, second, squares[2]!);
  curves[at + 1] = estimateOf(back, second);
  if (!(slope > rounding * squares[2]!)) return;
  curves[at + 3] = 2 * variance(first!, second, squares[1]!);
  curves[at + 4] = slope;
}

function estimateOf(back: Float64Array, sums: Float64Array): number {
  let total = 0;
  for (let a = 0; a < back.length; a++) total += back[a]! * sums[a]!;
  return total;
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
