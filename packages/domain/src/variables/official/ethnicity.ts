import { type OfficialCharacteristic, ofSurvey } from '../variable.js';

const group = <const Id extends string>(id: Id, name: string): OfficialCharacteristic<Id> => ({
  id,
  label: `${name} ethnicity`,
  description: `share of ${name} ethnicity`,
  construct: 'ethnicity',
  year: ofSurvey,
  measured: 'asked',
  control: true,
  base: 'White ethnicity',
  need: false,
});

export const ethnicGroups = [
  group('ethnicity_mixed', 'Mixed'),
  group('ethnicity_asian', 'Asian'),
  group('ethnicity_black', 'Black'),
  group('ethnicity_other', 'Other'),
] as const;
