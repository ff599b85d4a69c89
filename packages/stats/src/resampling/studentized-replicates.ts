import type { Replicates } from '../pairs-bootstrap.js';
import { RandomStream } from '../random-stream.js';

/** Writes what a regression gives on the clusters drawn, numbered from 0, or NaN. */
export type Replicate = (indices: Int32Array, coefficients: Float64Array, stdErrors: Float64Array) => void;

/** Replicates of k coefficients, each (to - from) x k row-major; see `drawsOfCoefficient`. */
export interface StudentizedReplicates {
  coefficients: Float64Array;
  /** CR1. */
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
