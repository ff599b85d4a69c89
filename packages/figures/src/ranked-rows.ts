import { order } from '@inverse-care/domain';
import { levelWords } from './interval.js';
import type { FigureText } from './text.js';

/** A value with its interval, such as an ICB's provision. */
export interface RankedRow {
  code: string;
  name: string;
  /** null where there is none: the row stands last. */
  value: number | null;
  /** null where the value has no interval. */
  low: number | null;
  high: number | null;
  /** What the value could be if all was known; left out where nothing is unknown. */
  bounds?: { low: number; high: number };
  /** What stands in a column of its own behind the value, such as the share that did not report. */
  aside?: string;
  /** What stands in place of a value; "no value" where left out. */
  absence?: string;
}

export interface RankedDotsOptions {
  text: FigureText;
  rows: readonly RankedRow[];
  /** The value all are held against, such as the mean of England. */
  reference: { label: string; value: number } | null;
  xLabel: string;
  format: (value: number) => string;
  /** Of the intervals, such as 0.95. */
  level: number;
  /** How the intervals are made, and what a reader has to know. */
  note?: string;
  /** Head of the column of `aside`. */
  asideHead?: string;
  /** What the bounds are, for the key: "if those that did not report had from none to 0.93". */
  boundsWords?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

/** A row with a value. */
export type Valued = RankedRow & { value: number };
export const valued = (row: RankedRow): row is Valued => row.value !== null && Number.isFinite(row.value);
/** A row with an interval. */
export const ranged = (row: RankedRow): row is RankedRow & { low: number; high: number } =>
  row.low !== null && row.high !== null && Number.isFinite(row.low) && Number.isFinite(row.high);

/** From the highest value to the lowest, equal ones by code; those without a value last. */
export function rankRows(rows: readonly RankedRow[]): RankedRow[] {
  const rank = (row: RankedRow) => (valued(row) ? row.value : Number.NEGATIVE_INFINITY);
  return [...rows].sort((a, b) => rank(b) - rank(a) || order(a.code, b.code));
}

/** Does the interval leave out the reference? */
export function apartFrom(row: RankedRow, reference: number): boolean {
  return ranged(row) && (row.low > reference || row.high < reference);
}

/** The plot in words: how many rows, highest and lowest, and how many intervals leave out the reference. */
export function describeRankedDots(options: Omit<RankedDotsOptions, 'text' | 'width'>): string {
  const { rows, reference, format, xLabel, level } = options;
  const ranked = rankRows(rows).filter(valued);
  if (ranked.length === 0) return `${xLabel}: none of ${rows.length} areas has a value.`;
  const [highest, lowest] = [ranked[0]!, ranked.at(-1)!];
  const percent = levelWords(level);
  const range = (row: Valued) =>
    ranged(row)
      ? `${format(row.value)} (${percent} interval ${format(row.low)} to ${format(row.high)})`
      : `${format(row.value)} (no interval)`;
  const sentences = [
    ranked.length === 1
      ? `${xLabel} in one area: ${highest.name}, ${range(highest)}.`
      : `${xLabel} in ${ranked.length} areas, from the highest to the lowest. Highest: ${highest.name}, ${range(highest)}. Lowest: ${lowest.name}, ${range(lowest)}.`,
  ];
  if (reference !== null) {
    const above = ranked.filter((row) => ranged(row) && row.low > reference.value).length;
    const below = ranked.filter((row) => ranged(row) && row.high < reference.value).length;
    sentences.push(
      `${reference.label}: ${format(reference.value)}. The interval lies above it in ${above} and below it in ${below} of them.`,
    );
  }
  const alone = ranked.filter((row) => !ranged(row)).length;
  if (alone > 0) sentences.push(`Without an interval: ${alone}.`);
  const silent = rows.filter(({ value, absence }) => value === null && absence !== undefined);
  for (const words of new Set(silent.map(({ absence }) => absence))) {
    const places = silent.filter(({ absence }) => absence === words).map(({ name }) => name);
    sentences.push(`${places.join(', ')}: ${words}.`);
  }
  const without = rows.length - ranked.length - silent.length;
  if (without > 0) sentences.push(`Without a value: ${without}.`);
  const partial = rows.filter(({ bounds }) => bounds !== undefined && bounds.low < bounds.high);
  if (partial.length > 0) {
    const widest = partial.reduce((a, b) =>
      b.bounds!.high - b.bounds!.low > a.bounds!.high - a.bounds!.low ? b : a,
    );
    sentences.push(
      `In ${partial.length} not all reported; least is known of ${widest.name}${widest.aside === undefined ? '' : ` (${widest.aside} silent)`}: between ${format(widest.bounds!.low)} and ${format(widest.bounds!.high)}.`,
    );
  }
  return sentences.join(' ');
}
