import { type Panel, paperLabel } from '@inverse-care/domain';
import { mean, standardDeviation } from '@inverse-care/stats';
import type { Table1Row } from './tables.js';

/** Table 1: provision by snapshot over the PCNs that have an FTE. A snapshot at which none has is left out. */
export function table1Rows(panel: Panel): Table1Row[] {
  return panel.snapshots.flatMap((snapshot) => {
    const counted = panel.rows.filter((row) => row.snapshot === snapshot && row.fte !== null);
    if (counted.length === 0) return [];
    const fte = Float64Array.from(counted, (row) => row.fte ?? 0);
    const rate = Float64Array.from(counted, (row) => row.fte_per_10k ?? 0);
    return { snapshot, label: paperLabel(snapshot), ...moments(fte, rate) };
  });
}

/** Means and standard deviations (n - 1) of FTE and of FTE per 10,000 patients, one value a PCN. */
export const moments = (fte: Float64Array, rate: Float64Array) => ({
  pcns: fte.length,
  fte_mean: mean(fte),
  fte_sd: standardDeviation(fte),
  per_10k_mean: mean(rate),
  per_10k_sd: standardDeviation(rate),
  fte_total: fte.reduce((sum, value) => sum + value, 0),
});
