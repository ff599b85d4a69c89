import type { NeedId, Panel, PanelRow, Snapshot } from '@inverse-care/domain';
import { rowsAt } from './rows.js';

/** What stands on the left of a regression. */
export type OutcomeId = 'fte_per_10k' | 'fte_per_10k_ltc';

/** One regression of provision on need in one snapshot. */
export interface Specification {
  /** Names the random stream: the same choices draw the same replicates in every run. */
  key: string;
  outcome: OutcomeId;
  need: NeedId;
  snapshot: Snapshot;
}

export function specificationOf(outcome: OutcomeId, need: NeedId, snapshot: Snapshot): Specification {
  return { key: `${outcome} ~ ${need} @ ${snapshot}`, outcome, need, snapshot };
}

/** Response and columns of a regression; one element a complete row. */
export interface Design {
  y: Float64Array;
  /** The constant first. */
  columns: Float64Array[];
  names: string[];
}

/**
 * The outcome of a panel row: FTE per 10,000 registered patients, or per 10,000 patients with a long-term condition.
 * null where a part of it is missing or the denominator is zero.
 */
export function outcomeOf(row: PanelRow, outcome: OutcomeId): number | null {
  if (row.fte === null) return null;
  if (outcome === 'fte_per_10k') return row.fte_per_10k;
  const share = row.values.ltc_share;
  return share === null || share === undefined || share <= 0
    ? null
    : (10_000 * row.fte) / (row.patients * share);
}

/** Rows of the snapshot that have both outcome and need, in the panel's order. */
export function completeRows(panel: Panel, { outcome, need, snapshot }: Specification): PanelRow[] {
  return rowsAt(panel, snapshot).filter(
    (row) => outcomeOf(row, outcome) !== null && (row.values[need] ?? null) !== null,
  );
}

/** The design of a specification: its complete rows. */
export function designOf(panel: Panel, specification: Specification): Design {
  const { outcome, need } = specification;
  const rows = completeRows(panel, specification);
  return {
    y: Float64Array.from(rows, (row) => outcomeOf(row, outcome) as number),
    columns: [
      new Float64Array(rows.length).fill(1),
      Float64Array.from(rows, (row) => row.values[need] as number),
    ],
    names: ['constant', need],
  };
}
