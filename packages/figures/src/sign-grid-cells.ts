import { order } from '@inverse-care/domain';
import { levelWords } from './interval.js';
import { estimateWords } from './mark.js';
import type { AxisDate } from './quarter-axis.js';
import type { FigureText } from './text.js';

/** An estimate for one row (a need) at one snapshot. */
export interface SignGridCell {
  row: string;
  snapshot: string;
  estimate: number;
  low: number;
  high: number;
}

export interface SignGridOptions {
  text: FigureText;
  /** From top to bottom: a code, such as a need's, and its name. */
  rows: readonly { code: string; label: string }[];
  /** From left to right: ISO date and the paper's quarter, or "". */
  columns: readonly AxisDate[];
  /** Where one is missing or not finite the tile is hatched. */
  cells: readonly SignGridCell[];
  format: (value: number) => string;
  level: number;
  note?: string;
}

/** A cell with an estimate. */
export const finite = ({ estimate }: SignGridCell) => Number.isFinite(estimate);

/** The grid in words, row by row: at how many snapshots the interval lies below and above zero, and the last estimate. */
export function describeSignGrid({ rows, cells, format, level }: Omit<SignGridOptions, 'text'>): string {
  const sentences = rows.map(({ code, label }) => {
    const of = cells
      .filter((cell) => cell.row === code && finite(cell))
      .sort((a, b) => order(a.snapshot, b.snapshot));
    const last = of.at(-1);
    if (last === undefined) return `${label}: no estimate.`;
    const below = of.filter(({ high }) => high < 0).length;
    const above = of.filter(({ low }) => low > 0).length;
    return `${label}: of ${of.length} snapshots the interval lies below zero at ${below} and above at ${above}; at the last, ${last.snapshot}, ${estimateWords(last, format)}.`;
  });
  return [`Sign and significance, ${levelWords(level)} intervals.`, ...sentences].join(' ');
}
