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
  /** Of an area that it is in, where one is drawn; a dashed line. */
  around?: number | null;
}

export interface AreaOverTimeOptions {
  text: FigureText;
  area: string;
  otherLabel: string;
  /** Of the area that it is in; left out where none is drawn. */
  aroundLabel?: string;
  /** In order of time. */
  points: readonly AreaPoint[];
  yLabel: string;
  format: (value: number) => string;
  /** Of the intervals; null where there are none. */
  level: number | null;
  /** What a hollow mark is. */
  hollow: string;
  width?: number;
}

/** The chart in words. */
export function describeAreaOverTime(options: Omit<AreaOverTimeOptions, 'text' | 'width'>): string {
  const { area, otherLabel, aroundLabel = '', points, yLabel, format, level } = options;
  const said = points.flatMap(({ snapshot, value, low, high, other, around = null }) => {
    if (value === null) return [];
    const bounds = low === null || high === null ? '' : ` (${format(low)} to ${format(high)})`;
    const beside = other === null ? '' : `, ${otherLabel} ${format(other)}`;
    const within = around === null ? '' : `, ${aroundLabel} ${format(around)}`;
    return [`${longDate(snapshot)} ${format(value)}${bounds}${within}${beside}`];
  });
  if (said.length === 0) return `${yLabel} in ${area} over time: nobody reported.`;
  const brackets = level === null ? '' : `, in brackets ${levelWords(level)} intervals`;
  return `${yLabel} in ${area} over time${brackets}: ${said.join('; ')}.`;
}
