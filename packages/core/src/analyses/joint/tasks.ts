import {
  drawSharedPairs,
  type SharedDraws,
  type SharedPairsSample,
  type SharedReplicates,
} from '@inverse-care/stats';
import { refusalOf } from '../../model/refusal.js';
import { type JointInference, type Judged, jointInference } from './judge.js';

/** A run of replicates of the slopes of all periods. The sample's arrays are views on shared memory. */
export interface DrawShared extends SharedReplicates {
  sample: SharedPairsSample;
}

/** Draws of the slopes of all periods for some replicates. */
export const draw = ({ sample, ...replicates }: DrawShared): SharedDraws =>
  drawSharedPairs(sample, replicates);

/** What all snapshots of a need come to, or why that cannot be said. */
export function judge(judged: Judged): JointInference | { refused: string } {
  try {
    return jointInference(judged);
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
