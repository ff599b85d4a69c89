import {
  drawSharedClusters,
  drawSharedPairs,
  type SharedClusterDraws,
  type SharedClustersSample,
  type SharedDraws,
  type SharedPairsSample,
  type SharedReplicates,
} from '@inverse-care/stats';
import { refusalOf } from '../../model/refusal.js';
import { type JointInference, type Judged, jointInference } from './judge.js';

/** A run of replicates of the slopes of all periods, PCNs drawn. The sample's arrays are views on shared memory. */
export interface DrawShared extends SharedReplicates {
  sample: SharedPairsSample;
}

/** The same with whole areas drawn. */
export interface DrawAreas extends SharedReplicates {
  sample: SharedClustersSample;
}

/** What a task of draws gives: the slopes of each snapshot, and their standard errors where areas were drawn. */
export type Drawn = { slopes: SharedDraws } | SharedClusterDraws;

/** Draws of the slopes of all periods for some replicates. */
export const draw = ({ sample, ...replicates }: DrawShared): Drawn => ({
  slopes: drawSharedPairs(sample, replicates),
});

/** The same with whole areas drawn. */
export const drawAreas = ({ sample, ...replicates }: DrawAreas): Drawn =>
  drawSharedClusters(sample, replicates);

/** What all snapshots of a need come to, or why that cannot be said. */
export function judge(judged: Judged): JointInference | { refused: string } {
  try {
    return jointInference(judged);
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
