import { checkLevel } from '../check-level.js';
import type { CovarianceOptions } from '../covariance/covariance.js';
import type { CovarianceType } from '../covariance/covariance-matrix.js';
import { studentTQuantile } from '../distributions/student-t.js';
import { leastSquares } from '../least-squares.js';
import { type CovarianceOf, covarianceOf } from './outcome-bounds.js';

export interface TippingPointData extends CovarianceOptions {
  /** Outcome as it stands, length n. */
  y: Float64Array;
  columns: readonly Float64Array[];
  coefficient: number;
  /** What one unit more adds to each outcome, length n: 1 where something may have gone unreported, else 0. */
  direction: Float64Array;
  /** A type, or what gives the covariance of any fit on these columns, quadratic in its residuals. */
  covariance: CovarianceType | CovarianceOf;
  level?: number;
}

export interface TippingPoint {
  /** Change of the coefficient for one unit more. */
  slope: number;
  /** Units at which the coefficient is zero; null where more of them moves it away from zero, or not at all. */
  zero: number | null;
  /** Units from which zero is in the confidence interval: 0 where it is there already; null where none bring it. */
  insignificant: number | null;
}

/** The least positive root of a x^2 + b x + c; null where there is none. */
function leastPositiveRoot(a: number, b: number, c: number): number | null {
  const roots: number[] = [];
  if (a === 0) {
    if (b !== 0) roots.push(-c / b);
  } else {
    const discriminant = b * b - 4 * a * c;
    if (discriminant < 0) return null;
    const q = -(b + (b < 0 ? -1 : 1) * Math.sqrt(discriminant)) / 2;
    roots.push(q / a);
    if (q !== 0) roots.push(c / q);
  }
  const positive = roots.filter((root) => root > 0);
  return positive.length === 0 ? null : Math.min(...positive);
}

/**
 * How much more of the outcome, where it may have gone unreported, would undo a finding. The coefficient is linear in
 * the added amount and its variance (classical, HC, CR or Conley's where it needs no repair) quadratic, so that both points are roots of a polynomial.
 *
 * @throws as `leastSquares` and `covariance`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const data = { y: Float64Array.of(1, 3, 2, 5, 4, 6, 9, 7), columns: [x.map(() => 1), x], coefficient: 1 };
 * const direction = Float64Array.of(1, 1, 0, 1, 0, 0, 0, 0);
 * const { zero, insignificant } = tippingPoint({ ...data, direction, covariance: 'HC1' });
 * // R: x <- 1:8; y <- c(1, 3, 2, 5, 4, 6, 9, 7); more <- c(1, 1, 0, 1, 0, 0, 0, 0)
 * zero; // => 6.3846154
 * // R: -coef(lm(y ~ x))[["x"]] / coef(lm(more ~ x))[["x"]]
 * insignificant; // => 2.8890459
 * // R: low <- function(a) lmtest::coefci(fit <- lm(y + a * more ~ x), 2, vcov. = sandwich::vcovHC(fit, "HC1"))[1]
 * // R: uniroot(low, c(0, 6), tol = 1e-12)$root
 * ```
 */
export function tippingPoint(data: TippingPointData): TippingPoint {
  const { y, columns, coefficient, direction, level = 0.95 } = data;
  checkLevel(level);
  const at = (amount: number) => {
    const fit = leastSquares({ y: y.map((value, i) => value + amount * direction[i]!), columns });
    const matrix = covarianceOf(fit, data);
    return {
      estimate: fit.coefficients[coefficient]!,
      variance: matrix.values[coefficient * matrix.k + coefficient]!,
      degreesOfFreedom: matrix.degreesOfFreedom[coefficient]!,
    };
  };
  const here = at(0);
  const one = at(1);
  const back = at(-1);
  const slope = one.estimate - here.estimate;
  const critical = studentTQuantile(1 - (1 - level) / 2, here.degreesOfFreedom) ** 2;
  const curvature = (one.variance + back.variance) / 2 - here.variance;
  const tilt = (one.variance - back.variance) / 2;
  const excess = here.estimate ** 2 - critical * here.variance;
  const towards = slope !== 0 && -here.estimate / slope > 0;
  return {
    slope,
    zero: towards ? -here.estimate / slope : null,
    insignificant:
      excess <= 0
        ? 0
        : leastPositiveRoot(
            slope ** 2 - critical * curvature,
            2 * here.estimate * slope - critical * tilt,
            excess,
          ),
  };
}
