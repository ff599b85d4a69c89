import { InvalidDataError } from '../errors.js';
import { checkLasting, countAnswers, type FirstLasting, lastingFrom, positive } from './first-lasting.js';
import { nullCentredDraws } from './null-centred-draws.js';
import { countExceeding, type RomanoWolf, stepDown } from './romano-wolf.js';
import { finiteReplicates, requireReplicates, type SharedDraws } from './shared-draws.js';
import { bandAround, checkBand, largestOf, type SupTBand } from './sup-t-band.js';

/** What replicates of S statistics are held against. */
export interface JointQuestion {
  /** S estimates from the sample, periods in order. */
  estimates: ArrayLike<number>;
  /** Their standard errors, of the sample. */
  stdErrors: ArrayLike<number>;
  /** A statistic is significant where it is more than this many standard errors from zero, such as 1.96. */
  criticalValue: number;
}

/**
 * What joint inference asks of replicates: a number each, and counts. Tallies of replicates drawn in parts are those
 * parts' put together, so that the draws themselves need not be kept.
 */
export interface JointTally {
  /** The largest |t| of each replicate in which every t is a number. */
  largest: Float64Array;
  /** In how many of these the largest |t*| of this hypothesis and all with a smaller |t| is at least |t|; S counts. */
  exceeding: Float64Array;
  /** Of how many replicates each period is the first that stays significant, S counts, and how many have none. */
  firsts: Float64Array;
}

/** |t| of the sample. */
function sizesOf({ estimates, stdErrors }: JointQuestion): Float64Array {
  const size = Float64Array.from(estimates, (estimate, j) => Math.abs(estimate / stdErrors[j]!));
  const nan = size.findIndex(Number.isNaN);
  if (nan >= 0) throw new InvalidDataError(`Statistic ${nan} is NaN.`);
  return size;
}

/**
 * Tallies some replicates, for `inferFromTally`.
 *
 * @param draws of the S estimates, replicates shared.
 * @param drawStdErrors standard errors in every replicate, which studentise; those of the sample where left out.
 * @throws InvalidDataError where lengths differ, or a statistic of the sample is NaN.
 *
 * @example
 * ```ts
 * const question = { estimates: [1, -3], stdErrors: [1, 1], criticalValue: 2 };
 * const draws = [Float64Array.of(1.5, -1.1, 2.2, 1.3), Float64Array.of(-1.5, -2.8, -6.1, -2.1)];
 * const tally = tallyReplicates(question, draws);
 * // R: a <- c(1.5, -1.1, 2.2, 1.3); b <- c(-1.5, -2.8, -6.1, -2.1) # draws of two periods
 * tally.largest; // => [1.5, 2.1, 3.1, 0.9]
 * // R: pmax(abs(a - 1), abs(b + 3))
 * tally.exceeding; // => [2, 1]
 * // R: c(sum(abs(a - 1) >= 1), sum(pmax(abs(a - 1), abs(b + 3)) >= 3))
 * tally.firsts; // => [0, 3, 1]
 * // R: first <- function(t) 2 - sum(cumprod(rev(abs(t) > 2 & sign(t) == sign(t[2])))); tabulate(1 + apply(cbind(a, b), 1, first), 3)
 * ```
 */
export function tallyReplicates(
  question: JointQuestion,
  draws: SharedDraws,
  drawStdErrors?: SharedDraws,
): JointTally {
  const { estimates, stdErrors } = question;
  const centred = finiteReplicates(
    nullCentredDraws({ estimates, draws, stdErrors: drawStdErrors ?? stdErrors }),
  );
  const own = drawStdErrors !== undefined;
  const plain = finiteReplicates(own ? [...draws, ...drawStdErrors.map(positive)] : draws);
  return {
    largest: largestOf(centred.rows, estimates.length),
    exceeding: countExceeding(sizesOf(question), centred.rows),
    firsts: countAnswers(plain.rows, question, own),
  };
}

/** What `inferFromTally` finds. */
export interface JointFindings {
  band: SupTBand;
  adjusted: RomanoWolf;
  first: FirstLasting;
}

/**
 * What `supTBand` (the critical value being that of the pointwise intervals), `romanoWolf` and `firstLasting` find in the
 * draws of a tally, bit for bit.
 *
 * @param tally of all replicates together: of parts, `largest` one after another in any order, and sums of the counts.
 * @param replicates how many were drawn, those that failed among them.
 * @throws InvalidDataError as they do.
 *
 * @example
 * ```ts
 * const question = { estimates: [1, 2], stdErrors: [0.4, 0.6], criticalValue: 1 };
 * const draws = [Float64Array.of(1.2, 0.7, 1.9, 0.1), Float64Array.of(2.4, 1.5, 2.1, 3.2)];
 * const tally = tallyReplicates(question, draws);
 * const { band, adjusted } = inferFromTally(question, tally, { replicates: 4, level: 0.8 });
 * band.criticalValue; // => 2.25
 * // R: a <- abs(c(1.2, 0.7, 1.9, 0.1) - 1) / 0.4; b <- abs(c(2.4, 1.5, 2.1, 3.2) - 2) / 0.6
 * // R: quantile(pmax(a, b), 0.8, type = 6)
 * adjusted.pValues; // => [0.2, 0.2]
 * // R: second <- (1 + sum(pmax(a, b) >= 2 / 0.6)) / 5; c(max(second, (1 + sum(a >= 1 / 0.4)) / 5), second)
 * ```
 */
export function inferFromTally(
  question: JointQuestion,
  { largest, exceeding, firsts }: JointTally,
  { replicates, level }: { replicates: number; level: number },
): JointFindings {
  const data = { ...question, level, pointwise: question.criticalValue };
  const s = question.estimates.length;
  checkBand(data);
  requireReplicates(largest.length, replicates, s);
  const band = bandAround(data, largest);
  const adjusted = stepDown(sizesOf(question), exceeding, largest.length);
  checkLasting(data);
  const answered = firsts.reduce((total, count) => total + count, 0);
  requireReplicates(answered, replicates, s);
  return {
    band: { ...band, failed: replicates - largest.length },
    adjusted: { ...adjusted, failed: replicates - largest.length },
    first: { ...lastingFrom(data, firsts), failed: replicates - answered },
  };
}
