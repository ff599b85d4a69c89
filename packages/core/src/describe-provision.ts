import { type Panel, paperLabel, type Snapshot } from '@inverse-care/domain';
import { mean, standardDeviation } from '@inverse-care/stats';
import type { CharacteristicRow, Table1Row } from './results.js';

const rowsAt = (panel: Panel, snapshot: Snapshot) => panel.rows.filter((row) => row.snapshot === snapshot);

/** Table 1: provision by snapshot over the PCNs that have an FTE. */
export function table1(panel: Panel): Table1Row[] {
  return panel.snapshots.map((snapshot) => {
    const rows = rowsAt(panel, snapshot);
    const counted = rows.filter((row) => row.fte !== null);
    const fte = Float64Array.from(counted, (row) => row.fte ?? 0);
    const rate = Float64Array.from(counted, (row) => row.fte_per_10k ?? 0);
    return {
      snapshot,
      label: paperLabel(snapshot),
      pcns: counted.length,
      fte_mean: mean(fte),
      fte_sd: standardDeviation(fte),
      per_10k_mean: mean(rate),
      per_10k_sd: standardDeviation(rate),
      fte_total: fte.reduce((sum, value) => sum + value, 0),
      reported: rows.filter((row) => row.reported).length,
    };
  });
}

/** Every variable of the panel by snapshot, over the PCNs that have a value, unweighted. */
export function characteristics(panel: Panel): CharacteristicRow[] {
  return panel.snapshots.flatMap((snapshot) => {
    const rows = rowsAt(panel, snapshot);
    return panel.variables.flatMap((variable): CharacteristicRow[] => {
      const values = Float64Array.from(
        rows.map((row) => row.values[variable]).filter((value) => value !== null && value !== undefined),
      );
      if (values.length === 0) return [];
      return [
        {
          snapshot,
          variable,
          n: values.length,
          mean: mean(values),
          sd: standardDeviation(values),
          min: values.reduce((a, b) => Math.min(a, b)),
          max: values.reduce((a, b) => Math.max(a, b)),
        },
      ];
    });
  });
}
