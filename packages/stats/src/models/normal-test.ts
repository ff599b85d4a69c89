import { checkLevel } from '../check-level.js';
import { normalQuantile, normalTwoSidedP } from '../distributions/normal.js';
import { InvalidDataError } from '../errors.js';

/** An estimate with its normal test against zero and its interval. */
export interface ModelTest {
  name: string;
  estimate: number;
  stdError: number;
  z: number;
  /** Two-sided. */
  pValue: number;
  confLow: number;
  confHigh: number;
}

/**
 * Normal test and interval of an estimate, asymptotic as is usual after maximum likelihood.
 *
 * @param level of the interval, such as 0.95.
 * @throws InvalidDataError where the variance is not above 0 or the level not between 0 and 1.
 */
export function normalTest(name: string, estimate: number, variance: number, level: number): ModelTest {
  checkLevel(level);
  if (!(variance > 0)) {
    throw new InvalidDataError(`The variance of "${name}" is ${variance}: there is nothing to test it with.`);
  }
  const stdError = Math.sqrt(variance);
  const width = normalQuantile(1 - (1 - level) / 2) * stdError;
  const z = estimate / stdError;
  return {
    name,
    estimate,
    stdError,
    z,
    pValue: normalTwoSidedP(z),
    confLow: estimate - width,
    confHigh: estimate + width,
  };
}
