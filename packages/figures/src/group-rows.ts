import { levelWords } from './interval.js';
import type { FigureText } from './text.js';

/** One part of a group, such as the fifth of patients with the most need. */
export interface GroupRow {
  /** "1, least need". */
  label: string;
  value: number;
  /** null where the value has no interval. */
  low: number | null;
  high: number | null;
  /** The value by another count, such as among those that reported; null where there is none, or it is the same. */
  other: number | null;
}

/** A measure by which people are grouped, and its parts in order. */
export interface RowGroup {
  code: string;
  label: string;
  rows: readonly GroupRow[];
  /** Last against first, in words. */
  gap: string;
}

export interface GroupDotsOptions {
  text: FigureText;
  groups: readonly RowGroup[];
  /** For the description: "FTE per 10,000 patients". */
  unit: string;
  format: (value: number) => string;
  /** Of the intervals, such as 0.95. */
  level: number;
  /** What the hollow mark is. */
  otherWords: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

/** A value with its interval in words. */
export const groupWords = ({ value, low, high }: GroupRow, format: (value: number) => string): string =>
  low === null || high === null ? format(value) : `${format(value)} (${format(low)} to ${format(high)})`;

/** The plot in words: first and last part of every group with their intervals, and the gap. */
export function describeGroupDots({ groups, unit, format, level }: Omit<GroupDotsOptions, 'text'>): string {
  const said = groups.flatMap(({ label, rows, gap }) => {
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [
      `${label}: ${first.label}, ${groupWords(first, format)}; ${last.label}, ${groupWords(last, format)}. ${gap}.`,
    ];
  });
  return `${unit} on one axis for ${groups.length === 1 ? 'one measure' : `${groups.length} measures`}, with ${levelWords(level)} intervals. ${said.join(' ')}`;
}
