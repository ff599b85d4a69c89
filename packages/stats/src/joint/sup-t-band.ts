import { checkLevel } from '../check-level.js';
import { normalQuantile } from '../distributions/normal.js';
import { InvalidDataError } from '../errors.js';
import { nullCentredDraws } from './null-centred-draws.js';
import { upperOrderStatistic } from './order-statistic.js';
import { checkDraws, checkEstimates, completeReplicates, type SharedDraws } from './shared-draws.js';

export interface SupTBandData {
  /** S estimates from the sample. */
  estimates: ArrayLike<number>;
  /** Their standard errors, of the sample. */
  stdErrors: ArrayLike<number>;
  /** Bootstrap draws of the S estimates, replicates shared. */
  draws: SharedDraws;
  /** Such as 0.95. */
  level: number;
  /** Standard errors in every replicate, in the shape of the draws, which studentise; those of the sample where left out. */
  drawStdErrors?: SharedDraws;
  /** What the estimates' own intervals are that many errors wide on either side; the normal quantile where left out. */
  pointwise?: number;
}

export interface SupTBand {
  /** Standard errors on either side of every estimate. */
  criticalValue: number;
  /** Standard error of the critical value over sets of replicates. */
  monteCarloError: number;
  low: Float64Array;
  high: Float64Array;
  replicates: number;
  /** Replicates left out because a draw is not finite. */
  failed: number;
}

/**
 * A band that holds all S true values at once with the given probability: estimate +- critical value x standard
 * error, the critical value being the quantile over replicates of the largest |draw - estimate| / standard error.
 * Montiel Olea and Plagborg-Møller (2019), Journal of Applied Econometrics 34, 1-17. Of B complete replicates it is
 * number ceil((B + 1) level), and its Monte Carlo error that of `upperOrderStatistic`; but never below the critical
 * value of the pointwise intervals, which a band that holds all values at once cannot be narrower than. It would be
 * where resampling spreads less than the standard errors say, as few replicates or few clusters have it. With standard
 * errors of the replicates it is that of the largest |draw - estimate| / standard error of the draw, the more accurate
 * the fewer units were drawn (Hall 1992, The Bootstrap and Edgeworth Expansion); a replicate without one is left out.
 *
 * @throws InvalidDataError where lengths differ, an estimate is not finite, a standard error or the pointwise critical
 * value is not above 0, no replicate is complete, or the replicates are too few for the level.
 *
 * @example
 * ```ts
 * const draws = [Float64Array.of(1.2, 0.7, 1.9, 0.1), Float64Array.of(2.4, 1.5, 2.1, 3.2)];
 * const band = supTBand({ estimates: [1, 2], stdErrors: [0.4, 0.6], draws, level: 0.8 });
 * band.criticalValue; // => 2.25
 * // R: largest <- pmax(abs(c(1.2, 0.7, 1.9, 0.1) - 1) / 0.4, abs(c(2.4, 1.5, 2.1, 3.2) - 2) / 0.6)
 * // R: quantile(largest, 0.8, type = 6)
 * band.low; // => [0.1, 0.65]
 * // R: c(1, 2) - sort(largest)[4] * c(0.4, 0.6)
 * ```
 */
export function supTBand(data: SupTBandData): SupTBand {
  const { estimates, stdErrors, draws, level, drawStdErrors } = data;
  const pointwise = checkBand(data);
  const s = estimates.length;
  checkDraws(draws, s);
  const centred = nullCentredDraws({ estimates, draws, stdErrors: drawStdErrors ?? stdErrors });
  const { rows, failed } = completeReplicates(centred);
  return { ...bandAround({ estimates, stdErrors, level, pointwise }, largestOf(rows, s)), failed };
}

type BandData = Omit<SupTBandData, 'draws' | 'drawStdErrors'>;

/** What the estimates' own intervals are wide. Throws InvalidDataError where that, the level or an estimate is none. */
export function checkBand({ estimates, stdErrors, level, pointwise }: BandData): number {
  checkLevel(level);
  const width = pointwise ?? normalQuantile(1 - (1 - level) / 2);
  if (!(width > 0)) {
    throw new InvalidDataError(`The pointwise critical value is ${width}; it must be above 0.`);
  }
  checkEstimates(estimates, stdErrors);
  return width;
}

/** The largest |t| of each replicate; rows of s. */
export function largestOf(rows: Float64Array, s: number): Float64Array {
  const largest = new Float64Array(rows.length / s);
  for (let b = 0; b < largest.length; b++) {
    for (let j = 0; j < s; j++) {
      const t = Math.abs(rows[b * s + j]!);
      if (t > largest[b]!) largest[b] = t;
    }
  }
  return largest;
}

/** The band from the largest |t| of each complete replicate, in any order. */
export function bandAround(
  { estimates, stdErrors, level, pointwise }: BandData & { pointwise: number },
  largest: Float64Array,
): Omit<SupTBand, 'failed'> {
  const { value: drawn, standardError } = upperOrderStatistic(largest, level);
  const value = Math.max(drawn, pointwise);
  return {
    criticalValue: value,
    monteCarloError: standardError,
    low: Float64Array.from(estimates, (estimate, j) => estimate - value * stdErrors[j]!),
    high: Float64Array.from(estimates, (estimate, j) => estimate + value * stdErrors[j]!),
    replicates: largest.length,
  };
}
