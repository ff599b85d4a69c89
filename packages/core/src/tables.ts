import { type Panel, type TidyTable, tableOf } from '@inverse-care/domain';
import type {
  AlternativeRow,
  AreaValue,
  CoefficientRow,
  JointRow,
  JointTest,
  StudyResults,
  Table1Row,
  Table2Row,
} from './results.js';

const panelColumns = [
  'snapshot',
  'pcn_code',
  'pcn_name',
  'sub_icb_code',
  'icb_code',
  'region_code',
  'patients',
  'reported',
  'fte',
  'fte_per_10k',
] as const;

const table1Columns = [
  'snapshot',
  'label',
  'pcns',
  'fte_mean',
  'fte_sd',
  'per_10k_mean',
  'per_10k_sd',
  'fte_total',
] as const satisfies readonly (keyof Table1Row)[];

const table2Columns = [
  'term',
  'mean',
  'estimate',
  'std_error',
  'conf_low',
  'conf_high',
  'p_value',
  'stars',
  'n',
] as const satisfies readonly (keyof Table2Row)[];

const areaColumns = [
  'snapshot',
  'sub_icb_code',
  'sub_icb_name',
  'value',
  'patients',
] as const satisfies readonly (keyof AreaValue)[];

const coefficientColumns = [
  'snapshot',
  'need',
  'term',
  'estimate',
  'std_error',
  'conf_low',
  'conf_high',
  'p_value',
  'n',
  'boot_low',
  'boot_high',
] as const satisfies readonly (keyof CoefficientRow)[];

const jointColumns = [
  'need',
  'snapshot',
  'estimate',
  'std_error',
  'band_low',
  'band_high',
  'band_critical',
  'band_critical_mcse',
  'p_value',
  'p_holm',
  'p_romano_wolf',
  'p_romano_wolf_mcse',
  'p_equivalence',
  'first_lasting_share',
] as const satisfies readonly (keyof JointRow)[];

const jointTestColumns = [
  'need',
  'test',
  'statistic',
  'df1',
  'df2',
  'conf_low',
  'conf_high',
  'p_value',
] as const satisfies readonly (keyof JointTest)[];

const alternativeColumns = [
  'need',
  'snapshot',
  'method',
  'estimate',
  'std_error',
  'df',
  'conf_low',
  'conf_high',
  'p_value',
  'conf_low_mcse',
  'conf_high_mcse',
  'p_mcse',
  'note',
] as const satisfies readonly (keyof AlternativeRow)[];

const characteristicColumns = ['snapshot', 'variable', 'n', 'mean', 'sd', 'min', 'max'] as const;

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The panel as a table: fixed columns, then one a variable. */
function panelTable({ variables, rows }: Panel): TidyTable {
  return {
    columns: [...panelColumns, ...variables],
    rows: rows.map((row) => [
      ...panelColumns.map((column) => row[column]),
      ...variables.map((id) => row.values[id] ?? null),
    ]),
  };
}

/** Tables that a run publishes, by the name of their CSV file, rows sorted by their leading columns. What is left out has no table. */
export function resultTables(panel: Panel, results: StudyResults): Map<string, TidyTable> {
  const tables = new Map<string, TidyTable>([
    ['panel.csv', panelTable(panel)],
    ['table1.csv', tableOf(table1Columns, results.table1)],
    [
      'characteristics.csv',
      tableOf(
        characteristicColumns,
        [...results.characteristics].sort(
          (a, b) => order(a.snapshot, b.snapshot) || order(a.variable, b.variable),
        ),
      ),
    ],
    ['figure1.csv', tableOf(areaColumns, results.figure1)],
  ]);
  if (results.table2)
    tables.set(
      'table2.csv',
      tableOf(
        table2Columns,
        [...results.table2.rows].sort((a, b) => order(a.term, b.term)),
      ),
    );
  if (results.figure2) tables.set('figure2.csv', tableOf(areaColumns, results.figure2.rows));
  if (results.figure3.length > 0) tables.set('figure3.csv', tableOf(coefficientColumns, results.figure3));
  if (results.tableS2.length > 0) tables.set('tableS2.csv', tableOf(coefficientColumns, results.tableS2));
  if (results.alternatives.length > 0) {
    const sorted = [...results.alternatives].sort(
      (a, b) => order(a.need, b.need) || order(a.snapshot, b.snapshot) || order(a.method, b.method),
    );
    tables.set('inference.csv', tableOf(alternativeColumns, sorted));
  }
  if (results.joint.length > 0) {
    const byNeed = [...results.joint].sort((a, b) => order(a.need, b.need));
    tables.set(
      'joint.csv',
      tableOf(
        jointColumns,
        byNeed.flatMap(({ rows }) => rows),
      ),
    );
    tables.set(
      'joint_tests.csv',
      tableOf(
        jointTestColumns,
        byNeed.flatMap(({ tests }) => [...tests].sort((a, b) => order(a.test, b.test))),
      ),
    );
  }
  return tables;
}
