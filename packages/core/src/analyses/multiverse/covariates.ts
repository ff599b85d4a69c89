import {
  type Choices,
  type Construct,
  controlsOf,
  measureTheSame,
  type NeedId,
  type Panel,
  type Study,
  table2Covariates,
  type VariableId,
} from '@inverse-care/domain';

export type CovariateSet = Choices['covariates'];

/** What a set of covariates holds equal; the study's own list is what Table 2 has. */
export const heldEqual: Readonly<Record<Exclude<CovariateSet, 'table2'>, readonly Construct[]>> = {
  none: [],
  age: ['age'],
  age_deprivation: ['age', 'deprivation'],
};

/** Variables of a set of covariates, whatever need stands beside them. */
export const variablesOf = (set: CovariateSet, study: Study): readonly VariableId[] =>
  set === 'table2' ? (study.table2?.covariates ?? table2Covariates) : controlsOf(heldEqual[set]);

/** Variables that a choice of covariates comes to beside a need: those of the set that do not measure the same. */
export const covariatesOf = (
  set: CovariateSet,
  need: NeedId,
  study: Study,
  panel: Pick<Panel, 'local'>,
): VariableId[] => variablesOf(set, study).filter((id) => !measureTheSame(panel, id, need));
