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
  /** How many of all are counted, those that did not report being left out of them or not, and how many of these have none. */
  counted: number;
  without: number;
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
const percentOf = (part: number, all: number) => (all === 0 ? '–' : `${((100 * part) / all).toFixed(0)}%`);
/** The share without any of those that are counted, in words: "12%". */
export const shareWithout = ({ without, counted }: DistributionRow) => percentOf(without, counted);
/** Some are not counted: shares without any are of those that reported. */
export const isPartial = (row: DistributionRow) => row.counted < total(row);

/** A row in words: the shares without any, then the middle of those with some. */
export function rowWords(row: DistributionRow, format: (value: number) => string): string {
  if (total(row) === 0) return 'no data';
  const [p05, , p50, , p95] = row.quantiles ?? [];
  const positives =
    p50 === undefined
      ? 'none with any'
      : `of those with some, median ${format(p50)}, 5% to 95% ${format(p05!)} to ${format(p95!)}`;
  const silent = `${percentOf(row.notReported, total(row))} not reporting`;
  if (row.counted === 0) return silent;
  const none = isPartial(row)
    ? `${shareWithout(row)} of the others reporting none`
    : `${percentOf(row.none, total(row))} reporting none`;
  return `${silent}, ${none}; ${positives}`;
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
  const without = (row: DistributionRow) => (row.counted === 0 ? 0 : row.without / row.counted);
  const most = rows.reduce((a, b) => (without(b) > without(a) ? b : a));
  const least = rows.reduce((a, b) => (without(b) < without(a) ? b : a));
  const what = `The share without any${rows.some(isPartial) ? `, of ${units} that reported,` : ''}`;
  const extremes =
    shareWithout(most) === shareWithout(least)
      ? `${what} is ${shareWithout(most)} at every one of ${rows.length} snapshots.`
      : `${what} is greatest at ${most.date} (${shareWithout(most)}) and least at ${least.date} (${shareWithout(least)}).`;
  return `${xLabel}. ${say(first)} ${say(last)} ${extremes}`;
}
