import { icbs, order, type PanelRow, type Snapshot } from '@inverse-care/domain';
import { sum } from '@inverse-care/stats';
import { weightedProvision } from '../provision/icb-provision.js';
import { hasReported } from '../reporting/reporting.js';
import type { AreaProvisionRow } from './tables.js';

const nameOf = new Map(icbs.map(({ code, name }) => [code, name]));

function areaRow(
  place: Pick<AreaProvisionRow, 'snapshot' | 'level' | 'code' | 'name'>,
  rows: readonly PanelRow[],
  level: number,
): AreaProvisionRow {
  const reporters = rows.filter(hasReported);
  const silent = rows.filter(({ reported }) => !reported);
  const { value, conf_low, conf_high } = weightedProvision(reporters, level);
  const patients = (some: readonly PanelRow[]) => sum(some.map((row) => row.patients));
  return {
    ...place,
    pcns: rows.length,
    reporters: reporters.length,
    not_reported: silent.length,
    patients: patients(rows),
    patients_reported: patients(reporters),
    value,
    conf_low,
    conf_high,
  };
}

/**
 * England, then every ICB that has a PCN, at one snapshot: provision among the PCNs that reported, as in
 * `reporting.csv`.
 * @param level of the intervals, such as 0.95.
 */
export function areaProvisionRows(
  snapshotRows: readonly PanelRow[],
  snapshot: Snapshot,
  level: number,
): AreaProvisionRow[] {
  const rows = snapshotRows.filter(({ patients }) => patients > 0);
  const codes = [...new Set(rows.map(({ icb_code }) => icb_code))].sort(order);
  return [
    areaRow({ snapshot, level: 'england', code: 'England', name: 'England' }, rows, level),
    ...codes.map((code) =>
      areaRow(
        { snapshot, level: 'icb', code, name: nameOf.get(code) ?? code },
        rows.filter(({ icb_code }) => icb_code === code),
        level,
      ),
    ),
  ];
}
