import { isConstant } from '../decompose.js';
import type { PairsBootstrapData } from '../pairs-bootstrap.js';
import { checkShard } from './checks.js';
import { type Replicate, robustReplicate } from './robust-replicate.js';
import { robustReplicateSimple } from './robust-replicate-simple.js';
import type { Sample } from './sample.js';
import { type StudentizedReplicates, studentizedReplicates } from './studentized-replicates.js';

/**
 * The pairs bootstrap with HC1 standard errors of every replicate, for studentized intervals: Efron (1979), Annals of
 * Statistics 7, 1-26; Hall (1988), Annals of Statistics 16, 927-953. Replicate r draws the same rows as
 * `pairsBootstrap` with the same seed and specification, and depends on the data, seed, specification and r alone:
 * shards put together are the whole, bit for bit. A draw in which a coefficient cannot be estimated is a row of NaN
 * in both arrays.
 *
 * @throws InvalidDataError, RankDeficientError as `leastSquares` on the whole sample; InvalidDataError where there
 * are no more observations than columns, or the replicates are not integers in order from 0 to 10,000,000.
 */
export function studentizedPairsBootstrap(data: PairsBootstrapData): StudentizedReplicates {
  const { seed, specification, from, to, ...sample } = data;
  checkShard(from, to);
  const n = sample.y.length;
  const k = sample.columns.length;
  const replicate = studentizedPairsReplicate(sample);
  return studentizedReplicates({ seed, specification, from, to }, n, k, replicate);
}

/**
 * A function of the n rows drawn (indices from 0) that writes k coefficients and k HC1 standard errors, or NaN.
 * Throws as `studentizedPairsBootstrap`.
 */
export function studentizedPairsReplicate(sample: Sample): Replicate {
  return sample.columns.length === 2 && sample.columns.some(isConstant)
    ? robustReplicateSimple(sample)
    : robustReplicate(sample);
}
