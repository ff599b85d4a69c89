import { deprivation2019, deprivation2025 } from './deprivation.js';
import { geography, lsoaLookup } from './geography.js';
import type { Kind } from './kind.js';
import { membershipDates } from './membership.js';
import {
  membershipMap,
  patientsFiveYear,
  patientsLsoa,
  patientsSingleYear,
  patientsTotals,
} from './patients.js';
import { rurality2011, rurality2021 } from './rurality.js';
import { practiceSurvey } from './survey.js';
import { workforce } from './workforce.js';

export { boundaryKind } from './geography.js';
export type { Column, Kind, KindId, Layout } from './kind.js';
export { localKind } from './local.js';
export { sourceOf, type VariableSource, wanted } from './variables.js';

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
