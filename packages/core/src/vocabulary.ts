/** A variable of the panel: one column, a share of a PCN's patients or people, or a rate. */
export interface Variable {
  readonly id: VariableId;
  /** For headings: "Long-term condition". */
  readonly label: string;
  /** One clause that completes "the ...". */
  readonly description: string;
  /** May stand for need in a study. */
  readonly need: boolean;
}

const deciles = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
type Decile = (typeof deciles)[number];

export type NeedId =
  | 'need_published'
  | 'need_predicted'
  | 'ltc_share'
  | 'income_deprivation'
  | 'core20_share'
  | 'share_65_plus';

export type VariableId =
  | NeedId
  | 'ethnicity_mixed'
  | 'ethnicity_asian'
  | 'ethnicity_black'
  | 'ethnicity_other'
  | 'rural'
  | `income_decile_${Decile}`;

const decileLabel = (decile: Decile) =>
  decile === 1
    ? 'Income decile 1 (most deprived)'
    : decile === 10
      ? 'Income decile 10 (least deprived)'
      : `Income decile ${decile}`;

/** Every variable of the panel, in the order of its columns. */
export const variables: readonly Variable[] = [
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
  ...deciles.map(
    (decile): Variable => ({
      id: `income_decile_${decile}`,
      label: decileLabel(decile),
      description: `share of patients who live in neighbourhoods of income decile ${decile} (1 is the most deprived)`,
      need: false,
    }),
  ),
];

const byId = new Map(variables.map((variable) => [variable.id, variable]));

/** The variable of that name. Throws RangeError where there is none. */
export function variable(id: VariableId): Variable {
  const found = byId.get(id);
  if (found === undefined) throw new RangeError(`No variable is called ${id}`);
  return found;
}

export const variableIds: readonly VariableId[] = variables.map(({ id }) => id);
export const needIds: readonly NeedId[] = variables.filter(({ need }) => need).map(({ id }) => id as NeedId);

/** Right-hand side of Table 2, in the paper's order; White and income decile 1 are the bases. */
export const table2Covariates: readonly VariableId[] = [
  'share_65_plus',
  'ethnicity_mixed',
  'ethnicity_asian',
  'ethnicity_black',
  'ethnicity_other',
  'rural',
  ...deciles.slice(1).map((decile): VariableId => `income_decile_${decile}`),
];
