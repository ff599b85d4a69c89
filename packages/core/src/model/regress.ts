import type { Study } from '@inverse-care/domain';
import { coefficientTests, covariance, leastSquares } from '@inverse-care/stats';
import type { Design } from './specification.js';

/** A coefficient with its robust inference. */
export interface CoefficientEstimate {
  estimate: number;
  std_error: number;
  conf_low: number;
  conf_high: number;
  p_value: number;
}

/**
 * Ordinary least squares with the study's covariance and t intervals on n - k degrees of freedom; HC1 is Stata's
 * `regress, robust` (White 1980; MacKinnon and White 1985).
 * @returns one entry a column of the design.
 * @throws RankDeficientError where a column adds nothing to those before it.
 */
export function regress(
  { y, columns, names }: Design,
  { inference }: Pick<Study, 'inference'>,
): CoefficientEstimate[] {
  const fit = leastSquares({ y, columns, names });
  return coefficientTests(fit, covariance(fit, inference.covariance), inference.level).map((test) => ({
    estimate: test.estimate,
    std_error: test.stdError,
    conf_low: test.confLow,
    conf_high: test.confHigh,
    p_value: test.pValue,
  }));
}

/** The paper's stars: * p<0.05, ** p<0.01, *** p<0.001. */
export function starsOf(p: number): '' | '*' | '**' | '***' {
  if (p < 0.001) return '***';
  if (p < 0.01) return '**';
  return p < 0.05 ? '*' : '';
}
