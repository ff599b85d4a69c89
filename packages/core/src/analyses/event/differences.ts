import type { PanelRow, Snapshot } from '@inverse-care/domain';
import {
  type DeclaredDesign,
  type DeclaredRegression,
  declaredDesign,
  rowsOfRegression,
} from '../../model/declared/design.js';
import { responseOf } from '../../model/declared/response.js';

/** PCNs that have an outcome at every snapshot asked for, with need and covariates as they were at one of them. */
export interface Followed {
  /** At the snapshot from which changes are counted. */
  design: DeclaredDesign;
  /** The outcome at each snapshot, in the order asked for; one element a PCN. */
  outcomes: Float64Array[];
  /** PCNs of the first snapshot that are not there, or lack something, at another. */
  lost: number;
}

/**
 * Follows PCNs over snapshots.
 * @param rows of each snapshot.
 * @param at the snapshot whose need and covariates stand for a PCN.
 */
export function follow(
  rows: readonly (readonly PanelRow[])[],
  snapshots: readonly Snapshot[],
  at: Snapshot,
  regression: DeclaredRegression,
): Followed {
  const { model } = regression;
  const form = (value: number) => (model.form === 'log1p' ? Math.log1p(value) : value);
  const outcomes = rows.map(
    (own) =>
      new Map(
        own.flatMap((row) => {
          const value = responseOf(row, model.outcome);
          return value === null ? [] : [[row.pcn_code, form(value)] as const];
        }),
      ),
  );
  const first = rows[snapshots.indexOf(at)]!;
  const there = rowsOfRegression(first, { ...regression, snapshot: at }).filter(({ pcn_code }) =>
    outcomes.every((own) => own.has(pcn_code)),
  );
  return {
    design: declaredDesign(there, { ...regression, snapshot: at }),
    outcomes: outcomes.map((own) => Float64Array.from(there, ({ pcn_code }) => own.get(pcn_code)!)),
    lost: first.length - there.length,
  };
}
