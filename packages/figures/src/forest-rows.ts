import { order } from '@inverse-care/domain';
import { levelWords } from './interval.js';
import { estimateWords } from './mark.js';
import type { FigureText } from './text.js';

/** An estimate with its interval. */
export interface ForestEstimate {
  estimate: number;
  low: number;
  high: number;
}

/** A group, such as a region, with two estimates of the same thing. */
export interface ForestRow {
  code: string;
  name: string;
  /** What the group is made of: "188 PCNs". */
  size: string;
  /** From the group alone; null where it gives none. */
  own: ForestEstimate | null;
  /** Drawn towards the mean of the groups. */
  shrunken: ForestEstimate;
}

export interface ForestPlotOptions {
  text: FigureText;
  rows: readonly ForestRow[];
  /** What all groups together give. */
  reference: { label: string; value: number } | null;
  /** What the two marks of a row are: "its PCNs alone". */
  labels: { own: string; shrunken: string };
  xLabel: string;
  format: (value: number) => string;
  /** Of the intervals, such as 0.95. */
  level: number;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

/** From the highest shrunken estimate to the lowest, equal ones by code. */
export const forestOrder = (rows: readonly ForestRow[]): ForestRow[] =>
  [...rows].sort((a, b) => b.shrunken.estimate - a.shrunken.estimate || order(a.code, b.code));

/** A row in words: both estimates with their intervals. */
export function forestWords(
  { own, shrunken }: ForestRow,
  { labels, format }: Pick<ForestPlotOptions, 'labels' | 'format'>,
): string {
  const alone = own === null ? 'none' : estimateWords(own, format);
  return `${labels.own}: ${alone}; ${labels.shrunken}: ${estimateWords(shrunken, format)}`;
}

/** The plot in words: every group with both estimates, and the reference. */
export function describeForest(options: Omit<ForestPlotOptions, 'text' | 'width'>): string {
  const { rows, reference, format, xLabel, level, labels } = options;
  if (rows.length === 0) return `${xLabel}: no group has an estimate.`;
  const each = forestOrder(rows).map(
    (row) =>
      `${row.name} (${row.size}), ${labels.own}: ${row.own === null ? 'none' : estimateWords(row.own, format)}; ${labels.shrunken}: ${estimateWords(row.shrunken, format)}.`,
  );
  return [
    `${xLabel} with ${levelWords(level)} intervals, from the highest to the lowest.`,
    ...each,
    ...(reference === null ? [] : [`${reference.label}: ${format(reference.value)}.`]),
  ].join(' ');
}
