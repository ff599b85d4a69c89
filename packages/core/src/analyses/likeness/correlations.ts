import type { NeedId, Panel, PanelRow, Snapshot } from '@inverse-care/domain';
import { mean, sum } from '@inverse-care/stats';
import { rowsAt, valueIn } from '../../model/rows.js';
import type { CorrelationRow } from './tables.js';

/** Pearson's product-moment correlation of two columns as long; null where one of them does not vary. */
export function pearson(x: Float64Array, y: Float64Array): number | null {
  const [centreX, centreY] = [mean(x), mean(y)];
  const [dx, dy] = [x.map((value) => value - centreX), y.map((value) => value - centreY)];
  const [xx, yy] = [sum(dx.map((d) => d * d)), sum(dy.map((d) => d * d))];
  const flat = (squares: number, centre: number) => !(squares > 1e-24 * x.length * centre * centre);
  if (flat(xx, centreX) || flat(yy, centreY)) return null;
  const r = sum(dx.map((d, i) => d * dy[i]!)) / Math.sqrt(xx * yy);
  return Math.max(-1, Math.min(1, r));
}

/** Each need of a study with the panel's variables and with provision at a snapshot, over PCNs that have both. */
export function correlationRows(
  panel: Panel,
  needs: readonly NeedId[],
  snapshot: Snapshot,
): CorrelationRow[] {
  const rows = rowsAt(panel, snapshot);
  const read: [string, (row: PanelRow) => number | null][] = [
    ['fte_per_10k', ({ fte_per_10k }) => fte_per_10k],
    ...panel.variables.map((id): [string, (row: PanelRow) => number | null] => [
      id,
      (row) => valueIn(row, id),
    ]),
  ];
  return needs.flatMap((need) =>
    read.flatMap(([variable, of]): CorrelationRow[] => {
      if (variable === need) return [];
      const both = rows.flatMap((row) => {
        const [x, y] = [valueIn(row, need), of(row)];
        return x === null || y === null ? [] : [[x, y] as const];
      });
      if (both.length < 3) return [];
      const correlation = pearson(
        Float64Array.from(both, ([x]) => x),
        Float64Array.from(both, ([, y]) => y),
      );
      const r2 = correlation === null ? null : correlation ** 2;
      return [{ snapshot, need, variable, n: both.length, correlation, r2 }];
    }),
  );
}
