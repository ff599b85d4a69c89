import { type TidyTable, tableOf } from '@inverse-care/domain';
import type { MultiverseResults, MultiverseRow } from './results.js';

const rowColumns = [
  'specification',
  'snapshot',
  'need',
  'outcome',
  'absent',
  'weights',
  'covariates',
  'form',
  'tails',
  'errors',
  'n',
  'rows_lost',
  'estimate',
  'std_error',
  'conf_low',
  'conf_high',
  'p_value',
  'estimate_per_sd',
  'command',
] as const satisfies readonly (keyof MultiverseRow)[];

const effectColumns = [
  'specification',
  'estimate',
  'estimate_per_10_points',
  'estimate_per_sd',
  'standardised',
  'need_sd',
  'outcome_sd',
  'unit',
  'df',
  'note',
] as const satisfies readonly (keyof MultiverseRow)[];

const jointColumns = [
  'scope',
  'specifications',
  'statistic',
  'value',
  'p_value',
  'p_mcse',
  'replicates',
] as const;
const signColumns = [
  'scope',
  'specifications',
  'positive',
  'negative',
  'significant_positive',
  'significant_negative',
  'median_standardised',
  'low_standardised',
  'high_standardised',
] as const;
const omittedColumns = ['kind', 'what', 'why', 'combinations'] as const;
const spreadColumns = ['effect', 'term', 'kind', 'share', 'alone', 'specifications'] as const;

/** Tables of a multiverse by file name. One without rows is left out. */
export function multiverseTables(results: MultiverseResults): Map<string, TidyTable> {
  const omitted = [
    ...results.excluded.map(({ rule, why, combinations }) => ({
      kind: 'incompatible',
      what: rule,
      why,
      combinations,
    })),
    ...results.unavailable.map(({ dimension, option, why }) => ({
      kind: 'not in the data',
      what: `${dimension} ${option}`,
      why,
      combinations: null,
    })),
    ...results.reporting.map(({ snapshot, explained_by }) => ({
      kind: 'reporting weights',
      what: snapshot,
      why: explained_by,
      combinations: null,
    })),
  ];
  const tables = new Map([
    ['multiverse.csv', tableOf(rowColumns, results.rows)],
    ['multiverse_effects.csv', tableOf(effectColumns, results.rows)],
  ]);
  if (results.joint.length > 0) tables.set('multiverse_joint.csv', tableOf(jointColumns, results.joint));
  if (results.signs.length > 0) tables.set('multiverse_signs.csv', tableOf(signColumns, results.signs));
  if (results.spread.length > 0) tables.set('multiverse_spread.csv', tableOf(spreadColumns, results.spread));
  if (omitted.length > 0) tables.set('multiverse_omitted.csv', tableOf(omittedColumns, omitted));
  return tables;
}
