import { InputError } from '../errors.js';
import type { WithLocal } from '../variables/local-variable.js';
import { clusterFaults } from './faults/cluster-faults.js';
import { covariateFaults } from './faults/covariate-faults.js';
import type { Fault, Judge, ModelledStudy } from './faults/fault.js';
import { outcomeFaults } from './faults/outcome-faults.js';
import { placeFaults } from './faults/place-faults.js';
import { timeFaults } from './faults/time-faults.js';

export { areasWithin } from './faults/cluster-faults.js';
export type { Fault, ModelledStudy } from './faults/fault.js';
export { denominatorOf } from './faults/outcome-faults.js';

const judges: readonly Judge[] = [outcomeFaults, covariateFaults, placeFaults, clusterFaults, timeFaults];

/**
 * Mistakes of a study's model, places and times that are known before any data are read: the study alone tells those of
 * official variables, the data folder's sidecars those of local ones.
 */
export const modelFaults = (study: ModelledStudy, panel: WithLocal = {}): Fault[] =>
  judges.flatMap((judge) => judge(study, panel));

/** A fault as an error; where in the file it stands is the reader's to say. */
export const faultAsError = (
  { path, problem, expected, remedy }: Fault,
  place: InputError['place'] = { column: path.join('.') },
): InputError => new InputError(problem, { place, expected, remedy });
