import type { TableDefinition } from '@inverse-care/domain';
import { type ColumnDefinition, columnDefinitions, type Variable, variables } from '@inverse-care/domain';
import { multiverseDefinitions } from './multiverse-tables.js';

const estimateOf = (unit: string): Readonly<Record<string, ColumnDefinition>> =>
  Object.fromEntries(
    ['estimate', 'std_error', 'conf_low', 'conf_high', 'boot_low', 'boot_high'].map((name) => [
      name,
      { ...columnDefinitions[name]!, unit },
    ]),
  );

const mayBeEmpty = (...names: string[]): Readonly<Record<string, ColumnDefinition>> =>
  Object.fromEntries(
    names.map((name) => [name, { ...columnDefinitions[name]!, empty: 'not available' as const }]),
  );

const withConditions = 'FTE per 10,000 patients with a long-term condition per unit of need';

/** Every table that a run publishes, in the order in which a reader meets them. */
export const tableDefinitions: readonly TableDefinition[] = [
  {
    file: 'table1.csv',
    title: 'Provision by snapshot',
    description: "Means and standard deviations over PCNs of the role's FTE and of FTE per 10,000 patients.",
    key: ['snapshot'],
  },
  {
    file: 'characteristics.csv',
    title: 'Characteristics of PCNs',
    description: 'Every variable of the panel by snapshot, over the PCNs that have a value, unweighted.',
    key: ['snapshot', 'variable'],
    columns: {
      mean: { title: 'Mean', description: 'unweighted mean over PCNs', type: 'number' },
      n: { title: 'n', description: 'PCNs that have a value', type: 'integer', unit: 'PCNs' },
    },
  },
  {
    file: 'table2.csv',
    title: "Need and a PCN's characteristics",
    description: 'Least squares of need on characteristics at the last snapshot.',
    key: ['term'],
    columns: estimateOf('need per unit of the characteristic'),
  },
  {
    file: 'figure1.csv',
    title: 'Provision by sub-ICB location',
    description: 'FTE per 10,000 patients, patient-weighted means over PCNs, first and last snapshot.',
    key: ['snapshot', 'sub_icb_code'],
    columns: { value: { ...columnDefinitions.value!, unit: 'FTE per 10,000 patients' } },
  },
  {
    file: 'figure2.csv',
    title: 'Need by sub-ICB location',
    description: 'Patient-weighted means over PCNs at the last snapshot.',
    key: ['snapshot', 'sub_icb_code'],
    columns: { value: { ...columnDefinitions.value!, unit: 'unit of need' } },
  },
  {
    file: 'figure3.csv',
    title: 'Need and provision by snapshot',
    description: 'Least squares of FTE per 10,000 patients on need, one regression a need and snapshot.',
    key: ['snapshot', 'need', 'term'],
  },
  {
    file: 'tableS2.csv',
    title: 'Need and provision per patient with a long-term condition',
    description: 'As the table before, with provision per 10,000 patients who have a long-term condition.',
    key: ['snapshot', 'need', 'term'],
    columns: estimateOf(withConditions),
  },
  {
    file: 'joint.csv',
    title: 'All snapshots judged together',
    description: 'Simultaneous bands and p-values adjusted for the number of snapshots.',
    key: ['need', 'snapshot'],
  },
  {
    file: 'joint_tests.csv',
    title: 'Tests over all snapshots',
    description: 'Whether the coefficients of need are all zero, all equal, or change steadily.',
    key: ['need', 'test'],
    columns: {
      conf_low: { ...columnDefinitions.conf_low!, empty: 'not applicable' },
      conf_high: { ...columnDefinitions.conf_high!, empty: 'not applicable' },
    },
  },
  {
    file: 'inference.csv',
    title: 'The coefficients by other methods',
    description: "Need's coefficients with other covariances, bootstraps and models.",
    key: ['need', 'snapshot', 'method'],
    columns: mayBeEmpty('estimate', 'std_error', 'conf_low', 'conf_high', 'p_value'),
  },
  ...multiverseDefinitions,
  {
    file: 'bounds.csv',
    title: 'What was not reported',
    description:
      'Worst-case bounds of the coefficient of need when PCNs that did not report could have any provision in a range, and the provision that would undo the finding.',
    key: ['snapshot', 'need'],
  },
  {
    file: 'unmeasured.csv',
    title: 'What was not measured',
    description: 'How strong something unmeasured must be to explain the coefficient of need away.',
    key: ['snapshot', 'need'],
  },
  {
    file: 'benchmarks.csv',
    title: 'What was not measured, against what was',
    description:
      'The coefficient of need if something unmeasured were as strong as a characteristic that was.',
    key: ['snapshot', 'need', 'benchmark', 'times'],
  },
  {
    file: 'influence.csv',
    title: 'The coefficients without one place',
    description: 'Regressions that leave out one region, one ICB, or one of the ten most influential PCNs.',
    key: ['snapshot', 'need', 'level', 'code'],
    columns: { pcns: { title: 'PCNs', description: 'PCNs left out', type: 'integer', unit: 'PCNs' } },
  },
  {
    file: 'carriers.csv',
    title: 'The few places that carry a result',
    description:
      'The fewest places found without which the coefficient is not significant, or turns its sign.',
    key: ['snapshot', 'need', 'level', 'undoes'],
  },
  {
    file: 'panel.csv',
    title: 'The panel',
    description: 'One row a snapshot and PCN: provision and every variable.',
    key: ['snapshot', 'pcn_code'],
  },
];

const known = new Map(tableDefinitions.map((table) => [table.file, table]));

/** The definition of a table. Throws RangeError where there is none: a table is not published undescribed. */
export function tableDefinition(file: string): TableDefinition {
  const found = known.get(file);
  if (found === undefined) throw new RangeError(`No definition says what ${file} holds`);
  return found;
}

function variableColumn({ label, description, unit = 'share' }: Variable): ColumnDefinition {
  const words = unit === 'share' ? 'share, 0 to 1' : unit;
  return { title: label, description, type: 'number', unit: words, empty: 'not available' };
}

/**
 * The definition of a table's column; a variable of the panel is its own column.
 * @param local variables of the panel that are no official ones.
 * @throws RangeError where there is none.
 */
export function columnDefinition(
  table: TableDefinition,
  name: string,
  local: readonly Variable[] = [],
): ColumnDefinition {
  const found = table.columns?.[name] ?? columnDefinitions[name];
  if (found !== undefined) return found;
  const variable = [...variables, ...local].find(({ id }) => id === name);
  if (variable === undefined) throw new RangeError(`No definition says what ${name} in ${table.file} holds`);
  return variableColumn(variable);
}
