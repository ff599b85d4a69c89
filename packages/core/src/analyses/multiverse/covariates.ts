import {
  type Choices,
  type NeedId,
  type Study,
  table2Covariates,
  type VariableId,
} from '@inverse-care/domain';

const isDeprivation = (id: VariableId) => id === 'income_deprivation' || id.startsWith('income_decile_');

/** Whether a covariate is the need itself, or the same thing in other steps. */
function isNeed(id: VariableId, need: NeedId): boolean {
  return id === need || ((need === 'income_deprivation' || need === 'core20_share') && isDeprivation(id));
}

/** Variables that a choice of covariates comes to: Table 2's are the study's, without the need itself. */
export function covariatesOf(covariates: Choices['covariates'], need: NeedId, study: Study): VariableId[] {
  switch (covariates) {
    case 'none':
      return [];
    case 'age':
      return ['share_65_plus'];
    case 'age_deprivation':
      return ['share_65_plus', 'income_deprivation'];
    case 'table2':
      return (study.table2?.covariates ?? table2Covariates).filter((id) => !isNeed(id, need));
  }
}
