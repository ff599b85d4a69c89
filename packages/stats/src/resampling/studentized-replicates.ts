import type { Replicates } from '../pairs-bootstrap.js';
import { RandomStream } from '../random-stream.js';
import type { Replicate } from './robust-replicate.js';

/** Replicates of k coefficients, each (to - from) x k row-major; see `drawsOfCoefficient`. */
export interface StudentizedReplicates {
  coefficients: Float64Array;
  /** HC1, or CR1 where clusters are drawn. */
  stdErrors: Float64Array;
}

/** Replicates of k coefficients, each on as many units as there are, drawn with replacement from its own stream. */
export function studentizedReplicates(
  { seed, specification, from, to }: Replicates,
  units: number,
  k: number,
  replicate: Replicate,
): StudentizedReplicates {
  const stream = new RandomStream(seed, specification);
  const indices = new Int32Array(units);
  const coefficients = new Float64Array(k * (to - from));
  const stdErrors = new Float64Array(k * (to - from));
  for (let r = from; r < to; r++) {
    stream.moveTo(r);
    stream.fillIndices(indices, units);
    const row = (r - from) * k;
    replicate(indices, coefficients.subarray(row, row + k), stdErrors.subarray(row, row + k));
  }
  return { coefficients, stdErrors };
}
