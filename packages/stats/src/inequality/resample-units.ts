import { checkLevel } from '../check-level.js';
import { studentTQuantile } from '../distributions/student-t.js';
import { InvalidDataError } from '../errors.js';
import { percentileInterval } from '../percentile-interval.js';
import { RandomStream } from '../random-stream.js';
import { summariseJackknife } from '../resampling/jackknife.js';

/** Statistics of observations that are drawn, or left out, by units such as areas. */
export interface UnitResampling {
  units: number;
  /** Statistics where each unit is there so often, 0 for not at all; as many values each time. */
  statistics(often: Float64Array): ArrayLike<number>;
  seed: number;
  specification: string;
  /** Draws of the bootstrap; 0 for none. */
  replicates: number;
  level: number;
}

/** One statistic with the jackknife's t interval and the bootstrap's percentile interval; null where there is none. */
export interface ResampledStatistic {
  estimate: number;
  stdError: number | null;
  confLow: number | null;
  confHigh: number | null;
  bootLow: number | null;
  bootHigh: number | null;
}

/**
 * Any statistics with intervals from leaving out each unit in turn (Efron 1982, equation 3.1; t with units less one
 * degrees of freedom) and from drawing as many units with replacement (Efron 1979; percentiles as `percentileInterval`).
 * Draws belong to (seed, specification, replicate).
 *
 * @throws InvalidDataError where there are fewer than two units or the level is none.
 *
 * @example
 * ```ts
 * const y = [3, 1, 4, 1, 5];
 * const statistics = (often) => [weightedMean([3, 1, 4, 1, 5], often)];
 * const settings = { seed: 1, specification: 'mean', replicates: 0, level: 0.95 };
 * const [one] = resampleUnits({ units: 5, statistics, ...settings });
 * one.stdError; // => 0.8
 * // R: y <- c(3, 1, 4, 1, 5); sd(y) / sqrt(5)
 * ```
 */
export function resampleUnits(data: UnitResampling): ResampledStatistic[] {
  const { units, statistics, seed, specification, replicates, level } = data;
  checkLevel(level);
  if (units < 2) throw new InvalidDataError(`There are ${units} units; two are the least.`);
  const often = new Float64Array(units).fill(1);
  const estimates = Array.from(statistics(often));
  const drops = estimates.map(() => new Float64Array(units));
  for (let unit = 0; unit < units; unit++) {
    often[unit] = 0;
    const found = statistics(often);
    for (const [s, estimate] of estimates.entries()) drops[s]![unit] = estimate - found[s]!;
    often[unit] = 1;
  }
  const draws = estimates.map(() => new Float64Array(replicates));
  const stream = new RandomStream(seed, specification);
  const drawn = new Int32Array(units);
  for (let replicate = 0; replicate < replicates; replicate++) {
    stream.moveTo(replicate);
    stream.fillIndices(drawn, units);
    often.fill(0);
    for (const unit of drawn) often[unit]!++;
    const found = statistics(often);
    for (const [s, column] of draws.entries()) column[replicate] = found[s]!;
  }
  const reach = studentTQuantile((1 + level) / 2, units - 1);
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return estimates.map((estimate, s) => {
    const { stdError } = summariseJackknife(estimate, drops[s]!, units);
    const { low, high } = percentileInterval(draws[s]!, level);
    return {
      estimate,
      stdError: finite(stdError),
      confLow: finite(estimate - reach * stdError),
      confHigh: finite(estimate + reach * stdError),
      bootLow: finite(low),
      bootHigh: finite(high),
    };
  });
}
