import { drawMultiple, type MultipleSample, prepareMultiple } from './bootstrap-multiple.js';
import { drawSimple, isSimple, prepareSimple, type SimpleSample } from './bootstrap-simple.js';
import type { LeastSquaresData } from './decompose.js';
import { currentEngine } from './engine/current-engine.js';
import { InvalidDataError } from './errors.js';
import { RandomStream } from './random-stream.js';

/** Which replicates are drawn, and from which random streams. */
export interface Replicates {
  /** uint32 */
  seed: number;
  /** What the regression is; see `RandomStream`. */
  specification: string | number;
  /** First replicate, and the one after the last; uint32. */
  from: number;
  to: number;
}

export interface PairsBootstrapData extends Replicates {
  /** Outcome, length n. */
  y: Float64Array;
  /** k columns of length n; a constant is a column of ones. */
  columns: readonly Float64Array[];
  names?: readonly string[];
}

/** A fitted sample, ready to be resampled. Plain data, of which the large array may be moved to shared memory. */
export type PairsSample = SimpleSample | MultipleSample;

/**
 * Bootstrap of a regression by resampling observations (pairs): Efron (1979), Annals of Statistics 7, 1-26;
 * Freedman (1981), Annals of Statistics 9, 1218-1228. Replicate r refits ordinary least squares on n rows that the
 * stream of (seed, specification, r) draws with replacement, so its coefficients depend on the data, seed,
 * specification and r alone: shards put together are the whole, bit for bit.
 *
 * A draw in which a coefficient cannot be estimated is a row of NaN: where the columns of the resample, made
 * orthonormal on the whole sample, have a Cholesky pivot (a squared length of what the columns before do not
 * explain, about 1 on average) below 1e-12.
 *
 * @returns (to - from) x k coefficients, row-major.
 * @throws InvalidDataError, RankDeficientError as `leastSquares` on the whole sample.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5);
 * const data = { y: Float64Array.of(3, 1, 4, 1, 5), columns: [x.map(() => 1), x] };
 * pairsBootstrap({ ...data, seed: 1, specification: 'need', from: 0, to: 1 }); // => [1.3703704, 0.25925926]
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5), x = 1:5)
 * // R: coef(lm(y ~ x, d[1 + c(1, 3, 3, 0, 4), ])) # the rows that replicate 0 draws, see `RandomStream`
 * ```
 */
export function pairsBootstrap(data: PairsBootstrapData): Float64Array {
  const { seed, specification, from, to, ...sample } = data;
  checkRange(from, to);
  return drawPairs(preparePairs(sample), { seed, specification, from, to });
}

/**
 * Does the part of `pairsBootstrap` that all shards share.
 * @throws InvalidDataError, RankDeficientError as `leastSquares`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5);
 * const sample = preparePairs({ y: Float64Array.of(3, 1, 4, 1, 5), columns: [x.map(() => 1), x] });
 * drawPairs(sample, { seed: 1, specification: 'need', from: 1, to: 2 }); // => [-0.23076923, 0.73076923]
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5), x = 1:5)
 * // R: coef(lm(y ~ x, d[1 + c(2, 1, 3, 3, 4), ])) # the rows that replicate 1 draws, see `RandomStream`
 * ```
 */
export function preparePairs(sample: LeastSquaresData): PairsSample {
  return isSimple(sample.columns) ? prepareSimple(sample) : prepareMultiple(sample);
}

/**
 * Does the rest of `pairsBootstrap`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5);
 * const sample = preparePairs({ y: Float64Array.of(3, 1, 4, 1, 5), columns: [x.map(() => 1), x] });
 * drawPairs(sample, { seed: 1, specification: 'need', from: 0, to: 1 }); // => [1.3703704, 0.25925926]
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5), x = 1:5)
 * // R: coef(lm(y ~ x, d[1 + c(1, 3, 3, 0, 4), ])) # the rows that replicate 0 draws, see `RandomStream`
 * ```
 */
export function drawPairs(sample: PairsSample, { seed, specification, from, to }: Replicates): Float64Array {
  checkRange(from, to);
  const stream = new RandomStream(seed, specification);
  return sample.kind === 'simple'
    ? drawSimple(sample, currentEngine(), stream, from, to)
    : drawMultiple(sample, currentEngine(), stream, from, to);
}

/**
 * Column j of draws as `pairsBootstrap` returns them, for k coefficients: one value a replicate.
 *
 * @example
 * ```ts
 * drawsOfCoefficient(Float64Array.of(1, 10, 2, 20, 3, 30), 2, 1); // => [10, 20, 30]
 * // R: matrix(c(1, 10, 2, 20, 3, 30), ncol = 2, byrow = TRUE)[, 2]
 * ```
 */
export function drawsOfCoefficient(draws: Float64Array, k: number, j: number): Float64Array {
  const own = new Float64Array(draws.length / k);
  for (let r = 0, at = j; r < own.length; r++, at += k) own[r] = draws[at]!;
  return own;
}

function checkRange(from: number, to: number): void {
  if (!(from >= 0 && to >= from && to <= 2 ** 32 && Number.isInteger(from) && Number.isInteger(to))) {
    throw new InvalidDataError(`Replicates ${from} to ${to} are asked for; they must be integers in order.`);
  }
}
