import { longDate } from '@inverse-care/domain';
import { levelWords } from './interval.js';
import type { FigureText } from './text.js';

/** What an area and all areas together have at a snapshot; a value of null is not known. */
export interface AreaPoint {
  /** ISO date. */
  snapshot: string;
  value: number | null;
  low: number | null;
  high: number | null;
  /** Whether enough of the area reported: a hollow mark where not. */
  firm: boolean;
  /** Of all areas together. */
  other: number | null;
}

export interface AreaOverTimeOptions {
  text: FigureText;
  area: string;
  otherLabel: string;
  /** In order of time. */
  points: readonly AreaPoint[];
  yLabel: string;
  format: (value: number) => string;
  /** Of the intervals. */
  level: number;
  /** What a hollow mark is. */
  hollow: string;
  width?: number;
}

/** The chart in words. */
export function describeAreaOverTime(options: Omit<AreaOverTimeOptions, 'text' | 'width'>): string {
  const { area, otherLabel, points, yLabel, format, level } = options;
  const said = points.flatMap(({ snapshot, value, low, high, other }) => {
    if (value === null) return [];
    const bounds = low === null || high === null ? '' : ` (${format(low)} to ${format(high)})`;
    const beside = other === null ? '' : `, ${otherLabel} ${format(other)}`;
    return [`${longDate(snapshot)} ${format(value)}${bounds}${beside}`];
  });
  if (said.length === 0) return `${yLabel} in ${area} over time: nobody reported.`;
  return `${yLabel} in ${area} over time, in brackets ${levelWords(level)} intervals: ${said.join('; ')}.`;
}
