import type { Panel, Snapshot, VariableId } from '@inverse-care/domain';
import { amountAt, concentrationCurve, rankingOf } from '@inverse-care/stats';
import { rowsAt, rowsWith, valueIn } from '../../model/rows.js';
import { hasReported } from '../reporting/reporting.js';
import type { ConcentrationCurveRow } from './tables.js';

const steps = 50;

/** Curves of a snapshot at fifty shares of the patients of PCNs that reported; none where these have no staff. */
export function curveRows(
  panel: Panel,
  snapshot: Snapshot,
  needs: readonly VariableId[],
): ConcentrationCurveRow[] {
  const rows = rowsWith(rowsAt(panel, snapshot), needs).filter(hasReported);
  if (!rows.some(({ fte, patients }) => fte > 0 && patients > 0)) return [];
  const values = rows.map(({ fte_per_10k }) => fte_per_10k);
  const population = rows.map(({ patients }) => patients);
  return ['fte_per_10k' as const, ...needs].flatMap((by) => {
    const ranks = by === 'fte_per_10k' ? values : rows.map((row) => valueIn(row, by)!);
    const curve = concentrationCurve({ values, ranking: rankingOf(ranks), population });
    return Array.from({ length: steps + 1 }, (_, i): ConcentrationCurveRow => {
      const share = i / steps;
      return { snapshot, by, population: share, amount: amountAt(curve, share) };
    });
  });
}
