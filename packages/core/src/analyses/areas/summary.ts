import { sum } from '@inverse-care/stats';
import { hasReported } from '../reporting/reporting.js';
import { type AreaRows, toldProvision } from './areas.js';
import type { AreaSummaryRow } from './tables.js';

/**
 * Who reported in an area, and provision over those that did.
 * @param confidence of the interval, such as 0.95.
 */
export function summaryRow(area: AreaRows, snapshot: string, confidence: number): AreaSummaryRow {
  const { level, code, name, rows } = area;
  const { reporters, value, conf_low, conf_high } = toldProvision(rows, confidence);
  const patientsOf = (some: AreaRows['rows']) => sum(some.map(({ patients }) => patients));
  const [patients, patients_reported] = [patientsOf(rows), patientsOf(reporters)];
  const fte = sum(reporters.map((row) => row.fte));
  return {
    snapshot,
    level,
    code,
    name,
    pcns: rows.length,
    reporters: reporters.length,
    not_reported: rows.filter(({ reported }) => !reported).length,
    unread: rows.filter((row) => row.reported && !hasReported(row)).length,
    no_staff: reporters.filter((row) => row.fte === 0).length,
    patients,
    patients_reported,
    share_reported: patients > 0 ? patients_reported / patients : null,
    fte,
    value,
    conf_low,
    conf_high,
    per_fte: fte > 0 ? patients_reported / fte : null,
  };
}
