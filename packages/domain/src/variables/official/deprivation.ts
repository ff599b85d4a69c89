import type { OfficialCharacteristic, OfficialNeed } from '../variable.js';

/** What variables of the Indices of Deprivation 2019 have in common. */
const indices2019 = {
  construct: 'deprivation',
  year: 2019,
  measured: 'counted',
} as const;

const neighbourhoods2019 = {
  ...indices2019,
  caution: () => 'It is of the neighbourhoods where patients live, in 2019, not of the patients.',
  limit: () =>
    'Deprivation is of neighbourhoods in 2019, and of all who live there, not of the practice’s own patients.',
} as const;

const neighbourhoods2025 = {
  construct: 'deprivation',
  year: 2025,
  measured: 'counted',
  caution: () =>
    'It is of the neighbourhoods where patients live, by the indices of 2025, not of the patients.',
  limit: () =>
    'Deprivation by the indices of 2025 is of neighbourhoods in about 2022 to 2025, later than most snapshots, and of all who live there.',
} as const;

export const incomeDeprivation = {
  ...neighbourhoods2019,
  id: 'income_deprivation',
  label: 'Income deprivation',
  description: "mean income deprivation score of patients' neighbourhoods (Indices of Deprivation 2019)",
  control: true,
  need: true,
  name: 'income deprivation',
  more: 'more income deprivation',
  method:
    'The mean income deprivation score (the share of people in income-deprived households) of the neighbourhoods where patients live, from the Indices of Deprivation 2019.',
} as const satisfies OfficialNeed;

export const core20Share = {
  ...neighbourhoods2019,
  id: 'core20_share',
  label: 'Core20',
  description:
    'share of patients who live in the most deprived fifth of neighbourhoods (Indices of Deprivation 2019, overall)',
  need: true,
  name: 'the Core20 share',
  more: 'more patients in the most deprived fifth of neighbourhoods',
  method:
    'The share of patients who live in the most deprived fifth of neighbourhoods by the overall Index of Multiple Deprivation 2019.',
} as const satisfies OfficialNeed;

export const incomeDeprivation2025 = {
  ...neighbourhoods2025,
  id: 'income_deprivation_2025',
  label: 'Income deprivation 2025',
  description: "mean income deprivation score of patients' neighbourhoods (Indices of Deprivation 2025)",
  editionOf: incomeDeprivation.id,
  need: true,
  name: 'income deprivation in 2025',
  more: 'more income deprivation (2025)',
  method:
    'The mean income deprivation score (the share of people in income-deprived households, after housing costs) of the neighbourhoods where patients live, from the Indices of Deprivation 2025. Its level is not comparable with that of 2019.',
} as const satisfies OfficialNeed;

export const core20Share2025 = {
  ...neighbourhoods2025,
  id: 'core20_share_2025',
  label: 'Core20, 2025',
  description:
    'share of patients who live in the most deprived fifth of neighbourhoods (Indices of Deprivation 2025, overall)',
  editionOf: core20Share.id,
  need: true,
  name: 'the Core20 share in 2025',
  more: 'more patients in the most deprived fifth of neighbourhoods (2025)',
  method:
    'The share of patients who live in the most deprived fifth of neighbourhoods by the overall Index of Multiple Deprivation 2025.',
} as const satisfies OfficialNeed;

const deciles = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
type Decile = (typeof deciles)[number];

const decileLabel = (decile: Decile) =>
  decile === 1
    ? 'Income decile 1 (most deprived)'
    : decile === 10
      ? 'Income decile 10 (least deprived)'
      : `Income decile ${decile}`;

/** From the most deprived to the least; the first is the base of the others. */
export const incomeDeciles = deciles.map(
  (decile): OfficialCharacteristic<`income_decile_${Decile}`> => ({
    ...indices2019,
    id: `income_decile_${decile}`,
    label: decileLabel(decile),
    description: `share of patients who live in neighbourhoods of income decile ${decile} (1 is the most deprived)`,
    ...(decile === 1 ? {} : { base: decileLabel(1) }),
    need: false,
  }),
);
