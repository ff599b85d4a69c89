import type { VariableId } from '@inverse-care/domain';
import { deprivation2019Page, deprivation2025Page } from './deprivation.js';
import { patientsPage } from './patients.js';
import { rurality2011Page, rurality2021Page } from './rurality.js';

export type VariableSource =
  | 'survey'
  | 'age'
  | 'deprivation'
  | 'deprivation-2025'
  | 'rurality'
  | 'rurality-2021';

const lsoaFile = `Put a gp-reg-pat-prac-lsoa file from ${patientsPage}`;

/** Which kinds a variable comes from, in words for the reader who lacks it. */
export const wanted: Readonly<Record<VariableSource, string>> = {
  survey:
    'Download "Practice data (weighted) (csv)" of 2019 from https://gp-patient.co.uk/surveysandreports (GPPS_2019_Practice_data_(weighted)_(csv)_PUBLIC.csv) into the data folder.',
  age: `Download gp-reg-pat-prac-quin-age, or both gp-reg-pat-prac-sing-age files, from ${patientsPage} into the data folder.`,
  deprivation: `${lsoaFile} and File 7 of the Indices of Deprivation 2019 from ${deprivation2019Page} into the data folder.`,
  'deprivation-2025': `${lsoaFile} and File 7 of the Indices of Deprivation 2025 from ${deprivation2025Page} into the data folder.`,
  rurality: `${lsoaFile} and the Rural Urban Classification 2011 of LSOAs from ${rurality2011Page} into the data folder.`,
  'rurality-2021': `${lsoaFile} and the Rural Urban Classification 2021 of LSOAs from ${rurality2021Page} into the data folder.`,
};

/** The official source of each variable. */
export const sourceOf = (variable: VariableId): VariableSource | 'predicted' => {
  if (variable === 'need_predicted') return 'predicted';
  if (variable === 'share_65_plus') return 'age';
  if (variable === 'rural') return 'rurality';
  if (variable === 'rural_2021') return 'rurality-2021';
  if (variable === 'income_deprivation_2025' || variable === 'core20_share_2025') return 'deprivation-2025';
  if (variable === 'need_published' || variable === 'ltc_share' || variable.startsWith('ethnicity_')) {
    return 'survey';
  }
  return 'deprivation';
};
