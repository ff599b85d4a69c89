import type { Panel } from '@inverse-care/domain';
import { mean, standardDeviation } from '@inverse-care/stats';
import type { CharacteristicRow } from './tables.js';

/** Every variable of the panel by snapshot, over the PCNs that have a value, unweighted. */
export function characteristicRows(panel: Panel): CharacteristicRow[] {
  return panel.snapshots.flatMap((snapshot) => {
    const rows = panel.rows.filter((row) => row.snapshot === snapshot);
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
