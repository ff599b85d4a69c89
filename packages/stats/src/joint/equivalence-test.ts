import { normalCdf, normalQuantile } from '../distributions/normal.js';
import { studentTCdf, studentTQuantile } from '../distributions/student-t.js';
import { InvalidDataError } from '../errors.js';

export interface EquivalenceData {
  estimate: number;
  stdError: number;
  /** Of Student's t; infinite, the normal, where left out. */
  degreesOfFreedom?: number;
  /** Ends of the region within which an effect is too small to matter, in the unit of the estimate. */
  low: number;
  high: number;
  /** Of each one-sided test; 0.05 where left out. */
  alpha?: number;
}

export interface EquivalenceTest {
  /** That the effect is at most `low`. */
  lowP: number;
  /** That the effect is at least `high`. */
  highP: number;
  /** The larger of the two: that the effect is outside the region. */
  pValue: number;
  /** pValue < alpha: the interval lies within the region. */
  equivalent: boolean;
  /** The interval of confidence 1 - 2 alpha. */
  confLow: number;
  confHigh: number;
}

/**
 * Two one-sided tests that an effect is smaller than the smallest effect of interest: Schuirmann (1987), Journal of
 * Pharmacokinetics and Biopharmaceutics 15, 657-680. Not significant is not the same as small; this asks whether it
 * is small. The region must be stated beforehand.
 *
 * @throws InvalidDataError where a number is not finite, the standard error or degrees of freedom are not above 0,
 * low is not below high, or alpha is not between 0 and 0.5.
 *
 * @example
 * ```ts
 * const test = equivalenceTest({ estimate: 0.1, stdError: 0.2, degreesOfFreedom: 39, low: -0.5, high: 0.5 });
 * [test.pValue, test.confLow, test.confHigh]; // => [0.026249508, -0.23697502, 0.43697502]
 * // R: c(pt((0.1 - 0.5) / 0.2, 39), 0.1 + c(-1, 1) * qt(0.95, 39) * 0.2)
 * test.equivalent; // => true
 * // R: pt((0.1 - 0.5) / 0.2, 39) < 0.05
 * ```
 */
export function equivalenceTest(data: EquivalenceData): EquivalenceTest {
  const {
    estimate,
    stdError,
    degreesOfFreedom: df = Number.POSITIVE_INFINITY,
    low,
    high,
    alpha = 0.05,
  } = data;
  if (![estimate, low, high].every(Number.isFinite) || !(low < high)) {
    throw new InvalidDataError(
      `The estimate is ${estimate} and the region ${low} to ${high}: they must be finite, and low below high.`,
    );
  }
  if (!(stdError > 0 && stdError < Number.POSITIVE_INFINITY && df > 0)) {
    throw new InvalidDataError(
      `The standard error is ${stdError} with ${df} degrees of freedom; both must be above 0.`,
    );
  }
  if (!(alpha > 0 && alpha < 0.5))
    throw new InvalidDataError(`alpha is ${alpha}; it must be between 0 and 0.5.`);
  const normal = df === Number.POSITIVE_INFINITY;
  const below = (t: number) => (normal ? normalCdf(t) : studentTCdf(t, df));
  const width = -(normal ? normalQuantile(alpha) : studentTQuantile(alpha, df)) * stdError;
  const lowP = below(-(estimate - low) / stdError);
  const highP = below((estimate - high) / stdError);
  const pValue = Math.max(lowP, highP);
  return {
    lowP,
    highP,
    pValue,
    equivalent: pValue < alpha,
    confLow: estimate - width,
    confHigh: estimate + width,
  };
}
