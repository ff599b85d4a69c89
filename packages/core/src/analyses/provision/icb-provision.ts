import { icbs, type Panel, type PanelRow, type Snapshot } from '@inverse-care/domain';
import { studentTQuantile, sum } from '@inverse-care/stats';
import type { IcbProvisionRow } from '../../tables.js';

/**
 * The patient-weighted mean R = sum(p y) / sum(p) of provision y over PCNs with p patients, and a t interval on m - 1
 * degrees of freedom from the jackknife that leaves out one of the m PCNs at a time (Quenouille 1956; Efron 1982, The
 * Jackknife, the Bootstrap and Other Resampling Plans, equation 3.1): without PCN i the mean changes by
 * p_i (R - y_i) / (sum(p) - p_i). The interval says how far the mean hangs on which PCNs there are; it says nothing of
 * errors in the publication. A bound may lie below zero.
 */
export function weightedProvision(rows: readonly PanelRow[], level: number) {
  const counted = rows.filter((row) => row.fte_per_10k !== null && row.patients > 0);
  const m = counted.length;
  const patients = sum(counted.map((row) => row.patients));
  const value =
    m === 0 ? null : sum(counted.map((row) => row.patients * (row.fte_per_10k as number))) / patients;
  const result = {
    pcns: m,
    not_reported: counted.filter(({ reported }) => !reported).length,
    patients,
    value,
    std_error: null,
    conf_low: null,
    conf_high: null,
  };
  if (value === null || m < 2) return result;
  const changes = counted.map(
    (row) => (row.patients * (value - (row.fte_per_10k as number))) / (patients - row.patients),
  );
  const centre = sum(changes) / m;
  const std_error = Math.sqrt(((m - 1) / m) * sum(changes.map((change) => (change - centre) ** 2)));
  // Equal values leave rounding errors alone.
  if (std_error <= 1e-12 * Math.abs(value)) return result;
  const half = studentTQuantile((1 + level) / 2, m - 1) * std_error;
  return { ...result, std_error, conf_low: value - half, conf_high: value + half };
}

/**
 * Provision of every ICB at a snapshot, in the order of their codes, and of England last. ICBs without a PCN are there
 * with a null.
 * @param level of the intervals, such as 0.95.
 */
export function icbProvisionRows(panel: Panel, snapshot: Snapshot, level: number): IcbProvisionRow[] {
  const rows = panel.rows.filter((row) => row.snapshot === snapshot);
  const of = (icb_code: string, icb_name: string, members: readonly PanelRow[]): IcbProvisionRow => ({
    snapshot,
    icb_code,
    icb_name,
    ...weightedProvision(members, level),
  });
  return [
    ...icbs
      .map(({ code, name }) =>
        of(
          code,
          name,
          rows.filter((row) => row.icb_code === code),
        ),
      )
      .sort((a, b) => (a.icb_code < b.icb_code ? -1 : 1)),
    of('England', 'England', rows),
  ];
}
