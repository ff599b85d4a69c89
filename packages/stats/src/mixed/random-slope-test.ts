import { chiSquaredUpperTail } from '../distributions/chi-squared.js';
import type { MixedModelFit } from './fitted-model.js';
import { type MixedModelData, mixedModel } from './mixed-model.js';

export interface RandomSlopeTest {
  /** Twice the gain in log-likelihood; 0 where there is none. */
  statistic: number;
  /** By half chi-squared(1) and half chi-squared(2). */
  pValue: number;
  withSlope: MixedModelFit;
  withoutSlope: MixedModelFit;
}

/**
 * Whether the slope of a column varies between groups, beyond the intercept: the likelihood-ratio test of a random
 * slope and its covariance with the intercept. The variance is 0 under the null, at the edge of what it can be, so the
 * statistic is distributed as an equal mixture of chi-squared with 1 and with 2 degrees of freedom: Self and Liang
 * (1987), JASA 82, 605-610, case 6; Stram and Lee (1994), Biometrics 50, 1171-1177. Both models have the same fixed
 * effects, so that restricted likelihoods compare. The mixture is for many groups whose intercepts do vary: with few
 * groups, or without that variance, p is somewhat too large (Crainiceanu and Ruppert 2004, JRSS B 66, 165-185).
 *
 * @throws as `mixedModel`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4);
 * const y = Float64Array.of(3, 4, 4, 6, 5, 3, 3, 2, 7, 8, 9, 11);
 * const groups = [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3];
 * const test = randomSlopeTest({ y, columns: [x.map(() => 1), x], groups, slope: 1 });
 * // R: d <- data.frame(x = 1:4, y = c(3, 4, 4, 6, 5, 3, 3, 2, 7, 8, 9, 11), g = rep(1:3, each = 4))
 * // R: fits <- lapply(c(y ~ x + (1 | g), y ~ x + (x | g)), lme4::lmer, d)
 * test.statistic; // => 10.709193
 * // R: l <- 2 * (logLik(fits[[2]]) - logLik(fits[[1]])); as.numeric(l)
 * test.pValue; // => 0.0028962104
 * // R: mean(pchisq(l, 1:2, lower.tail = FALSE))
 * ```
 */
export function randomSlopeTest(data: MixedModelData & { slope: number }): RandomSlopeTest {
  const { slope: _, ...intercepts } = data;
  const withSlope = mixedModel(data);
  const withoutSlope = mixedModel(intercepts);
  const statistic = Math.max(0, 2 * (withSlope.logLikelihood - withoutSlope.logLikelihood));
  return {
    statistic,
    pValue: (chiSquaredUpperTail(statistic, 1) + chiSquaredUpperTail(statistic, 2)) / 2,
    withSlope,
    withoutSlope,
  };
}
