import { decompose, type LeastSquaresData } from '../decompose.js';
import { InvalidDataError, RankDeficientError } from '../errors.js';
import { type LeastSquaresFit, leastSquares } from '../least-squares.js';
import { NoConvergenceError, SeparationError } from './errors.js';
import { type Family, type FamilyName, families } from './family.js';
import { linearPredictor } from './linear-predictor.js';
import { findSeparation } from './separation.js';

export interface ModelData {
  /** Outcome, length n. */
  y: Float64Array;
  /** k columns of length n; a constant is a column of ones that the caller passes. */
  columns: readonly Float64Array[];
  names?: readonly string[];
  /** Added to the linear predictor, length n, such as the logarithm of an exposure. */
  offset?: Float64Array;
  /** Length n, above 0: how much each observation counts in the pseudo-likelihood; 1 where left out. */
  weights?: Float64Array;
  /** Linear predictors to start from, length n, as of a fit of nearly the same data; the estimator's own guess where left out. */
  start?: Float64Array;
}

/** A generalised linear model with canonical link, fitted to n observations on k columns. Plain data. */
export interface GeneralisedLinearFit {
  family: FamilyName;
  /** Length k. */
  coefficients: Float64Array;
  names: readonly string[];
  columns: readonly Float64Array[];
  /** Length n; zeros where the caller gave none. */
  offset: Float64Array;
  /** The weights given; absent where there were none. */
  weights?: Float64Array;
  /** X b + offset, length n. */
  linearPredictor: Float64Array;
  /** Means, length n, in the unit of y. */
  fitted: Float64Array;
  /** (X'WX)^-1 x_i (y_i - mean_i), times its weight where there are weights: k arrays of length n, what observation i adds to coefficient j to first order. */
  influence: readonly Float64Array[];
  n: number;
  k: number;
  deviance: number;
  iterations: number;
}

const mostIterations = 100;

/** Largest change of a linear predictor at which iterations end; the next would be about its square. */
const settled = 1e-11;
/** And where rounding keeps the change from falling further, below this. */
const nearlySettled = 1e-7;

/**
 * Maximum likelihood by iteratively reweighted least squares, for a canonical link the same as Newton's method:
 * Nelder and Wedderburn (1972), Journal of the Royal Statistical Society A 135, 370-384. Every step is an
 * orthogonalisation in double-double arithmetic, and is halved while it raises the deviance. Separation is looked
 * for first.
 *
 * @param start linear predictors to start from, length n.
 * @throws InvalidDataError, RankDeficientError as `leastSquares` on the columns; SeparationError;
 * NoConvergenceError.
 */
export function generalisedLinear(
  name: FamilyName,
  { y, columns, names, offset = new Float64Array(y.length), weights }: ModelData,
  start: Float64Array,
): GeneralisedLinearFit {
  if (start.length !== y.length)
    throw new InvalidDataError(
      `There are ${y.length} outcomes but ${start.length} predictors to start from.`,
    );
  const family = families[name];
  const span = leastSquares({ y, columns, ...(names && { names }) });
  refuseSeparation(family, y, columns, span);
  const predict = (b: Float64Array) => linearPredictor(columns, b, offset);

  const first = weightedStep(family, { y, columns, weights }, start, offset);
  let coefficients: Float64Array = first?.coefficients ?? span.coefficients.map(() => 0);
  let eta = predict(coefficients);
  let deviance = totalDeviance(family, y, eta, weights);
  let previous = Number.POSITIVE_INFINITY;
  for (let iterations = 1; iterations <= mostIterations; iterations++) {
    const step = weightedStep(family, { y, columns, weights }, eta);
    if (step === undefined) break;
    const move = linearPredictor(columns, step.coefficients);
    let change = 0;
    for (let i = 0; i < move.length; i++) change = Math.max(change, Math.abs(move[i]!));
    if (change < settled || (change < nearlySettled && change > previous / 2)) {
      return {
        family: name,
        coefficients,
        names: span.names,
        columns,
        offset,
        ...(weights && { weights }),
        linearPredictor: eta,
        fitted: eta.map(family.mean),
        influence: influenceOf(family, step, y, eta, weights),
        n: span.n,
        k: span.k,
        deviance,
        iterations,
      };
    }
    previous = change;
    const from = coefficients;
    for (let share = 1; ; share /= 2) {
      coefficients = from.map((value, j) => value + share * step.coefficients[j]!);
      eta = predict(coefficients);
      const next = totalDeviance(family, y, eta, weights);
      if (next <= deviance * (1 + 1e-10) || share < 1e-6) {
        deviance = next;
        break;
      }
    }
  }
  throw new NoConvergenceError(family.model, mostIterations);
}

/** A regression of which all but the last step needs the coefficients alone. */
interface Step {
  data: LeastSquaresData;
  coefficients: Float64Array;
}

/**
 * Regression of the working residual on the columns, both times the root of the weight: how far to move, or where
 * `from` is given, where to: to coefficients with offset `from`. Undefined where weights have under- or overflowed.
 */
function weightedStep(
  family: Family,
  { y, columns, weights }: Pick<ModelData, 'y' | 'columns'> & { weights: Float64Array | undefined },
  eta: Float64Array,
  from = eta,
): Step | undefined {
  // Loops, as `map` puts every number on the heap, and this is where the time goes.
  const n = y.length;
  const roots = new Float64Array(n);
  const target = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    const root = Math.sqrt(weight * family.slope(eta[i]!));
    const value = (weight * family.residual(y[i]!, eta[i]!)) / root + root * (eta[i]! - from[i]!);
    if (!Number.isFinite(value)) return undefined;
    roots[i] = root;
    target[i] = value;
  }
  const weighted = columns.map((column) => {
    const values = new Float64Array(n);
    for (let i = 0; i < n; i++) values[i] = column[i]! * roots[i]!;
    return values;
  });
  const data = { y: target, columns: weighted };
  try {
    return { data, coefficients: decompose(data).coefficients };
  } catch (error) {
    if (error instanceof RankDeficientError) return undefined;
    throw error;
  }
}

function totalDeviance(family: Family, y: Float64Array, eta: Float64Array, weights?: Float64Array): number {
  let total = 0;
  for (let i = 0; i < y.length; i++)
    total += (weights === undefined ? 1 : weights[i]!) * family.deviance(y[i]!, eta[i]!);
  return total;
}

function influenceOf(
  family: Family,
  { data }: Step,
  y: Float64Array,
  eta: Float64Array,
  weights?: Float64Array,
): Float64Array[] {
  const pearson = eta.map((value, i) => {
    const weight = weights === undefined ? 1 : weights[i]!;
    return (weight * family.residual(y[i]!, value)) / Math.sqrt(weight * family.slope(value));
  });
  return leastSquares(data).pseudoinverse.map((row) => row.map((value, i) => value * pearson[i]!));
}

function refuseSeparation(
  family: Family,
  y: Float64Array,
  columns: readonly Float64Array[],
  span: LeastSquaresFit,
): void {
  const found = findSeparation(columns, span.basis, Int8Array.from(y, family.boundary), span);
  if (found === undefined) return;
  const involved = found.columns.map((j) => span.names[j]!);
  throw new SeparationError(family.model, found.observations, involved);
}
