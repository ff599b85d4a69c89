import { InvalidDataError } from '../errors.js';
import { checkUnits, total, type Units, unitSums } from './unit-sums.js';

/**
 * A function that gives the least-squares slope of y on x as a share of the mean of y, where each unit is there so often:
 * what y changes by for one unit of x, over what there is of it. Two outcomes of different sizes can be held against one
 * another by it. The mean is estimated too, and draws of units draw it along.
 *
 * @param x any values, length n.
 * @param y values whose mean is not 0, length n.
 * @returns a function of how often each unit is there; NaN where x is the same throughout, or y is 0 throughout.
 * @throws InvalidDataError where lengths differ.
 *
 * @example
 * ```ts
 * const share = drawnRelativeSlope([1, 2, 4, 3], [2, 1, 5, 6], { of: [0, 0, 1, 1], count: 2 });
 * share(Float64Array.of(1, 1)); // => 0.4
 * share(Float64Array.of(2, 1)); // => 0.47345768
 * // R: x <- c(1, 2, 4, 3); y <- c(2, 1, 5, 6); w <- c(2, 2, 1, 1)
 * // R: c(coef(lm(y ~ x))[[2]] / mean(y), coef(lm(y ~ x, weights = w))[[2]] / weighted.mean(y, w))
 * ```
 */
export function drawnRelativeSlope(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  units: Units,
): (often: Float64Array) => number {
  if (x.length !== y.length)
    throw new InvalidDataError(`There are ${x.length} values of x but ${y.length} of y.`);
  checkUnits(units, x.length);
  // About the middle of x, so that little is lost where its spread is small against it.
  let middle = 0;
  for (let i = 0; i < x.length; i++) middle += x[i]! / x.length;
  const from = (i: number) => x[i]! - middle;
  const sums = {
    n: unitSums(units, () => 1),
    x: unitSums(units, from),
    y: unitSums(units, (i) => y[i]!),
    xx: unitSums(units, (i) => from(i) ** 2),
    xy: unitSums(units, (i) => from(i) * y[i]!),
  };
  return (often) => {
    const n = total(often, sums.n);
    const meanX = total(often, sums.x) / n;
    const meanY = total(often, sums.y) / n;
    const spread = total(often, sums.xx) / n - meanX * meanX;
    return spread > 0 ? (total(often, sums.xy) / n - meanX * meanY) / spread / meanY : Number.NaN;
  };
}
