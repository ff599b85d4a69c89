import type { NeedId } from '../variables/official.js';

/** Options of every choice but the snapshot and need; the paper's own comes first where it has one. */
export const multiverseOptions = {
  /** FTE per 10,000 patients; per 10,000 with a long-term condition; any link worker; FTE with patients as exposure. */
  outcome: ['fte_per_10k', 'fte_per_10k_ltc', 'any', 'fte'],
  /** All PCNs that are open on the snapshot, or those that survive to a later date. */
  population: ['open_on_date', 'survivors'],
  /** A PCN that did not report has none; is left out; is stood for by those like it that did. */
  absent: ['zero', 'missing', 'weighted'],
  weights: ['none', 'patients'],
  covariates: ['none', 'age', 'age_deprivation', 'table2'],
  form: ['level', 'log1p', 'poisson', 'two_part', 'logit'],
  /** All PCNs; outcomes beyond the 1st and 99th percentile set to these; PCNs of 20,000 patients or more. */
  tails: ['all', 'winsorised', 'large'],
  /** Heteroskedasticity-consistent; clustered by sub-ICB location or ICB (CR1); CR2 by ICB. */
  errors: ['HC1', 'HC3', 'sub_icb', 'icb', 'CR2'],
} as const;

/** One full set of analytic choices. */
export interface Choices {
  snapshot: string;
  need: NeedId;
  outcome: (typeof multiverseOptions.outcome)[number];
  population: (typeof multiverseOptions.population)[number];
  absent: (typeof multiverseOptions.absent)[number];
  weights: (typeof multiverseOptions.weights)[number];
  covariates: (typeof multiverseOptions.covariates)[number];
  form: (typeof multiverseOptions.form)[number];
  tails: (typeof multiverseOptions.tails)[number];
  errors: (typeof multiverseOptions.errors)[number];
}

export type Dimension = keyof Choices;

/** The choices in the order of the table's columns. */
export const dimensions: readonly Dimension[] = [
  'snapshot',
  'need',
  'outcome',
  'population',
  'absent',
  'weights',
  'covariates',
  'form',
  'tails',
  'errors',
];

/** Names a specification. */
export const specificationName = (choices: Choices) =>
  dimensions.map((dimension) => choices[dimension]).join('/');
