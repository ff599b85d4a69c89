import { icbs, order, type PanelRow, type VariableId } from '@inverse-care/domain';
import { funnel, funnelLimits, sum } from '@inverse-care/stats';
import type { FunnelRow, FunnelSummaryRow } from './tables.js';
import { pcnsWith, type Weighting, weightOf } from './weighted-need.js';

interface Area {
  code: string;
  name: string;
  patients: number;
  fte: number;
  weight: number;
}

const outer = 0.998;
const inner = 0.95;
/** Outside the outer limits of a normal distribution. */
const outsideByChance = 0.002;

const position = (ratio: number, { low, high }: { low: number; high: number }) =>
  ratio > high ? ('above' as const) : ratio < low ? ('below' as const) : ('within' as const);

const nothing = {
  fte: null,
  expected: null,
  ratio: null,
  z: null,
  phi: null,
  tau2: null,
  low_95: null,
  high_95: null,
  low_998: null,
  high_998: null,
  additive_low_998: null,
  additive_high_998: null,
} as const;

type Base = Pick<FunnelRow, 'snapshot' | 'need' | 'level'>;

function levelRows(base: Base, areas: readonly Area[]): FunnelRow[] {
  const perWeight = sum(areas.map(({ fte }) => fte)) / sum(areas.map(({ weight }) => weight));
  const due = areas.filter(({ weight }) => weight > 0);
  const expected = due.map(({ weight }) => weight * perWeight);
  if (due.length < 2 || !(perWeight > 0)) return [];
  const found = funnel(
    due.map(({ fte }) => fte),
    expected,
  );
  const placed = due.map(({ code, name, patients, fte }, i): FunnelRow => {
    const own = expected[i]!;
    const limits = (level: number) => funnelLimits(found, own, level, 'multiplicative');
    const [narrow, wide] = [limits(inner), limits(outer)];
    const additive = funnelLimits(found, own, outer, 'additive');
    const ratio = fte / own;
    return {
      ...base,
      code,
      name,
      patients,
      fte,
      expected: own,
      ratio,
      z: found.z[i]!,
      phi: found.phi,
      tau2: found.tau2,
      low_95: narrow.low,
      high_95: narrow.high,
      low_998: wide.low,
      high_998: wide.high,
      additive_low_998: additive.low,
      additive_high_998: additive.high,
      position: position(ratio, wide),
      position_additive: position(ratio, additive),
    };
  });
  const undue = areas.filter(({ weight }) => !(weight > 0));
  const without = undue.map(({ code, name, patients, fte }): FunnelRow => {
    const none = 'no expectation' as const;
    return { ...base, code, name, patients, ...nothing, fte, position: none, position_additive: none };
  });
  return [...placed, ...without];
}

const nameOf = new Map(icbs.map(({ code, name }) => [code, name]));

function icbAreas(areas: readonly (Area & { icb: string })[]): Area[] {
  const codes = [...new Set(areas.map(({ icb }) => icb))].sort(order);
  return codes.map((code) => {
    const own = areas.filter(({ icb }) => icb === code);
    const total = (of: (area: Area) => number) => sum(own.map(of));
    return {
      code,
      name: nameOf.get(code) ?? code,
      patients: total(({ patients }) => patients),
      fte: total(({ fte }) => fte),
      weight: total(({ weight }) => weight),
    };
  });
}

/** The funnel of one measure: ICBs, then PCNs by code, those that did not report among them without a position. */
function funnelOf(rows: readonly PanelRow[], need: Weighting, needs: readonly VariableId[]): FunnelRow[] {
  const { reporters, silent } = pcnsWith(rows, needs);
  const areas = reporters.map((row) => ({
    code: row.pcn_code,
    name: row.pcn_name,
    icb: row.icb_code,
    patients: row.patients,
    fte: row.fte,
    weight: weightOf(row, need),
  }));
  const snapshot = rows[0]!.snapshot;
  const placed = levelRows({ snapshot, need, level: 'pcn' }, areas);
  if (placed.length === 0) return [];
  const unplaced = silent.map(
    ({ pcn_code, pcn_name, patients }): FunnelRow => ({
      snapshot,
      need,
      level: 'pcn',
      code: pcn_code,
      name: pcn_name,
      patients,
      ...nothing,
      position: 'not reported',
      position_additive: 'not reported',
    }),
  );
  return [
    ...levelRows({ snapshot, need, level: 'icb' }, icbAreas(areas)),
    ...[...placed, ...unplaced].sort((a, b) => order(a.code, b.code)),
  ];
}

function summaryOf(rows: readonly FunnelRow[], need: string): FunnelSummaryRow {
  const { snapshot, level, phi } = rows.find((row) => row.phi !== null) ?? rows[0]!;
  const count = (which: (row: FunnelRow) => boolean) => rows.filter(which).length;
  const placed = rows.filter(({ ratio }) => ratio !== null);
  return {
    snapshot,
    need,
    level,
    areas: placed.length,
    not_reported: count((row) => row.position === 'not reported'),
    no_staff: placed.filter(({ fte }) => fte === 0).length,
    above: count((row) => row.position === 'above'),
    below: count((row) => row.position === 'below'),
    below_no_staff: count((row) => row.position === 'below' && row.fte === 0),
    above_additive: count((row) => row.position_additive === 'above'),
    below_additive: count((row) => row.position_additive === 'below'),
    by_chance: outsideByChance * placed.length,
    phi,
    never_below: placed.filter(({ low_998 }) => low_998 === 0).length,
  };
}

const sides = ['position', 'position_additive'] as const;

/** Areas that are on one side by every one of the needs, as rows of none. */
function byEveryNeed(rows: readonly FunnelRow[], needs: readonly VariableId[]): FunnelRow[] {
  const first = rows.filter((row) => row.need === needs[0]);
  const others = needs.slice(1).map((need) => {
    const own = rows.filter((row) => row.need === need);
    return new Map(own.map((row) => [row.code, row]));
  });
  return first.map((row) => {
    const same = (side: (typeof sides)[number]) =>
      others.every((other) => other.get(row.code)?.[side] === row[side]) ? row[side] : 'within';
    return { ...row, position: same('position'), position_additive: same('position_additive'), phi: null };
  });
}

/** The funnels of a snapshot by patients alone and by each need, and how many areas are outside. */
export function funnels(
  rows: readonly PanelRow[],
  needs: readonly VariableId[],
): { rows: FunnelRow[]; summary: FunnelSummaryRow[] } {
  const found = [...needs, 'patients' as const].flatMap((need) => funnelOf(rows, need, needs));
  const summary = (['icb', 'pcn'] as const).flatMap((level) => {
    const here = found.filter((row) => row.level === level);
    const own = [...needs, 'patients'].flatMap((need) => {
      const rowsOf = here.filter((row) => row.need === need);
      return rowsOf.length === 0 ? [] : [summaryOf(rowsOf, need)];
    });
    const every = byEveryNeed(here, needs);
    return every.length === 0 || needs.length < 2 ? own : [...own, summaryOf(every, 'every need')];
  });
  return { rows: found, summary };
}
