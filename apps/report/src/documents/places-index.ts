import { icbs, longDate, type PanelRow, subIcbs, variableOf } from '@inverse-care/domain';
import { associations } from '../language/association.js';
import type { ReportInput } from '../report-input.js';

/** What the page's search knows. Places refer to one another by their position in the lists. */
export interface PlacesIndex {
  /** In words. */
  snapshots: string[];
  /** Name of the headline need; null where there is none. */
  need: string | null;
  /** PCNs that have a rank. */
  total: number;
  icbs: [code: string, name: string][];
  areas: [code: string, name: string, icb: number][];
  /** Provision by snapshot, need and rank at the last; null is missing. */
  pcns: [
    code: string,
    name: string,
    area: number,
    provision: (number | null)[],
    need: number | null,
    rank: number | null,
  ][];
  practices: [code: string, name: string, pcn: number][];
}

const rounded = (value: number | null | undefined) =>
  value === null || value === undefined || !Number.isFinite(value) ? null : Math.round(value * 1000) / 1000;

/** Position in a list of codes that grows as codes are met. */
function positions() {
  const at = new Map<string, number>();
  return {
    codes: () => [...at.keys()],
    of(code: string): number {
      const found = at.get(code) ?? at.size;
      at.set(code, found);
      return found;
    },
  };
}

/** Gathers the places of a panel for the search; null where the panel has none. */
export function placesIndex(input: ReportInput): PlacesIndex | null {
  const { data } = input;
  const { panel } = data;
  const last = panel.snapshots.at(-1);
  if (last === undefined || panel.rows.length === 0) return null;
  const need = associations(input)[0]?.need ?? null;
  const at = new Map(panel.snapshots.map((snapshot, index) => [snapshot, index]));
  const byCode = new Map<string, { latest: PanelRow; provision: (number | null)[] }>();
  for (const row of panel.rows) {
    let known = byCode.get(row.pcn_code);
    if (known === undefined) {
      known = { latest: row, provision: new Array(panel.snapshots.length).fill(null) };
      byCode.set(row.pcn_code, known);
    }
    known.latest = row;
    known.provision[at.get(row.snapshot)!] = rounded(row.fte_per_10k);
  }
  const ranked = panel.rows
    .filter(({ snapshot, fte_per_10k }) => snapshot === last && fte_per_10k !== null)
    .map(({ fte_per_10k }) => fte_per_10k!)
    .sort((a, b) => b - a);
  const rankOf = new Map<number, number>();
  for (const [index, value] of ranked.entries()) if (!rankOf.has(value)) rankOf.set(value, index + 1);
  const [areaAt, icbAt] = [positions(), positions()];
  const codes = [...byCode.keys()].sort();
  const pcns = codes.map((code): PlacesIndex['pcns'][number] => {
    const { latest, provision } = byCode.get(code)!;
    const now = latest.snapshot === last ? latest : undefined;
    icbAt.of(latest.icb_code);
    return [
      code,
      latest.pcn_name,
      areaAt.of(latest.sub_icb_code),
      provision,
      need === null ? null : rounded(now?.values[need]),
      now?.fte_per_10k == null ? null : (rankOf.get(now.fte_per_10k) ?? null),
    ];
  });
  const icbOfArea = new Map<string, string>();
  for (const { latest } of byCode.values()) icbOfArea.set(latest.sub_icb_code, latest.icb_code);
  const pcnAt = new Map(codes.map((code, index) => [code, index]));
  return {
    snapshots: panel.snapshots.map((snapshot) => longDate(snapshot)),
    need: need === null ? null : variableOf(panel, need).label,
    total: ranked.length,
    areas: areaAt
      .codes()
      .map((code) => [
        code,
        subIcbs.find((area) => area.code === code)?.name ?? code,
        icbAt.of(icbOfArea.get(code)!),
      ]),
    icbs: icbAt.codes().map((code) => [code, icbs.find((icb) => icb.code === code)?.name ?? code]),
    pcns,
    practices: (data.practices ?? []).flatMap(({ code, name, pcn_code }) => {
      const at = pcnAt.get(pcn_code);
      return at === undefined ? [] : [[code, name, at] as [string, string, number]];
    }),
  };
}

/** JSON that can stand in a script element: no "<" of it can end the element. */
export const jsonForPage = (value: unknown) =>
  JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
