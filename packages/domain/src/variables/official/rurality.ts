import type { OfficialCharacteristic } from '../variable.js';

export const rural = {
  id: 'rural',
  label: 'Rural',
  description: 'share of patients who live in rural neighbourhoods (Rural-Urban Classification 2011)',
  construct: 'rurality',
  year: 2011,
  measured: 'counted',
  control: true,
  need: false,
} as const satisfies OfficialCharacteristic;

export const rural2021 = {
  id: 'rural_2021',
  label: 'Rural, 2021',
  description: 'share of patients who live in rural neighbourhoods (Rural-Urban Classification 2021)',
  construct: 'rurality',
  year: 2021,
  measured: 'counted',
  editionOf: rural.id,
  need: false,
} as const satisfies OfficialCharacteristic;
