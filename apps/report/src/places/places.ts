import type { FunnelRow, PcnNeedRow, ShortfallRow } from '@inverse-care/core/tables';
import { funnelTable, panelTable, pcnNeeds, shortfall } from '@inverse-care/core/tables';
import {
  FilledTables,
  icbOf,
  order,
  type PracticePlace,
  type RowOf,
  regions,
  type Snapshot,
  subIcbOf,
} from '@inverse-care/domain';
import { tablesOf } from '../commands/run-tables.js';
import type { ReportInput } from '../report-input.js';

/** A row of the panel as a row of its table: what a sentence cites. */
export type PanelCells = RowOf<typeof panelTable>;

/** All that a run says of one PCN. */
export interface PcnFacts {
  code: string;
  name: string;
  /** At the last snapshot. */
  now: PanelCells;
  /** At every snapshot at which it was open. */
  history: ReadonlyMap<Snapshot, PanelCells>;
  practices: readonly PracticePlace[];
  /** By measure of need, in the order of the study; that of patients alone last. */
  expected: readonly FunnelRow[];
  due: readonly ShortfallRow[];
  needs: readonly PcnNeedRow[];
}

/** An ICB with its PCNs of the last snapshot, by name. */
export interface IcbPlace {
  code: string;
  name: string;
  region: string;
  pcns: readonly PcnFacts[];
}

/** The places that a site has a page for. */
export interface Places {
  last: Snapshot;
  pcns: ReadonlyMap<string, PcnFacts>;
  icbs: ReadonlyMap<string, IcbPlace>;
}

/** The record with the panel among its tables, so that sentences may cite it. */
export const withPanel = (input: ReportInput): ReportInput => ({
  ...input,
  tables: new FilledTables(tablesOf(input)),
});

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const own = groups.get(key(row));
    if (own === undefined) groups.set(key(row), [row]);
    else own.push(row);
  }
  return groups;
}

/** The name of a sub-ICB location, with its code. */
export function subIcbWords(code: string): string {
  const name = subIcbOf(code)?.name ?? code;
  return name.includes(code) ? name : `${name} (${code})`;
}

const nameOf = ({ pcn_name, pcn_code }: PanelCells) => (pcn_name === '' ? pcn_code : pcn_name);

function gather({ tables, data }: ReportInput): Places {
  const last = data.panel.snapshots.at(-1)!;
  const histories = grouped(tables.rows(panelTable), ({ pcn_code }) => pcn_code);
  const practices = grouped(data.practices ?? [], ({ pcn_code }) => pcn_code);
  const expected = grouped(
    tables.rows(funnelTable).filter(({ level }) => level === 'pcn'),
    ({ code }) => code,
  );
  const due = grouped(tables.rows(shortfall), ({ pcn_code }) => pcn_code);
  const needs = grouped(tables.rows(pcnNeeds), ({ pcn_code }) => pcn_code);
  const pcns = new Map<string, PcnFacts>();
  for (const [code, rows] of [...histories].sort(([a], [b]) => order(a, b))) {
    const now = rows.at(-1)!;
    if (now.snapshot !== last) continue;
    pcns.set(code, {
      code,
      name: nameOf(now),
      now,
      history: new Map(rows.map((row) => [row.snapshot, row])),
      practices: practices.get(code) ?? [],
      expected: expected.get(code) ?? [],
      due: due.get(code) ?? [],
      needs: needs.get(code) ?? [],
    });
  }
  const byIcb = [...grouped([...pcns.values()], ({ now }) => now.icb_code)].sort(([a], [b]) => order(a, b));
  const icbs = new Map(
    byIcb.map(([code, own]): [string, IcbPlace] => {
      const region = own[0]!.now.region_code;
      return [
        code,
        {
          code,
          name: icbOf(code)?.name ?? code,
          region: regions.find((one) => one.code === region)?.name ?? region,
          pcns: own.sort((a, b) => order(a.name, b.name) || order(a.code, b.code)),
        },
      ];
    }),
  );
  return { last, pcns, icbs };
}

const known = new WeakMap<FilledTables, Places>();

/** The places of a run whose tables have the panel; gathered once. */
export function placesOf(input: ReportInput): Places {
  const places = known.get(input.tables) ?? gather(input);
  known.set(input.tables, places);
  return places;
}

/** A PCN of the last snapshot. Throws RangeError for a code that none has. */
export function pcnOf(code: string, input: ReportInput): PcnFacts {
  const facts = placesOf(input).pcns.get(code);
  if (facts === undefined) throw new RangeError(`No PCN of the last snapshot has the code ${code}`);
  return facts;
}

/** An ICB of the last snapshot. Throws RangeError for a code that none has. */
export function icbPlaceOf(code: string, input: ReportInput): IcbPlace {
  const place = placesOf(input).icbs.get(code);
  if (place === undefined) throw new RangeError(`No ICB of the last snapshot has the code ${code}`);
  return place;
}
