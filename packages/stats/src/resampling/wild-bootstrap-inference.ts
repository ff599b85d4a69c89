import type { WildBootstrapData } from './wild-bootstrap.js';
import { curveLength, curveStatistic } from './wild-curve.js';
import { designOf, type WildRegression, wildRegression } from './wild-design.js';
import { curveDraws, type DrawCurves, type WildKey } from './wild-draws.js';
import { type WildInterval, type WildIntervalOptions, wildInterval } from './wild-interval.js';
import { sampleOf, type WildSample } from './wild-sample.js';
import { type WildTail, type WildTest, wildTest } from './wild-test.js';

export interface WildInferenceData extends Omit<WildBootstrapData, 'from' | 'to'> {
  /** What the coefficient is under the null that is tested; default 0. */
  nullValue?: number;
  tail?: WildTail;
  /** Of the interval; default 0.95. */
  level?: number;
}

export interface WildInference {
  /** As `wildBootstrapTest` gives it. */
  test: WildSample & WildTest;
  /** As `wildBootstrapInterval` gives it. */
  interval: WildInterval & Pick<WildSample, 'estimate' | 'stdError' | 'enumerated'>;
}

/**
 * Wild bootstrap test and interval of one coefficient from one set of replicates: `wildBootstrapTest` and
 * `wildBootstrapInterval` bit for bit, with one fit and one pass over the random numbers. A replicate's t statistic is
 * known as a function of the null (`wildBootstrapCurves`), so the test is a reading of the curves at its own null, and
 * the interval is where p falls to 1 - level.
 *
 * @throws as they do.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
 * const data = { y, columns: [x.map(() => 1), x], coefficient: 1, clusters: [1, 1, 2, 2, 3, 3, 4, 4] };
 * const options = { seed: 1, specification: 'need', replicates: 999, level: 0.8 };
 * // R: x <- 1:8; y <- c(3, 1, 4, 1, 5, 9, 2, 6); g <- rep(1:4, each = 2); signs <- expand.grid(rep(list(c(1, -1)), 4))
 * // R: t <- function(y) coef(fit <- lm(y ~ x))[[2]] / sqrt(sandwich::vcovCL(fit, cluster = g, type = "HC1")[2, 2])
 * // R: p <- function(null) { u <- y - null * x; u <- u - mean(u); stars <- apply(signs, 1, function(s) t(s[g] * u))
 * // R:   mean(abs(stars) > abs(t(y - null * x)) - 1e-9) }
 * const { test, interval } = wildBootstrapInference({ ...data, ...options });
 * test.pValue; // => 0.125
 * // R: p(0)
 * [interval.low, interval.high]; // => [0.16458681, 3.256313]
 * // R: end <- function(far) uniroot(function(null) p(null) - 0.2, c(coef(lm(y ~ x))[[2]], far), tol = 1e-12)$root
 * // R: c(end(0), end(4))
 * ```
 */
export function wildBootstrapInference(data: WildInferenceData): WildInference {
  const regression = wildRegression(data);
  const sample = sampleOf(regression, data);
  const { estimate, stdError, replicates, enumerated } = sample;
  const curves = new Float64Array(curveLength * replicates);
  const doubtful = new Uint8Array(replicates);
  curveDraws(designOf(regression), data)(0, replicates, curves, doubtful);
  const statistics = readStatistics(regression, data, sample, curves, doubtful);
  const options: WildIntervalOptions = { ...data, enumerated };
  return {
    test: { ...sample, ...wildTest(sample.t, statistics, data.tail, enumerated) },
    interval: { estimate, stdError, enumerated, ...wildInterval({ estimate, stdError }, curves, options) },
  };
}

/** A statistic read from a curve is nearer than this, in units or in shares of t, to what the null alone gives. */
const reading = 1e-6;

/**
 * The statistics of one null, read from the curves. Where so much rounding as lies between the two ways could move a
 * replicate past the sample's t, which all but never happens but in ties, it is computed for this null alone.
 */
function readStatistics(
  regression: WildRegression,
  data: WildKey & { nullValue?: number },
  { estimate, t, replicates }: WildSample,
  curves: Float64Array,
  doubtful: Uint8Array,
): Float64Array {
  const { nullValue = 0 } = data;
  const { nullImposed } = regression;
  const away = nullImposed ? estimate - nullValue : 0;
  const margin = reading * Math.max(1, Math.abs(t));
  const statistics = new Float64Array(replicates);
  const alone = new Float64Array(curveLength);
  let draw: DrawCurves | undefined;
  for (let r = 0; r < replicates; r++) {
    const at = curveLength * r;
    const value = curveStatistic(curves, at, away);
    const sure =
      doubtful[r] === 0 && Math.abs(Math.abs(value) - Math.abs(t)) > margin && wellDefined(curves, at, away);
    if (nullImposed && !sure) {
      draw ??= curveDraws(designOf(regression, nullValue), data);
      draw(r, r + 1, alone);
      statistics[r] = curveStatistic(alone, 0, 0);
    } else {
      statistics[r] = value;
    }
  }
  return statistics;
}

/** Whether the variance of the curve at `at` is more than a small part of its terms. */
function wellDefined(curves: Float64Array, at: number, d: number): boolean {
  const free = curves[at + 2]!;
  const cross = curves[at + 3]! * d;
  const square = curves[at + 4]! * d * d;
  return free + cross + square > 1e-4 * (free + square);
}
