import type { Panel, PanelRow } from '../panel.js';
import { staffCounts } from './declared-model.js';

const counted = Object.values(staffCounts);

/** Values with counts of staff, where the panel has such, set. */
function withCounts(values: PanelRow['values'], value: number | null): PanelRow['values'] {
  const own = counted.filter((id) => id in values);
  return own.length === 0 ? values : { ...values, ...Object.fromEntries(own.map((id) => [id, value])) };
}

/**
 * A panel of facts as a study takes it: what a PCN without any row in a snapshot, which therefore did not report, counts
 * as. `zero` gives it 0 FTE and a rate of 0 (the choice of Wilding et al., 2024), and none of what else a study counts of its staff; `missing` leaves them null. Rows of
 * PCNs that reported are the panel's own.
 */
export function asStudied(panel: Panel, absent: 'zero' | 'missing'): Panel {
  const value = absent === 'zero' ? 0 : null;
  return {
    ...panel,
    rows: panel.rows.map((row) =>
      row.reported ? row : { ...row, fte: value, fte_per_10k: value, values: withCounts(row.values, value) },
    ),
  };
}

/** A panel as a study took it, as the panel of facts that it was made from: a PCN that did not report has no FTE. */
export const asReported = (panel: Panel): Panel => asStudied(panel, 'missing');
