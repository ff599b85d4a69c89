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
 * const y = Float64Array.of(1, 3, 2, 6, 4, 5, 8, 7);
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 9);
 * const data = { y, columns: [x.map(() => 1), x], coefficient: 1 };
 * const key = { seed: 1, specification: 'y ~ x', replicates: 256 }; // 2^8: all signs, none left to chance
 * const { test, interval } = wildBootstrapInference({ ...data, ...key, nullValue: 0.5, level: 0.9 });
 * test.pValue; // 0.078125
 * interval; // low 0.526699, high 1.258432
 * ```
 * ```r
 * # R
 * x <- c(1:7, 9); y <- c(1, 3, 2, 6, 4, 5, 8, 7); v <- as.matrix(expand.grid(rep(list(c(1, -1)), 8)))
 * t <- function(y, b) { m <- lm(y ~ x); (coef(m)[[2]] - b) / sqrt(sandwich::vcovHC(m, "HC1")[2, 2]) }
 * resampled <- function(b) { f <- b * x + mean(y - b * x); apply(v, 1, function(v) t(f + (y - f) * v, b)) }
 * p <- function(b) mean(abs(resampled(b)) >= abs(t(y, b)) - 1e-10)
 * p(0.5); p(0.5266990); p(0.5266991); p(1.2584322); p(1.2584323) # at the bounds p falls to 0.1
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
