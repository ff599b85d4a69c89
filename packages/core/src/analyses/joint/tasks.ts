import {
  drawSharedClusters,
  drawSharedPairs,
  type JointQuestion,
  type JointTally,
  type SharedClustersSample,
  type SharedPairsSample,
  type SharedReplicates,
  tallyReplicates,
} from '@inverse-care/stats';
import { refusalOf } from '../../model/refusal.js';
import { type JointInference, type Judged, jointInference } from './judge.js';

/** A run of replicates of the slopes of all periods, PCNs drawn. The sample's arrays are views on shared memory. */
export interface DrawShared extends SharedReplicates {
  sample: SharedPairsSample;
  question: JointQuestion;
}

/** The same with whole areas drawn. */
export interface DrawAreas extends SharedReplicates {
  sample: SharedClustersSample;
  question: JointQuestion;
}

/** Draws the slopes of all periods for some replicates, and tallies them. */
export const draw = ({ sample, question, ...replicates }: DrawShared): JointTally =>
  tallyReplicates(question, drawSharedPairs(sample, replicates));

/** The same with whole areas drawn. */
export function drawAreas({ sample, question, ...replicates }: DrawAreas): JointTally {
  const { slopes, stdErrors } = drawSharedClusters(sample, replicates);
  return tallyReplicates(question, slopes, stdErrors);
}

/** What all snapshots of a need come to, or why that cannot be said. */
export function judge(judged: Judged): JointInference | { refused: string } {
  try {
    return jointInference(judged);
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
