import type { FigureText } from './text.js';

/** A unit of a funnel plot, with its limits. */
export interface FunnelPoint {
  code: string;
  name: string;
  /** What is expected of it: its size. */
  expected: number;
  /** Observed over expected. */
  ratio: number;
  inner: readonly [low: number, high: number];
  outer: readonly [low: number, high: number];
  /** Against the outer limits. */
  outside: boolean;
}

export interface FunnelOptions {
  text: FigureText;
  points: readonly FunnelPoint[];
  /** What the units are: "PCNs". */
  units: string;
  /** Levels of the limits in words: "95%" and "99.8%". */
  levels: readonly [inner: string, outer: string];
  xLabel: string;
  yLabel: string;
  format: (value: number) => string;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

/** The funnel in words: how many units, how many outside on either side, and which. */
export function describeFunnel({
  points,
  units,
  format,
}: Pick<FunnelOptions, 'points' | 'units' | 'format'>): string {
  const outside = points.filter((point) => point.outside);
  const above = outside.filter(({ ratio, outer }) => ratio > outer[1]).length;
  const most = 8;
  const named = outside
    .slice(0, most)
    .map(({ name, ratio }) => `${name} ${format(ratio)}`)
    .join('; ');
  const rest = outside.length > most ? `; and ${outside.length - most} more` : '';
  const names = outside.length === 0 ? '' : `: ${named}${rest}`;
  return `${points.length} ${units} by what is expected of them; ${outside.length} outside the outer limits, ${above} above and ${outside.length - above} below${names}.`;
}
