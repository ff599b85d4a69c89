import type { VariableId } from '@inverse-care/domain';
import { groupGap, studentTQuantile, sum, weightedMean } from '@inverse-care/stats';
import { fewestPcns, rowsWith, valueIn } from '../../model/rows.js';
import { hasReported } from '../reporting/reporting.js';
import type { AreaRows } from './areas.js';
import type { AreaCore20Row } from './tables.js';

/** Whose share of patients is held against all others. */
export const core20: VariableId = 'core20_share';

const nothing = {
  inside: null,
  outside: null,
  difference: null,
  conf_low: null,
  conf_high: null,
  ratio: null,
};

/**
 * Provision of Core20 and of all others of an ICB, over PCNs that reported, with a t interval on m - 1 degrees of freedom
 * from the jackknife that leaves out one of the m PCNs at a time (Efron 1982, equation 3.1).
 */
export function core20Row(
  { code, rows: all }: AreaRows,
  snapshot: string,
  confidence: number,
): AreaCore20Row {
  const rows = rowsWith(all.filter(hasReported), [core20]);
  const columnsWithout = (left: number | null) => {
    const some = rows.filter((_, i) => i !== left);
    return [
      some.map((row) => row.fte_per_10k as number),
      some.map(({ patients }) => patients),
      some.map((row) => valueIn(row, core20)!),
    ] as const;
  };
  const [provision, patients, shares] = columnsWithout(null);
  const base = {
    snapshot,
    icb_code: code,
    pcns: rows.length,
    share: rows.length > 0 ? weightedMean(shares, patients) : null,
  };
  const { inside, outside, difference, ratio } = groupGap(provision, patients, shares);
  if (rows.length < fewestPcns || !Number.isFinite(difference)) return { ...base, ...nothing };
  const told = { inside, outside, difference, ratio: Number.isFinite(ratio) ? ratio : null };
  const without = rows.map((_, i) => groupGap(...columnsWithout(i)).difference);
  const m = rows.length;
  const centre = sum(without) / m;
  const error = Math.sqrt(((m - 1) / m) * sum(without.map((one) => (one - centre) ** 2)));
  if (!(error > 1e-12 * Math.abs(difference))) return { ...base, ...told, conf_low: null, conf_high: null };
  const half = studentTQuantile((1 + confidence) / 2, m - 1) * error;
  return { ...base, ...told, conf_low: difference - half, conf_high: difference + half };
}
