import { drawPairs, type PairsSample, type Replicates } from '@inverse-care/stats/pairs-bootstrap';
import { move } from 'piscina';

/** A run of replicates of one specification. The sample's large array is a view on shared memory. */
export interface Shard extends Replicates {
  specification: string;
  sample: PairsSample;
}

/** Draws of the shard's replicates, row-major, one row a replicate. */
export default function drawShard({ sample, ...replicates }: Shard): Float64Array {
  const draws = drawPairs(sample, replicates);
  return move(draws as unknown as Parameters<typeof move>[0]) as unknown as Float64Array;
}
