import type { Unit } from '../units.js';

/** A variable of the panel: one column. */
export interface Variable {
  readonly id: VariableId;
  /** For headings: "Long-term condition". */
  readonly label: string;
  /** One clause that completes "the ...". */
  readonly description: string;
  /** May stand for need in a study. */
  readonly need: boolean;
  /** What its numbers are; a share of 0 to 1 where left out. */
  readonly unit?: Unit;
  /** The variable of which this is a later edition from another file. */
  readonly editionOf?: VariableId;
}

const deciles = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
type Decile = (typeof deciles)[number];

/** A need that the official files give. */
export type OfficialNeedId =
  | 'need_published'
  | 'need_predicted'
  | 'ltc_share'
  | 'income_deprivation'
  | 'core20_share'
  | 'income_deprivation_2025'
  | 'core20_share_2025'
  | 'share_65_plus';

/** A variable that the official files give. */
export type OfficialVariableId =
  | OfficialNeedId
  | 'ethnicity_mixed'
  | 'ethnicity_asian'
  | 'ethnicity_black'
  | 'ethnicity_other'
  | 'rural'
  | 'rural_2021'
  | `income_decile_${Decile}`;

/** An official variable, or the name of one that a local table brings: see LocalVariable. */
export type VariableId = OfficialVariableId | (string & {});

/** A variable that stands for need. */
export type NeedId = OfficialNeedId | (string & {});

const decileLabel = (decile: Decile) =>
  decile === 1
    ? 'Income decile 1 (most deprived)'
    : decile === 10
      ? 'Income decile 10 (least deprived)'
      : `Income decile ${decile}`;

interface OfficialVariable extends Variable {
  readonly id: OfficialVariableId;
}

/** Every official variable, in the order of the panel's columns. */
export const variables: readonly OfficialVariable[] = [
  {
    id: 'need_published',
    label: 'No support, as published',
    description:
      'share of people with a long-term condition who had not had enough support from local services (GP Patient Survey)',
    need: true,
  },
  {
    id: 'need_predicted',
    label: 'No support, predicted',
    description:
      "share without enough support as predicted from a PCN's characteristics by the paper's Table 2 equation",
    need: true,
  },
  {
    id: 'ltc_share',
    label: 'Long-term condition',
    description: 'share of people with a long-standing health condition (GP Patient Survey)',
    need: true,
  },
  {
    id: 'income_deprivation',
    label: 'Income deprivation',
    description: "mean income deprivation score of patients' neighbourhoods (Indices of Deprivation 2019)",
    need: true,
  },
  {
    id: 'core20_share',
    label: 'Core20',
    description:
      'share of patients who live in the most deprived fifth of neighbourhoods (Indices of Deprivation 2019, overall)',
    need: true,
  },
  {
    id: 'income_deprivation_2025',
    label: 'Income deprivation 2025',
    description: "mean income deprivation score of patients' neighbourhoods (Indices of Deprivation 2025)",
    need: true,
    editionOf: 'income_deprivation',
  },
  {
    id: 'core20_share_2025',
    label: 'Core20, 2025',
    description:
      'share of patients who live in the most deprived fifth of neighbourhoods (Indices of Deprivation 2025, overall)',
    need: true,
    editionOf: 'core20_share',
  },
  {
    id: 'share_65_plus',
    label: 'Aged 65 and over',
    description: 'share of patients aged 65 and over',
    need: true,
  },
  {
    id: 'ethnicity_mixed',
    label: 'Mixed ethnicity',
    description: 'share of Mixed ethnicity',
    need: false,
  },
  {
    id: 'ethnicity_asian',
    label: 'Asian ethnicity',
    description: 'share of Asian ethnicity',
    need: false,
  },
  {
    id: 'ethnicity_black',
    label: 'Black ethnicity',
    description: 'share of Black ethnicity',
    need: false,
  },
  {
    id: 'ethnicity_other',
    label: 'Other ethnicity',
    description: 'share of Other ethnicity',
    need: false,
  },
  {
    id: 'rural',
    label: 'Rural',
    description: 'share of patients who live in rural neighbourhoods (Rural-Urban Classification 2011)',
    need: false,
  },
  {
    id: 'rural_2021',
    label: 'Rural, 2021',
    description: 'share of patients who live in rural neighbourhoods (Rural-Urban Classification 2021)',
    need: false,
    editionOf: 'rural',
  },
  ...deciles.map(
    (decile): OfficialVariable => ({
      id: `income_decile_${decile}`,
      label: decileLabel(decile),
      description: `share of patients who live in neighbourhoods of income decile ${decile} (1 is the most deprived)`,
      need: false,
    }),
  ),
];

const byId = new Map<string, OfficialVariable>(variables.map((variable) => [variable.id, variable]));

/** The official variable of that name; `variableOf` also finds local ones. */
export function officialVariable(id: OfficialVariableId): Variable {
  return byId.get(id) as Variable;
}

export const isOfficial = (id: VariableId): id is OfficialVariableId => byId.has(id);

export const variableIds: readonly OfficialVariableId[] = variables.map(({ id }) => id);
export const needIds: readonly OfficialNeedId[] = variables
  .filter(({ need }) => need)
  .map(({ id }) => id as OfficialNeedId);

/** Right-hand side of Table 2, in the paper's order; White and income decile 1 are the bases. */
export const table2Covariates: readonly OfficialVariableId[] = [
  'share_65_plus',
  'ethnicity_mixed',
  'ethnicity_asian',
  'ethnicity_black',
  'ethnicity_other',
  'rural',
  ...deciles.slice(1).map((decile): OfficialVariableId => `income_decile_${decile}`),
];
