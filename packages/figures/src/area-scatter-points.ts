import { parts, type ScatterPoint } from './scatter-points.js';
import { type FigureText, wholeNumber } from './text.js';

export interface AreaScatterOptions {
  text: FigureText;
  /** What the area is called: "Devon". */
  area: string;
  /** Units of the area; y is 0 of one that did not report. */
  points: readonly ScatterPoint[];
  /** All others, drawn grey where they are above zero and within the axis. */
  behind: readonly { x: number; y: number }[];
  /** What those are called: "other PCNs of England". */
  othersLabel: string;
  /** What the line of all of them passes through, from left to right; empty where there is none. */
  line: readonly { x: number; fit: number }[];
  lineLabel: string;
  xLabel: string;
  yLabel: string;
  formatX: (value: number) => string;
  formatTickX?: (value: number) => string;
  formatY: (value: number) => string;
  /** What is counted: "PCNs". */
  units: string;
  width?: number;
}

/** The highest value that the axis has to hold: of the area’s own, or twice the line’s where that is more. */
export function highestOf({ points, line }: Pick<AreaScatterOptions, 'points' | 'line'>): number {
  const own = parts(points).some.map(({ y }) => y);
  return Math.max(...own, ...line.map(({ fit }) => 2 * fit), Number.MIN_VALUE);
}

/** Those behind that are drawn, and how many are above the axis. */
export function behindOf(options: Pick<AreaScatterOptions, 'points' | 'line' | 'behind'>) {
  const top = highestOf(options);
  const some = options.behind.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y) && y > 0);
  const drawn = some.filter(({ y }) => y <= top);
  return { drawn, above: some.length - drawn.length };
}

/** The plot in words. */
export function describeAreaScatter(options: Omit<AreaScatterOptions, 'text' | 'width'>): string {
  const { points, area, xLabel, yLabel, formatX, formatY, units, line, lineLabel } = options;
  const { finite, some, none, absent } = parts(points);
  if (finite.length === 0) return `${yLabel} against ${xLabel} in ${area}: nothing to show.`;
  const xs = finite.map(({ x }) => x);
  const range = `${xLabel} runs from ${formatX(Math.min(...xs))} to ${formatX(Math.max(...xs))} in ${area}.`;
  const ys = some.map(({ y }) => y);
  const values =
    ys.length === 0
      ? `None of them has any.`
      : `Those with some have from ${formatY(Math.min(...ys))} to ${formatY(Math.max(...ys))}.`;
  const [first, last] = [line[0], line.at(-1)];
  const fitted =
    first === undefined || last === undefined
      ? ''
      : ` ${lineLabel} runs from ${formatY(first.fit)} at ${formatX(first.x)} to ${formatY(last.fit)} at ${formatX(last.x)}.`;
  return `${yLabel} against ${xLabel} for ${wholeNumber(finite.length)} ${units} of ${area}, all others grey behind. ${range} ${values} ${wholeNumber(none.length)} reported none and ${wholeNumber(absent.length)} did not report.${fitted}`;
}
