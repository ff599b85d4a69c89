import { bootstrapMultiple } from './bootstrap-multiple.js';
import { bootstrapSimple } from './bootstrap-simple.js';
import { isConstant } from './decompose.js';
import { InvalidDataError } from './errors.js';
import { RandomStream } from './random-stream.js';

export interface PairsBootstrapData {
  /** Outcome, length n. */
  y: Float64Array;
  /** k columns of length n; a constant is a column of ones. */
  columns: readonly Float64Array[];
  names?: readonly string[];
  /** uint32 */
  seed: number;
  /** What the regression is; see `RandomStream`. */
  specification: string | number;
  /** First replicate, and the one after the last; uint32. */
  from: number;
  to: number;
}

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
 */
export function pairsBootstrap(data: PairsBootstrapData): Float64Array {
  const { seed, specification, from, to, ...sample } = data;
  if (!(from >= 0 && to >= from && to <= 2 ** 32 && Number.isInteger(from) && Number.isInteger(to))) {
    throw new InvalidDataError(`Replicates ${from} to ${to} are asked for; they must be integers in order.`);
  }
  const stream = new RandomStream(seed, specification);
  const { columns } = sample;
  return columns.length === 2 && columns.some(isConstant)
    ? bootstrapSimple(sample, stream, from, to)
    : bootstrapMultiple(sample, stream, from, to);
}

/** Column j of draws as `pairsBootstrap` returns them, for k coefficients: one value a replicate. */
export function drawsOfCoefficient(draws: Float64Array, k: number, j: number): Float64Array {
  return Float64Array.from({ length: draws.length / k }, (_, r) => draws[r * k + j]!);
}
