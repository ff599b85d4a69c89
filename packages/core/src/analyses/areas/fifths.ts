import type { PanelRow, Study } from '@inverse-care/domain';
import { sum } from '@inverse-care/stats';
import { type Question, rowsWith, valueIn } from '../../model/rows.js';
import { fifthsOf } from '../fifths/fifths.js';
import { areasOf, toldProvision } from './areas.js';
import type { AreaFifthRow } from './tables.js';

/**
 * PCNs of England and each ICB by England's fifths of need: the cuts are England's, so that a fifth is the same need
 * everywhere, and an ICB may have no PCN in one. All open PCNs make the cuts, reported or not.
 */
export function areaFifthRows(
  snapshotRows: readonly PanelRow[],
  { need, snapshot }: Question,
  { inference: { level: confidence } }: Pick<Study, 'inference'>,
): AreaFifthRow[] {
  const rows = rowsWith(snapshotRows, [need]);
  const fifths = fifthsOf(
    rows.map((row) => valueIn(row, need)!),
    rows.map(({ patients }) => patients),
  );
  const fifthOf = new Map(rows.map((row, i) => [row, fifths[i]!]));
  return areasOf(rows).flatMap(({ level, code, rows: own }) =>
    [0, 1, 2, 3, 4].map((fifth): AreaFifthRow => {
      const inside = own.filter((row) => fifthOf.get(row) === fifth);
      const { reporters, ...provision } = toldProvision(inside, confidence);
      return {
        snapshot,
        need,
        level,
        code,
        fifth: fifth + 1,
        pcns: inside.length,
        reporters: reporters.length,
        patients: sum(inside.map(({ patients }) => patients)),
        patients_reported: sum(reporters.map(({ patients }) => patients)),
        fte: sum(reporters.map((row) => row.fte)),
        ...provision,
      };
    }),
  );
}
