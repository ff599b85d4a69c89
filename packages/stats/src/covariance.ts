import { LeverageOneError } from './errors.js';
import type { LeastSquaresFit } from './least-squares.js';

export type CovarianceType = 'classical' | 'HC0' | 'HC1' | 'HC2' | 'HC3';

/** Covariance of the k coefficients of a fit. */
export interface CovarianceMatrix {
  type: CovarianceType;
  k: number;
  /** k x k, row-major: the covariance of coefficients i and j is `values[i * k + j]`. */
  values: Float64Array;
}

/** Leverage this near to 1 is 1 but for rounding. */
const leverageOne = 1 - 1e-12;

/**
 * The covariance of the coefficients. `classical` is s^2 (X'X)^-1. The others are the sandwich
 * (X'X)^-1 X' diag(w) X (X'X)^-1, with squared residuals e^2, leverages h and
 * HC0: w = e^2 (White 1980, Econometrica 48, 817-838); HC1: e^2 n / (n - k) (Hinkley 1977; Stata's `robust`);
 * HC2: e^2 / (1 - h); HC3: e^2 / (1 - h)^2 (MacKinnon and White 1985, Journal of Econometrics 29, 305-325, as
 * their HC3 is usually written). Where n equals k, `classical` and HC1 are NaN.
 *
 * @throws LeverageOneError for HC2 and HC3 where an observation's leverage is within 1e-12 of 1.
 */
export function covariance(fit: LeastSquaresFit, type: CovarianceType): CovarianceMatrix {
  const { k, n, pseudoinverse } = fit;
  if (type === 'classical') {
    return { type, k, values: fit.crossProductInverse.map((value) => value * fit.residualVariance) };
  }
  const weights = squaredResidualWeights(fit, type);
  const factor = type !== 'HC1' ? 1 : n > k ? n / (n - k) : Number.NaN;
  const values = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      const left = pseudoinverse[a]!;
      const right = pseudoinverse[b]!;
      let total = 0;
      for (let i = 0; i < n; i++) total += weights[i]! * left[i]! * right[i]!;
      values[a * k + b] = total * factor;
      values[b * k + a] = total * factor;
    }
  }
  return { type, k, values };
}

function squaredResidualWeights(fit: LeastSquaresFit, type: CovarianceType): Float64Array {
  const squares = fit.residuals.map((residual) => residual * residual);
  if (type !== 'HC2' && type !== 'HC3') return squares;
  const observation = fit.leverage.findIndex((leverage) => leverage > leverageOne);
  if (observation >= 0) throw new LeverageOneError(observation, type);
  return squares.map((square, i) => square / (1 - fit.leverage[i]!) ** (type === 'HC2' ? 1 : 2));
}
