import { type ClusterIds, clusterCodes, type NumberedClusters } from '../cluster-codes.js';
import type { LeastSquaresData } from '../decompose.js';
import { InvalidDataError } from '../errors.js';
import { type LeastSquaresFit, leastSquares } from '../least-squares.js';
import { mean } from '../mean.js';
import { standardDeviation } from '../standard-deviation.js';
import { fittedModel, type MixedModelFit } from './fitted-model.js';
import { groupSums } from './group-sums.js';
import { minimise, polish } from './minimise.js';
import { type MixedCriterion, type ProfileData, profile } from './profile.js';

export interface MixedModelData {
  /** Outcome, length n. */
  y: Float64Array;
  /** Columns of the fixed effects, length n each; a constant is a column of ones that the caller passes. */
  columns: readonly Float64Array[];
  names?: readonly string[];
  /** Length n: the group of each observation. */
  groups: ClusterIds;
  /** Index of the column whose slope varies by group, along with the intercept; the intercept alone where left out. */
  slope?: number;
  /** `REML` where left out. */
  criterion?: MixedCriterion;
}

/** How the random effects' columns were scaled: Z is 1 and (x - centre) / scale. */
export interface SlopeScale {
  centre: number;
  scale: number;
}

const starts = [1, 0.3, 0.05];

/** Below this a parameter of the relative covariance factor is at its bound of 0 but for rounding. */
const zero = 1e-6;

function randomColumns({ y, columns, slope }: MixedModelData): { z: Float64Array[]; scaling: SlopeScale } {
  const ones = new Float64Array(y.length).fill(1);
  if (slope === undefined) return { z: [ones], scaling: { centre: 0, scale: 1 } };
  const column = columns[slope];
  if (column === undefined) {
    throw new InvalidDataError(`There is no column ${slope} whose slope could vary; columns count from 0.`);
  }
  const scaling = { centre: mean(column), scale: standardDeviation(column) };
  if (!(scaling.scale > 0)) {
    throw new InvalidDataError(`Column ${slope} does not vary: it is the intercept. Leave out the slope.`);
  }
  return { z: [ones, column.map((value) => (value - scaling.centre) / scaling.scale)], scaling };
}

function check(fit: LeastSquaresFit, numbered: NumberedClusters, q: number): void {
  if (fit.degreesOfFreedom < 1 || !(fit.residualSumOfSquares > 0)) {
    throw new InvalidDataError(
      'The fixed effects fit the outcome exactly: no variance is left to be divided.',
    );
  }
  if (numbered.count >= fit.n) {
    throw new InvalidDataError(
      'Every observation is a group of its own, so that groups cannot be told from errors. Use coarser groups.',
    );
  }
  if (numbered.count * q >= fit.n) {
    throw new InvalidDataError(
      `${numbered.count} groups of ${q} random effects need more than ${fit.n} observations. Leave out the slope.`,
    );
  }
}

/** The lower triangular factor of so many parameters, row by row. */
const factorOf = (theta: Float64Array): Float64Array =>
  theta.length === 1 ? theta : Float64Array.of(theta[0]!, 0, theta[1]!, theta[2]!);

const parametersOf = (factor: Float64Array): Float64Array =>
  factor.length === 1 ? factor : Float64Array.of(factor[0]!, factor[2]!, factor[3]!);

/** The same covariance with a diagonal of no number below zero, and exact zeros where the bound was reached. */
function folded(theta: Float64Array): Float64Array {
  const clean = theta.map((value) => (Math.abs(value) < zero ? 0 : value));
  if (clean.length === 1) return clean.map(Math.abs);
  const [first, below, last] = clean as unknown as [number, number, number];
  // Without a varying intercept the slope's deviation may stand in either place of its row.
  if (first === 0) return Float64Array.of(0, 0, Math.hypot(below, last));
  return Float64Array.of(Math.abs(first), first < 0 ? -below : below, Math.abs(last));
}

/**
 * A linear mixed model with one way of grouping: y = X beta + Z b + e, where a group's b, an intercept and perhaps the
 * slope of one column, has mean 0 and a covariance without restriction, and errors are independent with one variance.
 * Variances by restricted maximum likelihood (REML), or by maximum likelihood (ML), as R's `lmer(y ~ x + (x | g))`:
 * Bates, Mächler, Bolker and Walker (2015), Journal of Statistical Software 67(1).
 *
 * The profiled deviance is minimised over the relative covariance factor from three starts, by Newton's method, in
 * units in which the slope's column has mean 0 and standard deviation 1. It is the same for a column of the factor and
 * its negative: the bounds of the factor are lines of symmetry, so the search needs none, and its end is folded
 * back. `boundary` names a fit at a bound (singular in `lme4`); its variances are the estimate all the same.
 *
 * Degrees of freedom of the fixed effects are groups less columns, at least 1: those of Satterthwaite count
 * observations where a fit is singular, and are then far too many for a slope that varies by group.
 *
 * @throws InvalidDataError as `leastSquares`, or where groups are missing, single, or as many as observations (with a
 * slope, half as many), the slope's column does not vary, or the fixed effects fit y exactly.
 * @throws RankDeficientError as `leastSquares`; NoConvergenceError where no start leads to a minimum.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4);
 * const y = Float64Array.of(3, 4, 4, 6, 1, 1, 3, 2, 7, 6, 8, 9);
 * const groups = [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3];
 * const { coefficients, standardErrors, logLikelihood } = mixedModel({ y, columns: [x.map(() => 1), x], groups });
 * // R: d <- data.frame(x = 1:4, y = c(3, 4, 4, 6, 1, 1, 3, 2, 7, 6, 8, 9), g = rep(1:3, each = 4))
 * // R: fit <- lme4::lmer(y ~ x + (1 | g), d)
 * coefficients[1]; // => 0.73333333
 * // R: lme4::fixef(fit)[["x"]]
 * standardErrors[1]; // => 0.19220938
 * // R: sqrt(vcov(fit)["x", "x"])
 * logLikelihood; // => -17.928759
 * // R: as.numeric(logLik(fit))
 * ```
 */
export function mixedModel(data: MixedModelData): MixedModelFit {
  const { y, columns, names, groups, criterion = 'REML' } = data;
  const regression: LeastSquaresData = { y, columns, ...(names && { names }) };
  const fit = leastSquares(regression);
  const numbered = clusterCodes(fit, groups);
  const { z, scaling } = randomColumns(data);
  check(fit, numbered, z.length);
  const sums: ProfileData = {
    groups: groupSums(numbered, z, fit.basis, fit.residuals),
    q: z.length,
    p: fit.k,
    n: fit.n,
    rr: fit.residualSumOfSquares,
    criterion,
  };
  const evaluate = (theta: Float64Array) => {
    const { deviance, gradient } = profile(factorOf(theta), sums);
    return { value: deviance, gradient: parametersOf(gradient) };
  };
  const ends = starts.map((start) =>
    minimise(
      evaluate,
      z.length === 1 ? Float64Array.of(start) : Float64Array.of(start, 0, start),
      'The mixed model',
    ),
  );
  // A later start must be better by more than rounding, so that the choice does not hang on the last bit.
  const best = ends.reduce((a, b) => (b.value < a.value - 1e-9 * (1 + Math.abs(a.value)) ? b : a));
  const partner = data.slope ?? columns.findIndex((column) => column.every((value) => value === 1));
  return fittedModel({
    fit,
    numbered,
    sums,
    lambda: factorOf(folded(polish(evaluate, best.at))),
    scaling,
    partner,
  });
}
