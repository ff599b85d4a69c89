import { type SharedDraws, type SharedPairsData, sharedPairsBootstrap } from '@inverse-care/stats';
import { refusalOf } from '../../model/refusal.js';
import { type JointInference, type Judged, jointInference } from './judge.js';

/** Draws of the slopes of all periods for some replicates. */
export const draw = (data: SharedPairsData): SharedDraws => sharedPairsBootstrap(data);

/** What all snapshots of a need come to, or why that cannot be said. */
export function judge(judged: Judged): JointInference | { refused: string } {
  try {
    return jointInference(judged);
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
