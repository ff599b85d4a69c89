import type { PanelRow, VariableId } from '@inverse-care/domain';
import { sum, wilsonShareInterval } from '@inverse-care/stats';
import { rowsWith, valueIn } from '../../model/rows.js';
import type { PcnNeedRow } from './tables.js';

/**
 * Where a need stands among England's patients: the share of them in PCNs with less of it, and half of those with the
 * same. It rises with need, and cuts patients into fifths as `need_fifths.csv` does.
 */
export function standingAmong(
  needs: readonly number[],
  patients: readonly number[],
): (need: number) => number {
  const order = needs.map((_, i) => i).sort((a, b) => needs[a]! - needs[b]!);
  const sorted = order.map((i) => needs[i]!);
  const before = [0];
  for (const i of order) before.push(before.at(-1)! + patients[i]!);
  const total = before.at(-1)!;
  /** How many of the sorted needs are below a value; with `same`, those that equal it too. */
  const below = (value: number, same: boolean) => {
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sorted[middle]! < value || (same && sorted[middle]! === value)) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  return (need) => (before[below(need, false)]! + before[below(need, true)]!) / 2 / total;
}

const fifthAt = (standing: number) => Math.min(5, Math.floor(5 * standing) + 1);

const noInterval = {
  low: null,
  high: null,
  fifth_low: null,
  fifth_high: null,
  percentile: null,
  percentile_low: null,
  percentile_high: null,
  effective_respondents: null,
} as const;

/**
 * Every PCN of a snapshot by one need, whether it reported staff or not.
 * @param effective respondents by PCN code, where need is a share of survey answers; others have no interval.
 * @param level of the intervals, such as 0.95. They are of the PCN's own sampling error: where the others stand is held.
 */
export function pcnNeedRows(
  snapshotRows: readonly PanelRow[],
  need: VariableId,
  effective: ReadonlyMap<string, number>,
  level: number,
): PcnNeedRow[] {
  const rows = rowsWith(snapshotRows, [need]).filter(({ patients }) => patients > 0);
  const values = rows.map((row) => valueIn(row, need)!);
  const patients = rows.map((row) => row.patients);
  const standing = standingAmong(values, patients);
  const england = sum(values.map((value, i) => value * patients[i]!)) / sum(patients);
  const intervalOf = (code: string, value: number) => {
    const respondents = effective.get(code);
    if (respondents === undefined || !(respondents > 0) || value < 0 || value > 1) return noInterval;
    const { low, high } = wilsonShareInterval(value, respondents, level);
    const [from, at, to] = [low, value, high].map(standing) as [number, number, number];
    return {
      low,
      high,
      fifth_low: fifthAt(from),
      fifth_high: fifthAt(to),
      percentile: at,
      percentile_low: from,
      percentile_high: to,
      effective_respondents: respondents,
    };
  };
  return rows.map(({ snapshot, pcn_code, pcn_name, icb_code, ...row }, i): PcnNeedRow => {
    const value = values[i]!;
    return {
      snapshot,
      need,
      pcn_code,
      pcn_name,
      icb_code,
      patients: row.patients,
      value,
      england,
      fifth: fifthAt(standing(value)),
      ...intervalOf(pcn_code, value),
    };
  });
}
