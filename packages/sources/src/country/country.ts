import { type PlausibleRange, plausible } from '../check/plausible.js';

/**
 * What the country of some data may hold. Beyond the first two a value is a mistake and stops a run; beyond a range it is
 * a finding. Every one is a setting of a country file.
 */
export interface Country {
  /** In sentences: "England". */
  name: string;
  /** Registered patients of one practice, at most. */
  practicePatientsMost: number;
  /** Full-time equivalents of one row, at most; the least is a little below zero, as corrections are. */
  rowFteMost: number;
  plausible: Readonly<Record<keyof typeof plausible, PlausibleRange>>;
}

/** What a file of the country's settings is called, at the top of a data folder. */
export const countryFile = 'country.yaml';

/** Corrections of contracts are a little below zero. */
export const rowFteAbove = -0.1;

/** What the check calls such a file. */
export const countryNote = 'settings of the country';

/** Where a data folder says nothing of its country. */
export const england: Country = {
  name: 'England',
  practicePatientsMost: 200_000,
  rowFteMost: 60,
  plausible,
};

/** How to say that a country has more: the end of an error's expectation. */
export const unlessSet = (setting: string): string =>
  `unless ${countryFile} in the data folder sets another ${setting}`;

/** Which counts of patients are one practice's, in words. */
export const patientsExpected = ({ practicePatientsMost }: Country): string =>
  `a whole number from 0 to ${practicePatientsMost}, ${unlessSet('practice_patients_most')}`;
