import type { Area, NeedId, Panel, Snapshot } from '@inverse-care/domain';
import type { Period } from '@inverse-care/stats';
import { areaOf } from '../../model/dependence.js';
import { completeRows, designOf, type OutcomeId, specificationOf } from '../../model/specification.js';

/** Which unit each PCN is of over all snapshots: itself, or the area where it is at its last snapshot. */
export function unitsOf(panel: Panel, area: Area | null): (pcn: string) => string {
  if (area === null) return (pcn) => pcn;
  const last = new Map<string, { snapshot: Snapshot; code: string }>();
  for (const row of panel.rows) {
    const known = last.get(row.pcn_code);
    if (known === undefined || row.snapshot >= known.snapshot) {
      last.set(row.pcn_code, { snapshot: row.snapshot, code: areaOf(row, area) });
    }
  }
  return (pcn) => last.get(pcn)!.code;
}

/** The regressions of one need over the snapshots, with the unit of every row's PCN. */
export function periodsOf(
  panel: Panel,
  outcome: OutcomeId,
  need: NeedId,
  snapshots: readonly Snapshot[],
  unitOf: (pcn: string) => string,
): Period[] {
  return snapshots.map((snapshot) => {
    const specification = specificationOf(outcome, need, snapshot);
    const { y, columns } = designOf(panel, specification);
    return {
      label: snapshot,
      y,
      x: columns[1]!,
      units: completeRows(panel, specification).map(({ pcn_code }) => unitOf(pcn_code)),
    };
  });
}
