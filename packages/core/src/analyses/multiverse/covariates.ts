import {
  type Choices,
  heldEqual,
  measureTheSame,
  type NeedId,
  type Panel,
  type Study,
  type VariableId,
  variablesOfSet,
} from '@inverse-care/domain';

export type CovariateSet = Choices['covariates'];

export { heldEqual, variablesOfSet as variablesOf };

/** Variables that a choice of covariates comes to beside a need: those of the set that do not measure the same. */
export const covariatesOf = (
  set: CovariateSet,
  need: NeedId,
  study: Study,
  panel: Pick<Panel, 'local'>,
): VariableId[] => variablesOfSet(set, study).filter((id) => !measureTheSame(panel, id, need));
