import { rankRanges, ranks, reporting } from '@inverse-care/core/tables';
import { icbs, longDate, type Panel, type PanelRow, subIcbs, variableOf } from '@inverse-care/domain';
import { associations } from '../language/association.js';
import type { ReportInput } from '../report-input.js';

/** What is known of a PCN at a snapshot: its provision, that it did not report, or nothing, as it was not open or its FTE cannot be read. */
type Known = number | 'silent' | null;

/** An ICB or a sub-ICB location at the last snapshot: its open PCNs, how many did not report, and provision of those that did. */
type AreaFacts = [pcns: number, silent: number, value: number | null];

/** What the page's search knows. Places refer to one another by their position in the lists. */
export interface PlacesIndex {
  /** In words. */
  snapshots: string[];
  /** Name of the headline need; null where there is none. */
  need: string | null;
  /** PCNs that have a rank: those that reported at the last snapshot. */
  total: number;
  /** PCNs without a rank as they did not report at the last snapshot. */
  silent: number;
  /** PCNs open at the last snapshot. */
  open: number;
  icbs: [code: string, name: string, ...AreaFacts][];
  areas: [code: string, name: string, icb: number, ...AreaFacts][];
  /** Provision by snapshot, need and rank at the last; null is missing. `open` is 0 where it has closed since. */
  pcns: [
    code: string,
    name: string,
    area: number,
    provision: Known[],
    need: number | null,
    rank: number | null,
    open: 0 | 1,
    /** Ranks with half a post more and less; absent where it has none. */
    range?: readonly [best: number, worst: number],
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

/** What the record says of areas and of ranks at the last snapshot. */
function lastFacts({ tables }: ReportInput, last: string) {
  const areas = tables.rows(reporting).filter(({ snapshot }) => snapshot === last);
  const factsOf = new Map(
    areas.map(({ level, code, pcns, not_reported, value }) => [
      `${level} ${code}`,
      [pcns, not_reported, rounded(value)] as AreaFacts,
    ]),
  );
  const ranked = tables.rows(ranks);
  return {
    of: (level: 'icb' | 'sub_icb', code: string): AreaFacts =>
      factsOf.get(`${level} ${code}`) ?? [0, 0, null],
    open: areas.find(({ level }) => level === 'england')?.pcns ?? 0,
    rangeOf: new Map(
      tables.rows(rankRanges).map(({ pcn_code, best, worst }) => [pcn_code, [best, worst] as const]),
    ),
    silent: tables.rows(rankRanges)[0]?.not_reported ?? 0,
    rankOf: new Map(ranked.map(({ pcn_code, rank }) => [pcn_code, rank])),
    ranked: ranked[0]?.ranked ?? 0,
  };
}

/** Each PCN's last row, and what is known of it at every snapshot. */
function pcnHistories({ snapshots, rows }: Panel) {
  const at = new Map(snapshots.map((snapshot, index) => [snapshot, index]));
  const byCode = new Map<string, { latest: PanelRow; provision: Known[] }>();
  for (const row of rows) {
    const known = byCode.get(row.pcn_code) ?? {
      latest: row,
      provision: new Array<Known>(snapshots.length).fill(null),
    };
    byCode.set(row.pcn_code, known);
    known.latest = row;
    known.provision[at.get(row.snapshot)!] = row.reported ? rounded(row.fte_per_10k) : 'silent';
  }
  return byCode;
}

/** Gathers the places of a panel for the search; null where the panel has none. */
export function placesIndex(input: ReportInput): PlacesIndex | null {
  const { data } = input;
  const { panel } = data;
  const last = panel.snapshots.at(-1);
  if (last === undefined || panel.rows.length === 0) return null;
  const need = associations(input)[0]?.need ?? null;
  const byCode = pcnHistories(panel);
  const facts = lastFacts(input, last);
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
      facts.rankOf.get(code) ?? null,
      now === undefined ? 0 : 1,
      ...([facts.rangeOf.get(code)].filter((range) => range !== undefined) as
        | []
        | [readonly [number, number]]),
    ];
  });
  const icbOfArea = new Map<string, string>();
  for (const { latest } of byCode.values()) icbOfArea.set(latest.sub_icb_code, latest.icb_code);
  const pcnAt = new Map(codes.map((code, index) => [code, index]));
  return {
    snapshots: panel.snapshots.map((snapshot) => longDate(snapshot)),
    need: need === null ? null : variableOf(panel, need).label,
    total: facts.ranked,
    silent: facts.silent,
    open: facts.open,
    areas: areaAt
      .codes()
      .map((code) => [
        code,
        subIcbs.find((area) => area.code === code)?.name ?? code,
        icbAt.of(icbOfArea.get(code)!),
        ...facts.of('sub_icb', code),
      ]),
    icbs: icbAt
      .codes()
      .map((code) => [code, icbs.find((icb) => icb.code === code)?.name ?? code, ...facts.of('icb', code)]),
    pcns,
    practices: (data.practices ?? []).flatMap(({ code, name, pcn_code }) => {
      const at = pcnAt.get(pcn_code);
      return at === undefined ? [] : [[code, name, at] as [string, string, number]];
    }),
  };
}
