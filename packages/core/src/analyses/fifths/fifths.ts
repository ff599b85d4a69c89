import { drawnArea, type PanelRow, type Study } from '@inverse-care/domain';
import { clusterJackknife, InvalidDataError, jackknife, studentTQuantile, sum } from '@inverse-care/stats';
import { areaOf } from '../../model/dependence.js';
import type { Question } from '../../model/rows.js';
import { hasReported } from '../reporting/reporting.js';
import type { NeedFifthRow, NeedGapRow } from './tables.js';

/** The fifths of a need at a snapshot, and the last less the first. */
export interface Fifths {
  fifths: NeedFifthRow[];
  gap: NeedGapRow;
}

type Counted = PanelRow & { fte: number; fte_per_10k: number };

const isCounted = (row: PanelRow): row is Counted =>
  row.fte !== null && row.fte_per_10k !== null && row.patients > 0;

/**
 * Rows in the order of their need, cut into fifths of the patients: a row is where the middle of its patients falls, and
 * rows of equal need are in one fifth, which is that of the middle of them all.
 * @param need of each row.
 * @returns fifth of each row, 0 to 4.
 */
export function fifthsOf(need: readonly number[], patients: readonly number[]): number[] {
  const total = sum(patients);
  const fifths = new Array<number>(need.length).fill(0);
  const order = need.map((_, i) => i).sort((a, b) => need[a]! - need[b]! || a - b);
  let before = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let inside = 0;
    while (to < order.length && need[order[to]!] === need[order[from]!]) inside += patients[order[to++]!]!;
    const fifth = Math.min(4, Math.floor((5 * (before + inside / 2)) / total));
    for (const i of order.slice(from, to)) fifths[i] = fifth;
    before += inside;
    from = to;
  }
  return fifths;
}

const noInterval = { conf_low: null, conf_high: null };

/**
 * Interval of the last of the coefficients of columns that say which fifths they are 1 in: of one fifth its mean, of
 * two the difference of the second. None where a unit that is left out takes a fifth with it, or leaving out changes
 * nothing.
 */
function intervalOf(
  rows: readonly Counted[],
  fifthOf: readonly number[],
  columnsIn: readonly (readonly number[])[],
  { inference: { level, dependence } }: Pick<Study, 'inference'>,
) {
  const roots = rows.map(({ patients }) => Math.sqrt(patients));
  const y = Float64Array.from(rows, (row, i) => row.fte_per_10k * roots[i]!);
  const columns = columnsIn.map((fifths) =>
    Float64Array.from(roots, (root, i) => (fifths.includes(fifthOf[i]!) ? root : 0)),
  );
  const area = drawnArea(dependence);
  const clusters = rows.map((row) => (area === null ? row.pcn_code : areaOf(row, area)));
  const units = new Set(clusters).size;
  try {
    const found = area === null ? jackknife({ y, columns }) : clusterJackknife({ y, columns, clusters });
    const { estimate, stdError } = found.at(-1)!;
    if (!(stdError > 1e-12 * Math.abs(estimate))) return noInterval;
    const half = studentTQuantile((1 + level) / 2, units - 1) * stdError;
    return { conf_low: estimate - half, conf_high: estimate + half };
  } catch (error) {
    if (error instanceof InvalidDataError) return noInterval;
    throw error;
  }
}

function weightedMean(rows: readonly Counted[]): number | null {
  if (rows.length === 0) return null;
  return sum(rows.map((row) => row.patients * row.fte_per_10k)) / sum(rows.map(({ patients }) => patients));
}

const left = { icb: 'one ICB', sub_icb: 'one sub-ICB location' } as const;

/**
 * Provision by fifth of need at a snapshot, with intervals from the jackknife that leaves out what the study takes to
 * hang together: one area, or one PCN, at a time (Efron 1982, equation 3.1; MacKinnon, Nielsen and Webb 2023). The cuts
 * are held. A fifth that lies in one such unit alone has no interval, nor has its difference; the others have theirs.
 * null where a fifth would be empty.
 */
export function fifthsAt(
  snapshotRows: readonly PanelRow[],
  { need, snapshot }: Question,
  study: Pick<Study, 'inference'>,
): Fifths | null {
  const rows = snapshotRows.filter(isCounted).filter((row) => (row.values[need] ?? null) !== null);
  const needs = rows.map((row) => row.values[need] as number);
  const fifthOf = fifthsOf(
    needs,
    rows.map(({ patients }) => patients),
  );
  const groups = [0, 1, 2, 3, 4].map((fifth) => rows.filter((_, i) => fifthOf[i] === fifth));
  if (groups.some(({ length }) => length === 0)) return null;
  const fifths = groups.map((group, i): NeedFifthRow => {
    const inside = group.map((row) => row.values[need] as number);
    return {
      snapshot,
      need,
      fifth: i + 1,
      pcns: group.length,
      not_reported: group.filter(({ reported }) => !reported).length,
      patients: sum(group.map(({ patients }) => patients)),
      need_low: Math.min(...inside),
      need_high: Math.max(...inside),
      fte: sum(group.map(({ fte }) => fte)),
      value: weightedMean(group),
      ...intervalOf(rows, fifthOf, [[i]], study),
      value_reported: weightedMean(group.filter(hasReported)),
    };
  });
  const [least, most] = [fifths[0]!, fifths[4]!];
  const difference = most.value! - least.value!;
  const { conf_low, conf_high } = intervalOf(rows, fifthOf, [[0, 4], [4]], study);
  const staff = (rate: number | null) => (rate === null ? null : (rate * most.patients) / 10_000);
  const area = drawnArea(study.inference.dependence);
  return {
    fifths,
    gap: {
      snapshot,
      need,
      least: least.value!,
      most: most.value!,
      difference,
      conf_low,
      conf_high,
      patients: most.patients,
      staff: (difference * most.patients) / 10_000,
      staff_low: staff(conf_low),
      staff_high: staff(conf_high),
      difference_reported:
        least.value_reported === null || most.value_reported === null
          ? null
          : most.value_reported - least.value_reported,
      method: `jackknife, leaving out ${area === null ? 'one PCN' : left[area]} at a time`,
    },
  };
}
