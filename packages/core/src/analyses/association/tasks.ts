import { drawPairs, type PairsSample, type Replicates } from '@inverse-care/stats/pairs-bootstrap';

/** A run of replicates of one specification. The sample's large array is a view on shared memory. */
export interface DrawPairs extends Replicates {
  specification: string;
  sample: PairsSample;
}

/** Draws of the replicates, row-major, one row a replicate. */
export const draw = ({ sample, ...replicates }: DrawPairs): Float64Array => drawPairs(sample, replicates);
