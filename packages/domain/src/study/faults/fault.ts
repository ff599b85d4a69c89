import type { WithLocal } from '../../variables/local-variable.js';
import type { DeclaredStudy } from '../study.js';

/** A mistake of a study's model, known from the study alone or with the data folder's local variables. */
export interface Fault {
  /** Where in the study file. */
  path: readonly (string | number)[];
  problem: string;
  expected: string;
  remedy: string;
}

/** The parts of a study on which its model depends. */
export type ModelledStudy = Pick<DeclaredStudy, 'needs' | 'table2'> &
  Partial<Pick<DeclaredStudy, 'model' | 'where' | 'by' | 'time' | 'snapshots' | 'inference'>>;

export type Judge = (study: ModelledStudy, panel: WithLocal) => Fault[];
