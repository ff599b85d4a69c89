import { deprivation2019, deprivation2025 } from './catalogue/deprivation.js';
import { geography, lsoaLookup } from './catalogue/geography.js';
import type { Kind } from './catalogue/kind.js';
import { membershipDates } from './catalogue/membership.js';
import {
  membershipMap,
  patientsFiveYear,
  patientsLsoa,
  patientsSingleYear,
  patientsTotals,
} from './catalogue/patients.js';
import { rurality2011, rurality2021 } from './catalogue/rurality.js';
import { practiceSurvey } from './catalogue/survey.js';
import { workforce } from './catalogue/workforce.js';

export { bounds } from './catalogue/bounds.js';
export { boundaryKind } from './catalogue/geography.js';
export type { Column, Kind, KindId, Layout } from './catalogue/kind.js';
export { localKind } from './catalogue/local.js';
export { sourceOf, type VariableSource, wanted } from './catalogue/variables.js';

/** Every kind of official file that a panel is built from, or that a data folder often holds. */
export const catalogue: readonly Kind[] = [
  workforce,
  patientsTotals,
  patientsSingleYear,
  patientsFiveYear,
  patientsLsoa,
  membershipDates,
  membershipMap,
  practiceSurvey,
  deprivation2019,
  deprivation2025,
  rurality2011,
  rurality2021,
  lsoaLookup,
  geography,
];
