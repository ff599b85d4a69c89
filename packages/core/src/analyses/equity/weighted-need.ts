import type { PanelRow, VariableId } from '@inverse-care/domain';
import { rowsWith, valueIn } from '../../model/rows.js';
import { hasReported } from '../reporting/reporting.js';

/** A measure of need, or no more than the number of patients. */
export type Weighting = VariableId | 'patients';

/** Patients times need: what a PCN's due goes with. */
export const weightOf = (row: PanelRow, by: Weighting): number =>
  by === 'patients' ? row.patients : row.patients * Math.max(0, valueIn(row, by)!);

/**
 * PCNs of a snapshot that have a value of every measure, so that each is asked of the same PCNs; those that reported and
 * those that did not.
 */
export function pcnsWith(snapshotRows: readonly PanelRow[], needs: readonly VariableId[]) {
  const known = rowsWith(snapshotRows, needs).filter(({ patients }) => patients > 0);
  return {
    reporters: known.filter(hasReported),
    silent: known.filter((row) => !hasReported(row)),
  };
}
