import type { PanelRow, Study } from '@inverse-care/domain';
import {
  type LeastSquaresFit,
  leastSquares,
  outcomeBounds,
  quantile,
  tippingPoint,
} from '@inverse-care/stats';
import { allowanceFor } from '../../model/dependence.js';
import { columnsOf, fewestPcns, provisionOf, type Question, rowsWith, valueIn } from '../../model/rows.js';
import type { UnreportedRow } from './tables.js';

/** Of reporting PCNs' provision: the most that an unreported one is taken to have. */
const highestQuantile = 0.95;

/**
 * Bounds and tipping points of one need and snapshot, over the range that the study states in FTE per 10,000 patients;
 * where it states none, from none to the 95th percentile of the PCNs that reported. null where no PCN reported, or too
 * few have a value of need.
 */
export function unreportedRow(
  snapshotRows: readonly PanelRow[],
  { need, snapshot }: Question,
  { inference, multiverse }: Pick<Study, 'inference' | 'multiverse'>,
): UnreportedRow | null {
  const rows = rowsWith(snapshotRows, [need]);
  const reported = rows.filter((row) => row.reported);
  if (reported.length === 0 || rows.length < fewestPcns) return null;
  const [bottom, top] = multiverse?.unreported_range ?? [
    0,
    quantile(reported.map(provisionOf), highestQuantile),
  ];
  const columns = columnsOf(rows, [need]);
  const y = Float64Array.from(rows, (row) => (row.reported ? provisionOf(row) : 0));
  const allow = allowanceFor(rows, { inference });
  const fit = leastSquares({ y, columns });
  const estimate = fit.coefficients[1]!;
  const { method, clusters } = allow(fit);
  const options = {
    columns,
    coefficient: 1,
    covariance: (of: LeastSquaresFit) => allow(of).matrix,
    level: inference.level,
    ...(clusters && { clusters: [...clusters] }),
  };
  const bounds = outcomeBounds({
    ...options,
    lowest: y.map((value, i) => (rows[i]!.reported ? value : bottom)),
    highest: y.map((value, i) => (rows[i]!.reported ? value : top)),
  });
  const side = estimate < 0 ? 'above' : 'below';
  const median = quantile(columns[1]!, 0.5);
  const there = rows.map((row) => {
    const distance = valueIn(row, need)! - median;
    return !row.reported && (side === 'above' ? distance > 0 : distance < 0);
  });
  const tipping = tippingPoint({ ...options, y, direction: Float64Array.from(there, Number) });
  return {
    need,
    snapshot,
    n: rows.length,
    unreported: rows.length - reported.length,
    range_low: bottom,
    range_high: top,
    estimate,
    bound_low: bounds.low,
    bound_high: bounds.high,
    settled: bounds.low > 0 || bounds.high < 0,
    conf_low: bounds.confLow,
    conf_high: bounds.confHigh,
    errors: method,
    tipping_side: side,
    tipping_pcns: there.filter(Boolean).length,
    tipping_patients: rows.reduce((total, { patients }, i) => total + (there[i] ? patients : 0), 0),
    tipping_zero: tipping.zero,
    tipping_insignificant: tipping.insignificant,
  };
}
