import { InvalidDataError } from '../errors.js';
import { families } from './family.js';
import type { GeneralisedLinearFit } from './generalised-linear.js';
import { linearPredictor } from './linear-predictor.js';
import type { TwoPartFit } from './two-part.js';

/**
 * An effect with its derivative by each coefficient: its variance is gradient' covariance gradient (delta method),
 * whatever the covariance.
 */
export interface EffectWithGradient {
  estimate: number;
  gradient: Float64Array;
}

export interface AverageSlopeData {
  /**
   * Derivative of each of k columns by the variable whose effect is asked, length n: ones for the variable's own column,
   * 2 (x - m) for the square of its deviation, z for its product with z; null where a column does not depend on it.
   */
  derivatives: readonly (Float64Array | null)[];
  /** Length n: how much each observation counts in the average; alike where left out. */
  weights?: Float64Array | undefined;
  /** Of the rate y / exp(offset) in place of y. */
  perExposure?: boolean;
}

const average = (n: number, weights: Float64Array | undefined): ((i: number) => number) => {
  if (weights === undefined) return () => 1 / n;
  let total = 0;
  for (const weight of weights) total += weight;
  return (i) => weights[i]! / total;
};

/** Derivative of the linear predictor by the variable, length n. */
function slopeOfPredictor(
  coefficients: Float64Array,
  derivatives: readonly (Float64Array | null)[],
  n: number,
): Float64Array {
  const slope = new Float64Array(n);
  derivatives.forEach((column, j) => {
    if (column === null) return;
    for (let i = 0; i < n; i++) slope[i] = slope[i]! + coefficients[j]! * column[i]!;
  });
  return slope;
}

/** @throws InvalidDataError where there are not k columns of n. */
function requireShape(derivatives: readonly (Float64Array | null)[], k: number, n: number): void {
  if (derivatives.length !== k)
    throw new InvalidDataError(`There are ${derivatives.length} derivatives for ${k} columns.`);
  if (derivatives.some((column) => column !== null && column.length !== n))
    throw new InvalidDataError(`Every derivative needs ${n} numbers.`);
}

/**
 * The average over observations of the derivative of the mean by a variable that may enter several columns: itself, its
 * square, its products. As `averageMarginalEffect` where it enters one, and with weights: Greene (2012), Econometric
 * Analysis, section 17.3.
 *
 * @throws InvalidDataError where the derivatives are not of the fit's columns and observations.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const fit = poisson({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: [x.map(() => 1), x, x.map((v) => v * v)] });
 * averageSlope(fit, { derivatives: [null, x.map(() => 1), x.map((v) => 2 * v)] }).estimate; // => 0.49574763
 * // R: x <- 1:8; b <- coef(fit <- glm(c(3, 1, 4, 1, 5, 9, 2, 6) ~ x + I(x^2), poisson, epsilon = 1e-14))
 * // R: mean(fitted(fit) * (b[2] + 2 * b[3] * x))
 * ```
 */
export function averageSlope(
  fit: GeneralisedLinearFit,
  { derivatives, weights, perExposure = false }: AverageSlopeData,
): EffectWithGradient {
  const { columns, coefficients, linearPredictor: eta, offset, n, k } = fit;
  requireShape(derivatives, k, n);
  const { slope, curvature } = families[fit.family];
  const share = average(n, weights);
  const own = slopeOfPredictor(coefficients, derivatives, n);
  const gradient = new Float64Array(k);
  let estimate = 0;
  for (let i = 0; i < n; i++) {
    const part = share(i) / (perExposure ? Math.exp(offset[i]!) : 1);
    const through = part * slope(eta[i]!);
    const bend = part * curvature(eta[i]!) * own[i]!;
    estimate += through * own[i]!;
    for (let l = 0; l < k; l++) {
      gradient[l] = gradient[l]! + bend * columns[l]![i]! + through * (derivatives[l]?.[i] ?? 0);
    }
  }
  return { estimate, gradient };
}

/**
 * The same of a two-part model with a linear second part: the derivative of P(y > 0) E(y | y > 0), the gradient by the 2k
 * coefficients of both parts. As `twoPartMarginalEffect` where the variable enters one column.
 *
 * @throws InvalidDataError where the second part is not linear, or as `averageSlope`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(0, 1, 0, 2.5, 3, 0, 2, 6);
 * const fit = twoPart({ y, columns: [x.map(() => 1), x], positive: 'linear', covariance: 'HC1' });
 * twoPartSlope(fit, { derivatives: [null, x.map(() => 1)] }).estimate; // => 0.54528442
 * // R: x <- 1:8; y <- c(0, 1, 0, 2.5, 3, 0, 2, 6); any <- coef(glm(y > 0 ~ x, binomial, epsilon = 1e-14))
 * // R: amount <- coef(lm(y ~ x, subset = y > 0)); p <- plogis(any[1] + any[2] * x)
 * // R: mean(p * (1 - p) * any[2] * (amount[1] + amount[2] * x) + p * amount[2])
 * ```
 */
export function twoPartSlope(
  fit: TwoPartFit,
  { derivatives, weights }: Omit<AverageSlopeData, 'perExposure'>,
): EffectWithGradient {
  if (fit.positive !== 'linear')
    throw new InvalidDataError('The slope of a two-part model is given for a linear second part alone.');
  const { columns, participation, amount } = fit;
  const k = columns.length;
  const eta = linearPredictor(columns, participation.coefficients);
  const n = eta.length;
  requireShape(derivatives, k, n);
  const size = linearPredictor(columns, amount.coefficients);
  const { mean, slope, curvature } = families.logit;
  const share = average(n, weights);
  const ofAny = slopeOfPredictor(participation.coefficients, derivatives, n);
  const ofSize = slopeOfPredictor(amount.coefficients, derivatives, n);
  const gradient = new Float64Array(2 * k);
  let estimate = 0;
  for (let i = 0; i < n; i++) {
    const part = share(i);
    const p = part * mean(eta[i]!);
    const dp = part * slope(eta[i]!);
    const m = size[i]!;
    estimate += dp * ofAny[i]! * m + p * ofSize[i]!;
    const byAny = part * curvature(eta[i]!) * ofAny[i]! * m + dp * ofSize[i]!;
    const bySize = dp * ofAny[i]!;
    for (let l = 0; l < k; l++) {
      const x = columns[l]![i]!;
      const d = derivatives[l]?.[i] ?? 0;
      gradient[l] = gradient[l]! + byAny * x + dp * m * d;
      gradient[k + l] = gradient[k + l]! + bySize * x + p * d;
    }
  }
  return { estimate, gradient };
}
