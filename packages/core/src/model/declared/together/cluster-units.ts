import {
  codeOfArea,
  type ErrorMethod,
  isModelArea,
  type ModelArea,
  type PanelRow,
} from '@inverse-care/domain';
import { valueIn } from '../../rows.js';
import type { SlopeWithInfluence } from './slope-influence.js';

/** The clusters of each row of a regression, one list a way of clustering. */
export type UnitsOf = (slope: Pick<SlopeWithInfluence, 'rows'>) => readonly (readonly string[])[];

/** Of every PCN the area where it is at its last snapshot: a cluster comes back under one name. */
function lastAreas(rows: readonly PanelRow[], area: ModelArea): ReadonlyMap<string, string> {
  const last = new Map<string, { snapshot: string; code: string }>();
  for (const row of rows) {
    const known = last.get(row.pcn_code);
    if (known === undefined || row.snapshot >= known.snapshot)
      last.set(row.pcn_code, { snapshot: row.snapshot, code: codeOfArea(row, area) });
  }
  return new Map([...last].map(([pcn, { code }]) => [pcn, code]));
}

/**
 * How the rows of several snapshots are clustered by a model's method: by PCN where it clusters by nothing.
 * @param rows of all snapshots.
 */
export function unitsBy(method: ErrorMethod, rows: readonly PanelRow[]): UnitsOf {
  if (method.kind === 'HC') return (slope) => [slope.rows.map(({ pcn_code }) => pcn_code)];
  const way = (by: string) => {
    if (!isModelArea(by)) return (row: PanelRow) => `${by} ${valueIn(row, by)}`;
    const areas = lastAreas(rows, by);
    return (row: PanelRow) => areas.get(row.pcn_code)!;
  };
  const ways = method.kind === 'two_way' ? [way(method.area), way(method.second)] : [way(method.area)];
  return (slope) => ways.map((of) => slope.rows.map(of));
}
