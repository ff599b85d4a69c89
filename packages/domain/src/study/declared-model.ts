import type { ModelArea, StudyModel } from './model.js';
import type { DeclaredStudy } from './study.js';

/** The model of a study that declares none: provision on need, each PCN alike. */
const plain: StudyModel = {
  outcome: 'fte_per_10k',
  covariates: 'none',
  form: 'level',
  weights: 'none',
  errors: 'HC1',
  fixed_effects: 'none',
};

/** The model that a study declares, or provision on need alone. */
export const modelOf = ({ model }: Pick<DeclaredStudy, 'model'>): StudyModel => model ?? plain;

/** Code of a row's area of a kind. */
export const codeOfArea = (
  row: { sub_icb_code: string; icb_code: string; region_code: string },
  area: ModelArea,
): string => row[`${area}_code`];

/** Names under which the panel has what a model alone asks the workforce files for. */
export const staffCounts = {
  /** People of the study's role in a PCN: different identifiers. */
  headcount: 'staff_headcount',
  /** FTE of another role per 10,000 patients. */
  other_role: 'other_role_per_10k',
} as const;
