import { checkLevel } from '../check-level.js';
import { InvalidDataError } from '../errors.js';
import { checkFinite } from './checks.js';
import { countFarAway, countTails, noCounts, pValueOf } from './wild-counts.js';
import { crossings } from './wild-crossing.js';
import { curveLength } from './wild-curve.js';
import type { WildTail } from './wild-test.js';

export interface WildInterval {
  level: number;
  /** In the unit of the coefficient; infinite where no value on that side is rejected. */
  low: number;
  high: number;
  /** Monte Carlo standard errors; infinite where a bound is, or would be at one standard error of p. */
  lowError: number;
  highError: number;
  replicates: number;
  /** Replicates whose statistic is NaN at the estimate; they are left out wherever they are NaN. */
  failed: number;
  /** Why a bound is infinite, or why there is none: then both are NaN. */
  reason?: string;
}

/**
 * Confidence interval by inversion of the wild bootstrap test: the values whose p-value (`wildTest`) is above 1 - level, from the
 * estimate outwards. Davidson and MacKinnon (2004), Econometric Theory and Methods, section 5.3; MacKinnon (2015),
 * L'Actualité économique 91, 73-96. The p-value of any null is known from the replicates' curves, so nothing is
 * resampled: outwards in steps of a quarter of a standard error (beyond 10, doubling) the first value that is rejected
 * is bracketed, and the jump of p bisected to 1e-13 standard errors. Where the null is not imposed this is estimate -+
 * a quantile of t times the standard error.
 *
 * A bound is infinite where even the p-value of values ever further away stays above 1 - level, as with few clusters
 * whose weights all 1 or all -1 repeat the sample. The error of a bound is half the distance between the bounds at
 * 1 - level -+ the binomial standard error of p there (Woodruff 1952, JASA 47, 635-646).
 *
 * @param curves as `wildBootstrapCurves` returns them.
 * @param enumerated whether they are all combinations of weights: then the bounds have no Monte Carlo error.
 * @throws InvalidDataError where the level is not between 0 and 1, the estimate is not finite, or the standard error
 * not finite and above 0, or the curves are not five numbers a replicate.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
 * const sample = { y, columns: [x.map(() => 1), x], coefficient: 1, nullImposed: false };
 * const data = { ...sample, seed: 1, specification: 'need', replicates: 256 };
 * const curves = wildBootstrapCurves(data);
 * const { low, high } = wildInterval(wildSample(data), curves, { enumerated: true });
 * [low, high]; // => [-0.06575777, 1.1371863]
 * // R: x <- 1:8; y <- c(3, 1, 4, 1, 5, 9, 2, 6); fit <- lm(y ~ x); b <- coef(fit)[[2]]
 * // R: se <- function(fit) sqrt(sandwich::vcovHC(fit, type = "HC1")[2, 2]); signs <- expand.grid(rep(list(c(1, -1)), 8))
 * // R: star <- function(s) { again <- lm(fitted(fit) + s * resid(fit) ~ x); (coef(again)[[2]] - b) / se(again) }
 * // R: q <- sort(abs(apply(signs, 1, star)), decreasing = TRUE)[13]; b + c(-1, 1) * q * se(fit)
 * ```
 */
export function wildInterval(
  { estimate, stdError }: { estimate: number; stdError: number },
  curves: Float64Array,
  { level = 0.95, tail = 'symmetric', enumerated = false }: WildIntervalOptions = {},
): WildInterval {
  checkLevel(level);
  checkFinite(estimate, 'estimate');
  checkFinite(stdError, 'standard error');
  if (!(stdError > 0)) throw new InvalidDataError(`The standard error is ${stdError}; it must be above 0.`);
  // Undoes the rounding of, say, 1 - 0.9 to just below 0.1.
  const alpha = Number((1 - level).toPrecision(12));
  const size = curves.length / curveLength;
  if (!Number.isInteger(size)) {
    throw new InvalidDataError(`Curves are ${curveLength} numbers a replicate; there are ${curves.length}.`);
  }
  const input = { curves, size, stdError, tail, enumerated };
  const atEstimate = countTails(input, 0, { from: 0, to: size }, noCounts);
  const { failed } = atEstimate;
  const result = (low: number, high: number, lowError: number, highError: number, reason?: string) => ({
    level,
    low,
    high,
    lowError,
    highError,
    replicates: size - failed,
    failed,
    ...(reason === undefined ? {} : { reason }),
  });
  const none = (reason: string) => result(Number.NaN, Number.NaN, Number.NaN, Number.NaN, reason);
  const tailShare = tail === 'symmetric' ? alpha : alpha / 2;
  const limit = countFarAway(input);
  const farAway = pValueOf(limit, input);
  // Of the replicates alone: with the sample counted, too few of them keep p up everywhere.
  const keptUp = pValueOf(limit, { ...input, enumerated: true }) > alpha;
  if (!keptUp && (size - failed + 1) * tailShare < 1 - 1e-9) {
    return none(`${size - failed} usable replicates are too few for a test at a level of ${level}.`);
  }
  if (!(pValueOf(atEstimate, input) > alpha)) return none('The test rejects the estimate itself.');

  const spread = Math.sqrt((tailShare * (1 - tailShare)) / (size - failed)) * (alpha / tailShare);
  const crossing = crossings(input, farAway, alpha + spread);
  const bound = (side: 1 | -1, target: number) => estimate - side * crossing(side, target);
  const error = (side: 1 | -1) =>
    enumerated ? 0 : Math.abs(bound(side, alpha + spread) - bound(side, Math.max(0, alpha - spread))) / 2;
  const low = bound(1, alpha);
  const high = bound(-1, alpha);
  const finite = [low, high].filter(Number.isFinite).length;
  return result(
    low,
    high,
    Number.isFinite(low) ? error(1) : Number.POSITIVE_INFINITY,
    Number.isFinite(high) ? error(-1) : Number.POSITIVE_INFINITY,
    finite === 2 ? undefined : `The p-value stays above ${alpha} however far the value is from the estimate.`,
  );
}

export interface WildIntervalOptions {
  /** Default 0.95. */
  level?: number;
  tail?: WildTail;
  enumerated?: boolean;
}
