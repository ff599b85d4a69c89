import { type ClusterIds, numberClusters } from '../cluster-codes.js';
import type { CoefficientTest } from '../coefficient-tests.js';
import { leastSquares } from '../least-squares.js';

/** What is known of outcomes and of a coefficient: see `outcomeBounds`. */
export interface LimitSearch {
  columns: readonly Float64Array[];
  /** What one unit more of each outcome adds to the coefficient, length n. */
  weights: Float64Array;
  lowest: Float64Array;
  highest: Float64Array;
  clusters?: ClusterIds;
  /** The coefficient that outcomes give. */
  test: (y: Float64Array) => Tested;
}

type Tested = Pick<CoefficientTest, 'stdError' | 'confLow' | 'confHigh' | 'estimate'>;

/** Outcomes that are tried singly where the slope shows no way on. */
const mostTried = 5;

/**
 * The least lower limit (side -1) or the greatest upper one (side 1) over outcomes within their ranges. A limit is the
 * coefficient, linear in the outcomes, and so many standard errors, a root of a positive quadratic form in them and so
 * convex: the lower limit is concave, the upper convex, and both are extreme at ends of the ranges. From each start a
 * step goes to the ends that are best by the slope of the limit where it stands (Frank and Wolfe 1956, Naval Research
 * Logistics Quarterly 3, 95-110), which with such a function never loses; where that leads no further, single outcomes
 * are turned, the most promising first. Slope and promise are by HC0's or CR0's quadratic form in proportion to the
 * variance as it is; a step is kept by the limit itself.
 *
 * Some outcomes attain what is found. That none go further is certain where up to eight are unknown, whose ends are
 * listed; beyond, finding the extreme is as hard as any quadratic problem over zeros and ones.
 */
export function extremeLimit(search: LimitSearch, side: -1 | 1, starts: readonly Float64Array[]): number {
  const limitOf = (y: Float64Array) => {
    const tested = search.test(y);
    return { tested, height: side * (side < 0 ? tested.confLow : tested.confHigh) };
  };
  let extreme = Number.NEGATIVE_INFINITY;
  const corners = cornersOf(search);
  for (const corner of corners) extreme = Math.max(extreme, limitOf(corner).height);
  for (const start of corners.length > 0 ? [] : starts) {
    let y = start;
    let at = limitOf(y);
    for (;;) {
      const next = stepsFrom(search, y, at.tested, side)
        .map((ends) => ({ ends, there: limitOf(ends) }))
        .find(({ there }) => there.height > at.height);
      if (next === undefined) break;
      y = next.ends;
      at = next.there;
    }
    extreme = Math.max(extreme, at.height);
  }
  return side * extreme;
}

/** All ends of up to so many unknown outcomes; none where there are more. */
const mostListed = 8;
function cornersOf({ lowest, highest }: LimitSearch): Float64Array[] {
  const unknown = [...lowest.keys()].filter((i) => lowest[i]! < highest[i]!);
  if (unknown.length > mostListed) return [];
  return Array.from({ length: 2 ** unknown.length }, (_, corner) => {
    const y = lowest.slice();
    unknown.forEach((i, bit) => {
      if ((corner >> bit) & 1) y[i] = highest[i]!;
    });
    return y;
  });
}

/** Outcomes to go on to: the best by the slope, then those with one outcome turned that promise most. */
function stepsFrom(
  { columns, weights, lowest, highest, clusters }: LimitSearch,
  y: Float64Array,
  { estimate, stdError, confHigh }: Tested,
  side: -1 | 1,
): Float64Array[] {
  const { residuals, basis, k } = leastSquares({ y, columns });
  const codes = clusters === undefined ? Int32Array.from(y.keys()) : numberClusters(clusters).codes;
  const sums = new Float64Array(y.length);
  weights.forEach((weight, i) => {
    sums[codes[i]!] = sums[codes[i]!]! + weight * residuals[i]!;
  });
  const variance = sums.reduce((total, value) => total + value * value, 0);
  const width = confHigh - estimate;
  if (!(variance > 0 && stdError > 0 && Number.isFinite(width))) return [];
  const byResidual = weights.map((weight, i) => weight * sums[codes[i]!]!);
  const byOutcome = leastSquares({ y: byResidual, columns }).residuals;
  const slope = weights.map((weight, i) => side * weight + (width * byOutcome[i]!) / variance);
  const best = lowest.map((low, i) => (slope[i]! > 0 ? highest[i]! : low));

  const ownVariance = varianceOfOne(weights, basis, k, codes);
  const gains = Float64Array.from(y, (value, i) => {
    const change = lowest[i]! + highest[i]! - 2 * value;
    const turned = variance + 2 * change * byOutcome[i]! + change * change * ownVariance[i]!;
    return side * weights[i]! * change + width * (Math.sqrt(Math.max(0, turned) / variance) - 1);
  });
  const promising = [...gains.keys()]
    .filter((i) => gains[i]! > 0 && lowest[i]! < highest[i]!)
    .sort((a, b) => gains[b]! - gains[a]!)
    .slice(0, mostTried);
  const single = promising.map((i) => y.with(i, lowest[i]! + highest[i]! - y[i]!));
  return best.every((value, i) => value === y[i]) ? single : [best, ...single];
}

/** The variance, by HC0's or CR0's form, of the coefficient of an outcome that is 1 in one observation and 0 in others. */
function varianceOfOne(
  weights: Float64Array,
  basis: readonly Float64Array[],
  k: number,
  codes: Int32Array,
): Float64Array {
  const sums = basis.map((unit) => {
    const own = new Float64Array(weights.length);
    weights.forEach((weight, i) => {
      own[codes[i]!] = own[codes[i]!]! + weight * unit[i]!;
    });
    return own;
  });
  const middle = sums.map((a) => sums.map((b) => a.reduce((total, value, g) => total + value * b[g]!, 0)));
  return weights.map((weight, i) => {
    let total = weight * weight;
    for (let a = 0; a < k; a++) {
      const z = basis[a]![i]!;
      total -= 2 * weight * sums[a]![codes[i]!]! * z;
      for (let b = 0; b < k; b++) total += z * middle[a]![b]! * basis[b]![i]!;
    }
    return total;
  });
}
