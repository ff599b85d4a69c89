import {
  icbs,
  order,
  type Panel,
  type PanelRow,
  type Snapshot,
  type Study,
  subIcbs,
} from '@inverse-care/domain';
import { quantile, sum } from '@inverse-care/stats';
import { rowsAt } from '../../model/rows.js';
import { weightedProvision } from '../provision/icb-provision.js';
import type { RankRangeRow, RankRow, ReportingRow } from './tables.js';

/** Of reporting PCNs' provision: the most that one which did not report is taken to have. */
const highestQuantile = 0.95;

/** A PCN with a row in the publication whose FTE could be read. */
export const hasReported = (row: PanelRow): row is PanelRow & { fte: number; fte_per_10k: number } =>
  row.reported && row.fte !== null && row.fte_per_10k !== null;

type Range = readonly [low: number, high: number] | null;

/** The area's mean if PCNs that did not report had so much each. */
function meanIf(rows: readonly PanelRow[], provision: number): number {
  const patients = sum(rows.map((row) => row.patients));
  return sum(rows.map((row) => row.patients * (hasReported(row) ? row.fte_per_10k : provision))) / patients;
}

function areaRow(rows: readonly PanelRow[], level: number, range: Range) {
  const silent = rows.filter(({ reported }) => !reported);
  const { value, conf_low, conf_high } = weightedProvision(rows.filter(hasReported), level);
  const [patients, patients_not_reported] = [rows, silent].map((some) =>
    sum(some.map((row) => row.patients)),
  ) as [number, number];
  const bounded = range !== null && rows.length > 0;
  return {
    pcns: rows.length,
    not_reported: silent.length,
    patients,
    patients_not_reported,
    share_not_reported: patients > 0 ? patients_not_reported / patients : null,
    value,
    conf_low,
    conf_high,
    bound_low: bounded ? meanIf(rows, range[0]) : null,
    bound_high: bounded ? meanIf(rows, range[1]) : null,
    range_low: range?.[0] ?? null,
    range_high: range?.[1] ?? null,
  };
}

function byCode(rows: readonly PanelRow[], codeOf: (row: PanelRow) => string) {
  const groups = new Map<string, PanelRow[]>();
  for (const row of rows) {
    const group = groups.get(codeOf(row));
    if (group === undefined) groups.set(codeOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

/**
 * Who reported at a snapshot in England, every ICB and every sub-ICB location, and provision among those that did. For
 * the bounds a PCN that did not report has what the study states, else from none to the 95th percentile of those that
 * did, as in the bounds of the coefficients (Horowitz and Manski 1995).
 */
export function reportingRows(
  panel: Panel,
  snapshot: Snapshot,
  { inference: { level }, multiverse }: Pick<Study, 'inference' | 'multiverse'>,
): ReportingRow[] {
  const rows = rowsAt(panel, snapshot).filter(({ patients }) => patients > 0);
  const provision = rows.filter(hasReported).map((row) => row.fte_per_10k);
  const range: Range =
    provision.length === 0
      ? null
      : (multiverse?.unreported_range ?? [0, quantile(provision, highestQuantile)]);
  const areas = (
    which: 'icb' | 'sub_icb',
    known: readonly { code: string; name: string }[],
    codeOf: (row: PanelRow) => string,
  ): ReportingRow[] => {
    const groups = byCode(rows, codeOf);
    const names = new Map(known.map(({ code, name }) => [code, name]));
    return [...new Set([...names.keys(), ...groups.keys()])].sort(order).map((code) => ({
      snapshot,
      level: which,
      code,
      name: names.get(code) ?? code,
      ...areaRow(groups.get(code) ?? [], level, range),
    }));
  };
  return [
    { snapshot, level: 'england', code: 'England', name: 'England', ...areaRow(rows, level, range) },
    ...areas('icb', icbs, ({ icb_code }) => icb_code),
    ...areas('sub_icb', subIcbs, ({ sub_icb_code }) => sub_icb_code),
  ];
}

/** Ranks of the PCNs that reported at a snapshot, by code. */
export function rankRows(panel: Panel, snapshot: Snapshot): RankRow[] {
  const reported = rowsAt(panel, snapshot).filter(hasReported);
  const sorted = reported.map(({ fte_per_10k }) => fte_per_10k).sort((a, b) => b - a);
  const rankOf = new Map<number, number>();
  for (const [index, value] of sorted.entries()) if (!rankOf.has(value)) rankOf.set(value, index + 1);
  return reported.map(({ pcn_code, fte_per_10k }) => ({
    snapshot,
    pcn_code,
    value: fte_per_10k,
    rank: rankOf.get(fte_per_10k)!,
    ranked: reported.length,
  }));
}

/** The least that a PCN's staff changes by: people come and go by whole or half posts, FTE. */
const halfPost = 0.5;

/**
 * How far the ranks of PCNs at a snapshot hang on half a post. A census counts every post, so that no sample stands
 * behind a rank and no interval of chance; that it would be another if somebody left on the day before is what a reader
 * has to know of it.
 */
export function rankRangeRows(panel: Panel, snapshot: Snapshot): RankRangeRow[] {
  const rows = rowsAt(panel, snapshot);
  const reported = rows.filter(hasReported);
  const ascending = Float64Array.from(reported, (row) => row.fte_per_10k).sort();
  /** How many have less than a value, or as much where that is asked. */
  const below = (value: number, orAsMuch: boolean) => {
    let [low, high] = [0, ascending.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const one = ascending[middle]!;
      if (one < value || (orAsMuch && one === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const rankOf = new Map(rankRows(panel, snapshot).map(({ pcn_code, rank }) => [pcn_code, rank]));
  return reported.map(({ pcn_code, fte, fte_per_10k, patients }) => {
    const ranked = reported.length;
    const more = (10_000 * (fte + halfPost)) / patients;
    // Not below none, or what it has where a correction made that less.
    const less = Math.min(fte_per_10k, (10_000 * Math.max(0, fte - halfPost)) / patients);
    const [best, worst] = [1 + ranked - below(more, true), ranked - below(less, false)];
    return {
      snapshot,
      pcn_code,
      rank: rankOf.get(pcn_code)!,
      best,
      worst,
      places: worst - best,
      ranked,
      not_reported: rows.length - ranked,
    };
  });
}
