import { checkLevel } from '../check-level.js';
import { studentTQuantile } from '../distributions/student-t.js';
import { InvalidDataError } from '../errors.js';

/** A coefficient of a linear regression with its classical and, where they differ, its robust standard error. */
export interface CoefficientSummary {
  /** In units of the outcome per unit of the column. */
  estimate: number;
  /** sqrt(s^2 (X'X)^-1_jj). */
  classicalError: number;
  /** What tests and intervals are made from, such as HC1; the classical one where not given. */
  robustError?: number;
  /** n - k. */
  degreesOfFreedom: number;
  /** Of the t distribution that the interval takes, such as Satterthwaite's of a clustered error; n - k - 1 where left out. */
  robustDegreesOfFreedom?: number;
}

export interface RobustnessValue {
  /** Of the outcome with the column, given the other columns: 0 to 1. */
  partialRSquared: number;
  /**
   * The least share of the residual variance of both the column and the outcome that something unmeasured, strong in
   * both alike, must explain to bring the estimate to zero: 0 to 1.
   */
  point: number;
  /** The least share that brings zero into the confidence interval: 0 where it is there already. */
  interval: number;
}

/** Cinelli and Hazlett's strength r of a confounder for which its bias is `f` classical errors times sqrt(df). */
const strength = (f: number) => (f <= 0 ? 0 : (Math.sqrt(f ** 4 + 4 * f * f) - f * f) / 2);

/** Throws InvalidDataError where a summary cannot be one of a regression. */
export function checkSummary({
  estimate,
  classicalError,
  robustError = classicalError,
  degreesOfFreedom,
  robustDegreesOfFreedom = degreesOfFreedom,
}: CoefficientSummary): void {
  if (!Number.isFinite(estimate))
    throw new InvalidDataError(`The estimate is ${estimate}: it must be finite.`);
  for (const error of [classicalError, robustError]) {
    if (error > 0 && Number.isFinite(error)) continue;
    throw new InvalidDataError(`A standard error is ${error}: it must be positive and finite.`);
  }
  if (!(degreesOfFreedom > 1)) {
    throw new InvalidDataError(`There are ${degreesOfFreedom} degrees of freedom: more than one are needed.`);
  }
  if (!(robustDegreesOfFreedom > 0)) {
    throw new InvalidDataError(
      `There are ${robustDegreesOfFreedom} degrees of freedom of the robust error: they must be positive.`,
    );
  }
}

/**
 * Robustness values of a coefficient: Cinelli and Hazlett (2020), Journal of the Royal Statistical Society B 82,
 * 39-67, sections 4.1 and 4.2. The bias that something unmeasured can bring is a matter of variances explained and
 * asks for the classical error; the width of the interval is that of the robust error, which the unmeasured is taken
 * to shrink and widen as it does the classical one; its degrees of freedom are taken to stay. With both errors alike `interval` is their RV of q = 1 and alpha, in
 * sensemakr's form: where the confounder that is strong in both alike is not the worst one, which takes few
 * degrees of freedom, it is the share of the column alone.
 *
 * @param level of the confidence interval, such as 0.95.
 * @throws InvalidDataError where an error is not positive, there are fewer than two degrees of freedom, or the level is
 * not between 0 and 1.
 *
 * @example
 * ```ts
 * const summary = { estimate: 0.4, classicalError: 0.1, degreesOfFreedom: 100 };
 * const { partialRSquared, point, interval } = robustnessValue(summary);
 * partialRSquared; // => 0.13793103
 * // R: sensemakr::partial_r2(t_statistic = 4, dof = 100)
 * point; // => 0.32792156
 * // R: sensemakr::robustness_value(t_statistic = 4, dof = 100, alpha = 1)
 * interval; // => 0.18146897
 * // R: sensemakr::robustness_value(t_statistic = 4, dof = 100, alpha = 0.05)
 * ```
 */
export function robustnessValue(summary: CoefficientSummary, level = 0.95): RobustnessValue {
  checkSummary(summary);
  checkLevel(level);
  const { estimate, classicalError, robustError = classicalError, degreesOfFreedom: df } = summary;
  const { robustDegreesOfFreedom = df - 1 } = summary;
  const size = Math.abs(estimate);
  const f = size / (classicalError * Math.sqrt(df));
  const width =
    studentTQuantile(1 - (1 - level) / 2, robustDegreesOfFreedom) * robustError * Math.sqrt(df / (df - 1));
  // Equally strong in both is the worst as long as more strength with the outcome raises the bias by more than it narrows
  // the interval. From f w = 1 on the worst is weaker with the outcome, and the strength with the column counts.
  const w = width / (classicalError * Math.sqrt(df));
  return {
    partialRSquared: (f * f) / (1 + f * f),
    point: strength(f),
    interval:
      f * w > 1 && size > width
        ? (f * f - w * w) / (1 + f * f)
        : strength((size - width) / (classicalError * Math.sqrt(df))),
  };
}
