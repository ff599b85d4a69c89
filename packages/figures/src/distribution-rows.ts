import { type FigureText, wholeNumber } from './text.js';

/** A snapshot: who has none, and the quantiles of those who have some. */
export interface DistributionRow {
  /** ISO date. */
  snapshot: string;
  /** The date in words, and what stands beside it: "31 March 2020" and "2020/21 Q1". */
  date: string;
  label: string;
  /** How many did not report, reported none, and have some: they add up to all. */
  notReported: number;
  none: number;
  some: number;
  /** Quantiles over those who have some, at 5, 25, 50, 75 and 95 per cent; null without any. */
  quantiles: readonly [p05: number, p25: number, p50: number, p75: number, p95: number] | null;
}

export interface DistributionOptions {
  text: FigureText;
  rows: readonly DistributionRow[];
  /** What is counted: "PCNs". */
  units: string;
  xLabel: string;
  format: (value: number) => string;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

/** How many there are in all. */
export const total = ({ notReported, none, some }: DistributionRow) => notReported + none + some;
/** A share of all in words: "12%". */
export const share = (part: number, row: DistributionRow) =>
  total(row) === 0 ? 'none' : `${((100 * part) / total(row)).toFixed(0)}%`;

/** A row in words: the shares without any, then the middle of those with some. */
export function rowWords(row: DistributionRow, format: (value: number) => string): string {
  if (total(row) === 0) return 'no data';
  const [p05, , p50, , p95] = row.quantiles ?? [];
  const positives =
    p50 === undefined
      ? 'none with any'
      : `of those with some, median ${format(p50)}, 5% to 95% ${format(p05!)} to ${format(p95!)}`;
  return `${share(row.notReported, row)} not reporting, ${share(row.none, row)} reporting none; ${positives}`;
}

/** The figure in words: the first and last snapshot, and where the share without any was highest and lowest. */
export function describeDistribution(options: Omit<DistributionOptions, 'text' | 'width'>): string {
  const { units, format, xLabel } = options;
  const rows = options.rows.filter((row) => total(row) > 0);
  if (rows.length === 0) return `${xLabel}: no snapshot has data.`;
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const say = (row: DistributionRow) =>
    `${row.date}: ${wholeNumber(total(row))} ${units}, ${rowWords(row, format)}.`;
  if (rows.length === 1) return `${xLabel}. ${say(first)}`;
  const without = (row: DistributionRow) => (row.notReported + row.none) / total(row);
  const most = rows.reduce((a, b) => (without(b) > without(a) ? b : a));
  const least = rows.reduce((a, b) => (without(b) < without(a) ? b : a));
  const extremes =
    without(most) === without(least)
      ? `The share without any is ${share(most.notReported + most.none, most)} at every one of ${rows.length} snapshots.`
      : `The share without any is greatest at ${most.date} (${share(most.notReported + most.none, most)}) and least at ${least.date} (${share(least.notReported + least.none, least)}).`;
  return `${xLabel}. ${say(first)} ${say(last)} ${extremes}`;
}
