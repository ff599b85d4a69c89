import { type TidyTable, tableOf } from '@inverse-care/domain';
import type { InfluenceRow } from './influence.js';
import type { RobustnessResults } from './robustness.js';
import type { Question } from './rows.js';
import type { BenchmarkRow } from './unmeasured.js';
import type { UnreportedRow } from './unreported.js';

const unreportedColumns = [
  'snapshot',
  'need',
  'n',
  'unreported',
  'range_low',
  'range_high',
  'estimate',
  'bound_low',
  'bound_high',
  'conf_low',
  'conf_high',
  'tipping_side',
  'tipping_pcns',
  'tipping_patients',
  'tipping_zero',
  'tipping_insignificant',
] as const satisfies readonly (keyof UnreportedRow)[];

const unmeasuredColumns = [
  'snapshot',
  'need',
  'controls',
  'n',
  'estimate',
  'std_error',
  'partial_r2',
  'robustness_value',
  'robustness_value_interval',
  'r2',
  'oster_delta',
  'oster_delta_all',
] as const;

const benchmarkColumns = [
  'snapshot',
  'need',
  'benchmark',
  'times',
  'r2_need',
  'r2_provision',
  'estimate',
  'conf_low',
  'conf_high',
] as const satisfies readonly (keyof BenchmarkRow)[];

const influenceColumns = [
  'snapshot',
  'need',
  'level',
  'code',
  'pcns',
  'estimate',
  'conf_low',
  'conf_high',
  'p_value',
  'change',
  'change_in_errors',
] as const satisfies readonly (keyof InfluenceRow)[];

const carrierColumns = ['snapshot', 'need', 'level', 'undoes', 'units', 'share', 'codes'] as const;

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** By snapshot and need; within them as they were. */
const sorted = <T extends Question>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => order(a.snapshot, b.snapshot) || order(a.need, b.need));

/** Tables of the robustness results, by the name of their CSV file. Lists of codes are separated by spaces. An empty part has no table. */
export function robustnessTables(results: RobustnessResults): Map<string, TidyTable> {
  const tables = new Map<string, TidyTable>();
  const put = (name: string, rows: readonly unknown[], table: () => TidyTable) => {
    if (rows.length > 0) tables.set(name, table());
  };
  const { unreported, unmeasured, benchmarks, influence, carriers } = results;
  put('bounds.csv', unreported, () => tableOf(unreportedColumns, sorted(unreported)));
  put('unmeasured.csv', unmeasured, () =>
    tableOf(
      unmeasuredColumns,
      sorted(unmeasured).map((row) => ({ ...row, controls: row.controls.join(' ') })),
    ),
  );
  put('benchmarks.csv', benchmarks, () => tableOf(benchmarkColumns, sorted(benchmarks)));
  put('influence.csv', influence, () => tableOf(influenceColumns, sorted(influence)));
  put('carriers.csv', carriers, () =>
    tableOf(
      carrierColumns,
      sorted(carriers).map((row) => ({ ...row, codes: row.codes.join(' ') })),
    ),
  );
  return tables;
}
