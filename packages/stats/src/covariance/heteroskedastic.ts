import type { LeastSquaresFit } from '../least-squares.js';
import { checkLeverage } from '../leverage-one.js';
import { power } from '../power.js';
import type { HeteroskedasticType } from './covariance-matrix.js';

/**
 * The sandwich (X'WX)^-1 X'W diag(v) W X (X'WX)^-1, k x k, row-major, for squared residuals e^2 and leverages h:
 * - HC0 and HC1: v = e^2 (White 1980, Econometrica 48, 817-838);
 * - HC2: e^2 / (1 - h), HC3: e^2 / (1 - h)^2 (MacKinnon and White 1985, Journal of Econometrics 29, 305-325, as
 *   their HC3 is usually written);
 * - HC4: e^2 / (1 - h)^d, d = min(4, nh/k) (Cribari-Neto 2004, Comput. Stat. Data Anal. 45, 215-233);
 * - HC4m: d = min(1, nh/k) + min(1.5, nh/k) (Cribari-Neto and da Silva 2011, AStA 95, 129-146);
 * - HC5: e^2 / (1 - h)^(d/2), d = min(nh/k, max(4, 0.7 n max(h) / k)) (Cribari-Neto, Souza and Vasconcellos 2007,
 *   Commun. Stat. Theory Methods 36, 1877-1888).
 *
 * These are what R's `sandwich::vcovHC` computes, with weights too; HC1's factor is left to the caller. Near
 * leverage 1 they lose as many digits as 1 - h has zeros, because h itself is right to about 1e-16.
 *
 * @throws LeverageOneError for HC2 and beyond where an observation's leverage is within 1e-12 of 1.
 */
export function heteroskedasticSandwich(fit: LeastSquaresFit, type: HeteroskedasticType): Float64Array {
  const { k, n, pseudoinverse } = fit;
  const middle = residualVariances(fit, type);
  const values = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      const left = pseudoinverse[a]!;
      const right = pseudoinverse[b]!;
      let total = 0;
      for (let i = 0; i < n; i++) total += middle[i]! * left[i]! * right[i]!;
      values[a * k + b] = total;
      values[b * k + a] = total;
    }
  }
  return values;
}

function residualVariances(
  { residuals, leverage, k, degreesOfFreedom }: LeastSquaresFit,
  type: HeteroskedasticType,
): Float64Array {
  const squares = residuals.map((residual) => residual * residual);
  if (type === 'HC0' || type === 'HC1') return squares;
  checkLeverage(leverage, type);
  const n = degreesOfFreedom + k;
  const exponent = discount(type, (n / k) * leverage.reduce((a, b) => Math.max(a, b), 0));
  return squares.map((square, i) => square / power(1 - leverage[i]!, exponent((n / k) * leverage[i]!)));
}

/** The exponent of 1 - h, from a leverage over the mean leverage. */
function discount(type: HeteroskedasticType, largest: number): (relative: number) => number {
  switch (type) {
    case 'HC2':
      return () => 1;
    case 'HC3':
      return () => 2;
    case 'HC4':
      return (relative) => Math.min(4, relative);
    case 'HC4m':
      return (relative) => Math.min(1, relative) + Math.min(1.5, relative);
    case 'HC5':
      return (relative) => Math.min(relative, Math.max(4, 0.7 * largest)) / 2;
    default:
      return () => 0;
  }
}
