import { icbOf, order, type PanelRow } from '@inverse-care/domain';

/** England, or one of its ICBs, with the PCNs that are in it at a snapshot. */
export interface AreaRows {
  level: 'england' | 'icb';
  code: string;
  name: string;
  rows: readonly PanelRow[];
}

/** England, then its ICBs by code, of the rows of one snapshot; an ICB without an open PCN is none. */
export function areasOf(rows: readonly PanelRow[]): AreaRows[] {
  const byIcb = new Map<string, PanelRow[]>();
  for (const row of rows) {
    const own = byIcb.get(row.icb_code);
    if (own === undefined) byIcb.set(row.icb_code, [row]);
    else own.push(row);
  }
  const icbs = [...byIcb].sort(([a], [b]) => order(a, b));
  return [
    { level: 'england', code: 'England', name: 'England', rows },
    ...icbs.map(
      ([code, own]): AreaRows => ({ level: 'icb', code, name: icbOf(code)?.name ?? code, rows: own }),
    ),
  ];
}
