import { table2Covariates, type VariableId } from '../variables/official.js';
import { controlsOf } from '../variables/relations.js';
import type { Construct } from '../variables/variable.js';
import { type Choices, multiverseOptions } from './choices.js';
import type { CovariateTerm, ModelCovariates } from './model.js';
import type { DeclaredStudy } from './study.js';

type SetName = Choices['covariates'];

/** What a set of covariates holds equal; the study's own list is what Table 2 has. */
export const heldEqual: Readonly<Record<Exclude<SetName, 'table2'>, readonly Construct[]>> = {
  none: [],
  age: ['age'],
  age_deprivation: ['age', 'deprivation'],
};

/** Whether a word is the name of a set of covariates. */
export const isCovariateSet = (word: unknown): word is SetName =>
  multiverseOptions.covariates.some((set) => set === word);

/** Variables of a set of covariates, whatever need stands beside them. */
export const variablesOfSet = (set: SetName, study: Pick<DeclaredStudy, 'table2'>): readonly VariableId[] =>
  set === 'table2' ? (study.table2?.covariates ?? table2Covariates) : controlsOf(heldEqual[set]);

/** One term of a declared model, with the set that it came with. */
export interface DeclaredTerm {
  term: CovariateTerm;
  /** Position in the study's list; undefined where the covariates are one set. */
  at?: number;
  set?: SetName;
}

/** The terms of a model's covariates, sets written out. */
export function termsOf(covariates: ModelCovariates, study: Pick<DeclaredStudy, 'table2'>): DeclaredTerm[] {
  if (typeof covariates === 'string')
    return variablesOfSet(covariates, study).map((term) => ({ term, set: covariates }));
  return covariates.flatMap((item, at): DeclaredTerm[] =>
    isCovariateSet(item)
      ? variablesOfSet(item, study).map((term) => ({ term, at, set: item }))
      : [{ term: item, at }],
  );
}

/** The variable that a term is made of; "need" for the square of need. */
export const variableOfTerm = (term: CovariateTerm): VariableId =>
  typeof term === 'object' ? ('square' in term ? term.square : term.with_need) : term;

/** What a term is called in tables: share_65_plus, share_65_plus^2, need x share_65_plus. */
export const nameOfTerm = (term: CovariateTerm): string =>
  typeof term !== 'object' ? term : 'square' in term ? `${term.square}^2` : `need x ${term.with_need}`;
