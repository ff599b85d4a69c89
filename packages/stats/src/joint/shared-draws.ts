import { InvalidDataError } from '../errors.js';

/** Bootstrap draws of S statistics: S arrays, each with one value a replicate, the replicates in the same order. */
export type SharedDraws = readonly Float64Array[];

/** The replicates in which every statistic is a number, as row-major rows of S, and how many there are of either kind. */
export interface FiniteReplicates {
  rows: Float64Array;
  replicates: number;
  failed: number;
}

/**
 * The replicates in which every statistic is a number. One that failed for one statistic is left out for all: what is
 * wanted of it is a maximum over all of them.
 *
 * @throws InvalidDataError where lengths differ.
 */
export function finiteReplicates(draws: SharedDraws): FiniteReplicates {
  const s = draws.length;
  const all = draws[0]?.length ?? 0;
  draws.forEach((column, j) => {
    if (column.length !== all) {
      throw new InvalidDataError(`Statistic ${j} has ${column.length} draws where the first has ${all}.`);
    }
  });
  const rows = new Float64Array(all * s);
  let replicates = 0;
  for (let b = 0; b < all; b++) {
    if (draws.some((column) => !Number.isFinite(column[b]!))) continue;
    for (let j = 0; j < s; j++) rows[replicates * s + j] = draws[j]![b]!;
    replicates++;
  }
  return { rows: rows.subarray(0, replicates * s), replicates, failed: all - replicates };
}

/**
 * As `finiteReplicates`.
 *
 * @throws InvalidDataError where lengths differ or no replicate is complete.
 */
export function completeReplicates(draws: SharedDraws): FiniteReplicates {
  const found = finiteReplicates(draws);
  requireReplicates(found.replicates, found.replicates + found.failed, draws.length);
  return found;
}

/** @throws InvalidDataError where no replicate is complete. */
export function requireReplicates(complete: number, all: number, s: number): void {
  if (complete > 0) return;
  throw new InvalidDataError(`None of ${all} replicates has a finite draw of all ${s} statistics.`);
}

/** @throws InvalidDataError where there are no estimates, one is not finite, or a standard error is not above 0. */
export function checkEstimates(estimates: ArrayLike<number>, stdErrors: ArrayLike<number>): void {
  const s = estimates.length;
  if (s === 0) throw new InvalidDataError('There are no estimates.');
  if (stdErrors.length !== s) {
    throw new InvalidDataError(`There are ${s} estimates but ${stdErrors.length} standard errors.`);
  }
  for (let j = 0; j < s; j++) {
    if (!Number.isFinite(estimates[j]!)) throw new InvalidDataError(`Estimate ${j} is ${estimates[j]}.`);
    if (!(stdErrors[j]! > 0 && stdErrors[j]! < Number.POSITIVE_INFINITY)) {
      throw new InvalidDataError(`Standard error ${j} is ${stdErrors[j]}; it must be finite and above 0.`);
    }
  }
}

/** @throws InvalidDataError where the draws are not of as many statistics as there are estimates. */
export function checkDraws(draws: SharedDraws, s: number): void {
  if (draws.length !== s) {
    throw new InvalidDataError(`There are ${s} statistics but draws of ${draws.length}.`);
  }
}
