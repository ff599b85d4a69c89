import { checkLevel } from '../check-level.js';
import { studentTQuantile } from '../distributions/student-t.js';
import { InvalidDataError } from '../errors.js';
import { type CoefficientSummary, checkSummary } from './robustness-value.js';

/** How strong an omitted variable is, given the columns that are there: partial R-squared, 0 to 1. */
export interface OmittedStrength {
  /** With the column whose coefficient is in question; below 1. */
  withColumn: number;
  /** With the outcome, given that column too. */
  withOutcome: number;
}

/** A coefficient as it would be with the omitted variable in the regression, which pulls it towards zero. */
export interface AdjustedCoefficient extends OmittedStrength {
  estimate: number;
  stdError: number;
  confLow: number;
  confHigh: number;
}

function checkStrength({ withColumn, withOutcome }: OmittedStrength): void {
  if (withColumn >= 0 && withColumn < 1 && withOutcome >= 0 && withOutcome <= 1) return;
  throw new InvalidDataError(
    `A partial R-squared of ${withColumn} with the column and ${withOutcome} with the outcome cannot be: they lie ` +
      'from 0 to 1, the first below 1.',
  );
}

/**
 * The coefficient with an omitted variable of a given strength that biases it away from zero: estimate, standard error
 * and interval of Cinelli and Hazlett (2020), Journal of the Royal Statistical Society B 82, 39-67, equations 9 and 11.
 * The robust error, where there is one, is scaled as the classical one.
 *
 * @throws InvalidDataError for what `robustnessValue` refuses, or a strength outside 0 to 1.
 *
 * @example
 * ```ts
 * const summary = { estimate: 0.4, classicalError: 0.1, degreesOfFreedom: 100 };
 * const { estimate, stdError } = adjustForOmitted(summary, { withColumn: 0.1, withOutcome: 0.2 });
 * estimate; // => 0.2509288
 * // R: sensemakr::adjusted_estimate(0.4, se = 0.1, dof = 100, r2dz.x = 0.1, r2yz.dx = 0.2)
 * stdError; // => 0.094755874
 * // R: sensemakr::adjusted_se(se = 0.1, dof = 100, r2dz.x = 0.1, r2yz.dx = 0.2)
 * ```
 */
export function adjustForOmitted(
  summary: CoefficientSummary,
  strength: OmittedStrength,
  level = 0.95,
): AdjustedCoefficient {
  checkSummary(summary);
  checkStrength(strength);
  checkLevel(level);
  const { estimate, classicalError, robustError = classicalError, degreesOfFreedom: df } = summary;
  const { robustDegreesOfFreedom = df - 1 } = summary;
  const { withColumn, withOutcome } = strength;
  const bias = classicalError * Math.sqrt(df) * Math.sqrt((withOutcome * withColumn) / (1 - withColumn));
  const adjusted = estimate < 0 ? estimate + bias : estimate - bias;
  const stdError = robustError * Math.sqrt(((1 - withOutcome) / (1 - withColumn)) * (df / (df - 1)));
  const width = studentTQuantile(1 - (1 - level) / 2, robustDegreesOfFreedom) * stdError;
  return { ...strength, estimate: adjusted, stdError, confLow: adjusted - width, confHigh: adjusted + width };
}

/** Strength of an observed column, for a benchmark: partial R-squared given all other columns. */
export interface ObservedStrength {
  /** Of the regression of the column in question on the others. */
  withColumn: number;
  /** Of the regression of the outcome. */
  withOutcome: number;
}

/**
 * The most that an omitted variable can be if it is `times` as strong as an observed column, in explaining the column
 * in question as in explaining the outcome: Cinelli and Hazlett (2020), section 4.4 and appendix B.1.
 * null where no such variable can be, because the benchmark is too strong already.
 *
 * @example
 * ```ts
 * const strength = benchmarkStrength({ withColumn: 0.1, withOutcome: 0.2 }, 2);
 * [strength.withColumn, strength.withOutcome]; // => [0.22222222, 0.64264688]
 * // R: sensemakr::ovb_partial_r2_bound(r2dxj.x = 0.1, r2yxj.dx = 0.2, kd = 2)[, c("r2dz.x", "r2yz.dx")]
 * ```
 */
export function benchmarkStrength(observed: ObservedStrength, times = 1): OmittedStrength | null {
  checkStrength(observed);
  if (!(times > 0))
    throw new InvalidDataError(`A benchmark must be a positive number of times, not ${times}.`);
  const { withColumn, withOutcome } = observed;
  if (withOutcome === 1) return null;
  const odds = withColumn / (1 - withColumn);
  const omittedWithColumn = times * odds;
  const overlap = (times * withColumn * withColumn) / ((1 - times * withColumn) * (1 - withColumn));
  if (omittedWithColumn >= 1 || !(overlap >= 0 && overlap < 1)) return null;
  const eta = (Math.sqrt(times) + Math.sqrt(overlap)) / Math.sqrt(1 - overlap);
  return {
    withColumn: omittedWithColumn,
    withOutcome: Math.min(1, (eta * eta * withOutcome) / (1 - withOutcome)),
  };
}
