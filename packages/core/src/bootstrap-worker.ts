import { pairsBootstrap } from '@inverse-care/stats';
import { move } from 'piscina';

/** A run of replicates of one specification. Arrays are views on shared memory. */
export interface Shard {
  key: string;
  seed: number;
  y: Float64Array;
  columns: Float64Array[];
  from: number;
  to: number;
}

/** Draws of the shard's replicates, row-major, one row a replicate. */
export default function drawShard({ key, seed, y, columns, from, to }: Shard): Float64Array {
  const draws = pairsBootstrap({ y, columns, seed, specification: key, from, to });
  return move(draws as unknown as Parameters<typeof move>[0]) as unknown as Float64Array;
}
