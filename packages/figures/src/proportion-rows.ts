import { levelWords } from './interval.js';
import type { FigureText } from './text.js';

/** A share with its interval. */
export interface ProportionRow {
  code: string;
  /** What is counted. */
  name: string;
  /** Of how many, and of whom. */
  among: string;
  /** The share as it is to be printed beside its dot: "81%". */
  value: string;
  /** 0 to 1, as are low and high. */
  share: number;
  low: number;
  high: number;
  /** Whether something contradicts it: its dot is hollow. */
  doubtful: boolean;
}

export interface ProportionDotsOptions {
  text: FigureText;
  /** In their order from above. */
  rows: readonly ProportionRow[];
  /** Of the intervals, such as 0.95. */
  level: number;
  /** What a hollow dot means. */
  doubtWords: string;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

/** "81% (73% to 87%), of 120 that answered". */
export const proportionWords = (
  { value, low, high, among }: ProportionRow,
  percent: (share: number) => string,
): string => `${value} (${percent(low)} to ${percent(high)}), ${among}`;

/** Every share in words, with its interval and what it is of. */
export function describeProportions({
  rows,
  level,
  doubtWords,
}: Pick<ProportionDotsOptions, 'rows' | 'level' | 'doubtWords'>): string {
  const percent = (share: number) => `${Math.round(100 * share)}%`;
  const said = rows.map(
    (row) => `${row.name}: ${proportionWords(row, percent)}${row.doubtful ? `; ${doubtWords}` : ''}.`,
  );
  return `${rows.length} shares with ${levelWords(level)} intervals. ${said.join(' ')}`;
}
