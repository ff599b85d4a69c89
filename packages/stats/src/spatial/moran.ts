import { normalTwoSidedP } from '../distributions/normal.js';
import { InvalidDataError } from '../errors.js';
import type { LeastSquaresFit } from '../least-squares.js';
import type { Neighbours } from './spatial-weights.js';

/** Moran's I of the residuals of a regression, and what it would be if errors were independent. */
export interface MoranTest {
  /** Near 0 where neighbours' residuals have nothing to do with one another, towards 1 where they are alike. */
  i: number;
  /** Of I, with independent normal errors: a little below 0. */
  expectation: number;
  standardDeviation: number;
  /** (I - expectation) / standard deviation. */
  z: number;
  /** Two-sided, of the normal distribution. */
  pValue: number;
  /** Observations without neighbours. */
  isolated: number;
}

/**
 * Moran's I of the residuals e of an unweighted regression: n / S0 x e'We / e'e, where W gives each neighbour of an
 * observation the same share of 1 (row-standardised) and S0 is the sum of W. Expectation and variance are those of
 * residuals under independent normal errors of equal variance (Cliff and Ord 1981, Spatial Processes, section 8.3),
 * as R's `spdep::lm.morantest` has them; p is two-sided, where theirs is one-sided unless told otherwise.
 *
 * An observation without neighbours has a row of zeros, counts in n and stays in the regression, so that the moments
 * are exact. (spdep with `zero.policy = TRUE` puts the number of those with neighbours in place of n.)
 *
 * @param residuals the fit whose residuals they are: its basis is the span of the design.
 * @throws InvalidDataError where the fit is weighted, has no degrees of freedom, or there are not n lists of
 * neighbours, or no neighbours at all.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const fit = leastSquares({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: [x.map(() => 1), x] });
 * // R: x <- 1:8; fit <- lm(c(3, 1, 4, 1, 5, 9, 2, 6) ~ x)
 * const latitudes = [50, 50.1, 50.3, 50.6, 51, 51.5, 52.1, 52.8];
 * const neighbours = nearestNeighbours({ longitudes: x.map(() => 0), latitudes }, 2);
 * const found = moranTest(fit, neighbours);
 * [found.i, found.expectation, found.standardDeviation, found.pValue]; // => [-0.3901856, -0.30059524, 0.21762852, 0.68058391]
 * // R: at <- cbind(0, c(50, 50.1, 50.3, 50.6, 51, 51.5, 52.1, 52.8))
 * // R: w <- spdep::nb2listw(spdep::knn2nb(spdep::knearneigh(at, 2, longlat = TRUE)))
 * // R: m <- spdep::lm.morantest(fit, w, alternative = "two.sided"); c(m$estimate[1:2], sqrt(m$estimate[3]), m$p.value)
 * ```
 */
export function moranTest(fit: LeastSquaresFit, neighbours: Neighbours): MoranTest {
  const { n, k, residuals, basis, degreesOfFreedom } = fit;
  if (fit.weights !== undefined) throw new InvalidDataError("Moran's I is for regressions without weights.");
  if (neighbours.length !== n) {
    throw new InvalidDataError(`There are ${neighbours.length} lists of neighbours for ${n} observations.`);
  }
  if (degreesOfFreedom <= 0) {
    throw new InvalidDataError(`${n} observations on ${k} coefficients leave no residuals to look at.`);
  }
  const linked = neighbours.reduce((count, { length }) => count + (length > 0 ? 1 : 0), 0);
  if (linked === 0)
    throw new InvalidDataError('Nobody has a neighbour: take a longer distance, or the nearest.');
  const isolated = n - linked;
  // S0, the sum of all weights, is the number of rows that add up to 1.
  const scale = n / linked;
  const lag = symmetricLag(neighbours, residuals);
  const i = (scale * product(residuals, lag)) / product(residuals, residuals);

  const lags = basis.map((column) => symmetricLag(neighbours, column));
  let trace = 0;
  let ofSquare = 0;
  let ofLags = 0;
  for (let a = 0; a < k; a++) {
    trace += product(basis[a]!, lags[a]!);
    ofLags += product(lags[a]!, lags[a]!);
    for (let b = 0; b < k; b++) ofSquare += product(basis[a]!, lags[b]!) * product(basis[b]!, lags[a]!);
  }
  const expectation = (-scale * trace) / degreesOfFreedom;
  const variance =
    ((scale * scale) / (degreesOfFreedom * (degreesOfFreedom + 2))) *
    (sumOfSquares(neighbours) + 2 * ofSquare - 4 * ofLags - (2 * trace * trace) / degreesOfFreedom);
  const standardDeviation = Math.sqrt(variance);
  const z = (i - expectation) / standardDeviation;
  return { i, expectation, standardDeviation, z, pValue: normalTwoSidedP(z), isolated };
}

function product(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

/** (W + W') / 2 times the values. */
function symmetricLag(neighbours: Neighbours, values: Float64Array): Float64Array {
  const lag = new Float64Array(values.length);
  neighbours.forEach((own, i) => {
    const half = 0.5 / own.length;
    let total = 0;
    for (const j of own) {
      total += values[j]!;
      lag[j] = lag[j]! + half * values[i]!;
    }
    if (own.length > 0) lag[i] = lag[i]! + half * total;
  });
  return lag;
}

/** S1: half the sum of (w_ij + w_ji)^2, which is the sum of w_ij^2 and w_ij w_ji. */
function sumOfSquares(neighbours: Neighbours): number {
  // Lists are ascending, and so are the i looked for in each.
  const next = new Int32Array(neighbours.length);
  let total = 0;
  neighbours.forEach((own, i) => {
    for (const j of own) {
      const other = neighbours[j]!;
      while (other[next[j]!]! < i) next[j]!++;
      const back = other[next[j]!] === i ? 1 / other.length : 0;
      total += (1 / own.length + back) / own.length;
    }
  });
  return total;
}
