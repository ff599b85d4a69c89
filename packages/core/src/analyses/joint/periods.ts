import type { NeedId, Panel, Snapshot } from '@inverse-care/domain';
import type { Period } from '@inverse-care/stats';
import { completeRows, designOf, type OutcomeId, specificationOf } from '../../model/specification.js';

/** The regressions of one need over the snapshots, with the PCN of every row. */
export function periodsOf(
  panel: Panel,
  outcome: OutcomeId,
  need: NeedId,
  snapshots: readonly Snapshot[],
): Period[] {
  return snapshots.map((snapshot) => {
    const specification = specificationOf(outcome, need, snapshot);
    const { y, columns } = designOf(panel, specification);
    return {
      label: snapshot,
      y,
      x: columns[1]!,
      units: completeRows(panel, specification).map(({ pcn_code }) => pcn_code),
    };
  });
}
