import type { FigureText } from './text.js';

/** Bounds of a coefficient at one snapshot, when what was not reported may be anything in a stated range. */
export interface BoundsRow {
  snapshot: string;
  /** The date in words, and the paper's quarter or "". */
  date: string;
  label: string;
  /** As the study counts what was not reported. */
  estimate: number;
  bound_low: number;
  bound_high: number;
  /** Confidence limits about the bounds; null where there are none. */
  conf_low: number | null;
  conf_high: number | null;
}

export interface BoundsPlotOptions {
  text: FigureText;
  rows: readonly BoundsRow[];
  xLabel: string;
  format: (value: number) => string;
  level: number;
  /** What the estimate assumes: "non-reporting counted as none". */
  estimateLabel: string;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

/** A row that has bounds. */
export const bounded = ({ bound_low, bound_high }: BoundsRow) =>
  Number.isFinite(bound_low) && Number.isFinite(bound_high);
/** A row whose bounds leave out zero. */
export const decided = (row: BoundsRow) => bounded(row) && (row.bound_low > 0 || row.bound_high < 0);

/** The bounds in words: the widest, the narrowest, the last, and at how many snapshots the sign is settled. */
export function describeBounds({ rows, xLabel, format }: Omit<BoundsPlotOptions, 'text' | 'width'>): string {
  const known = rows.filter(bounded);
  if (known.length === 0) return `${xLabel}: no snapshot has bounds.`;
  const span = (row: BoundsRow) => row.bound_high - row.bound_low;
  const widest = known.reduce((a, b) => (span(b) > span(a) ? b : a));
  const narrowest = known.reduce((a, b) => (span(b) < span(a) ? b : a));
  const say = (row: BoundsRow) => `${format(row.bound_low)} to ${format(row.bound_high)} at ${row.date}`;
  return `${xLabel}, bounds over all values of what was not reported. Widest: ${say(widest)}. Narrowest: ${say(narrowest)}. Last: ${say(known.at(-1)!)}. The bounds lie below zero at ${known.filter(({ bound_high }) => bound_high < 0).length} and above zero at ${known.filter(({ bound_low }) => bound_low > 0).length} of ${known.length} snapshots.`;
}

/** A row in words: its bounds, and the estimate. */
export function rowWords(row: BoundsRow, { format, estimateLabel }: BoundsPlotOptions): string {
  if (!bounded(row)) return 'no bounds';
  const estimate = Number.isFinite(row.estimate) ? `; ${estimateLabel}: ${format(row.estimate)}` : '';
  return `${format(row.bound_low)} to ${format(row.bound_high)}${estimate}`;
}
