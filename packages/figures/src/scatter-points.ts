import { levelWords } from './interval.js';
import { type FigureText, wholeNumber } from './text.js';

/** One PCN: need and provision. */
export interface ScatterPoint {
  code: string;
  name: string;
  x: number;
  y: number;
  /** Did not report: a zero that nobody said. */
  reported: boolean;
}

/** The fitted line at x with its interval. */
export interface ScatterLine {
  x: number;
  fit: number;
  low: number;
  high: number;
}

export interface ScatterOptions {
  text: FigureText;
  points: readonly ScatterPoint[];
  /** From left to right; empty where no line is fitted. */
  line: readonly ScatterLine[];
  xLabel: string;
  yLabel: string;
  formatX: (value: number) => string;
  /** Of the ticks; `formatX` where left out. */
  formatTickX?: (value: number) => string;
  formatY: (value: number) => string;
  /** What is counted: "PCNs". */
  units: string;
  /** Of the line's band, such as 0.95. */
  level: number;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
  /** Of the plot above the lanes; by the width where left out. */
  plotHeight?: number;
}

/** Points above zero, zeros that were reported, and zeros that stand for no report. */
export function parts(points: readonly ScatterPoint[]) {
  const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  return {
    finite,
    some: finite.filter(({ y }) => y !== 0),
    none: finite.filter(({ y, reported }) => y === 0 && reported),
    absent: finite.filter(({ y, reported }) => y === 0 && !reported),
  };
}

/** The plot in words: counts, ranges, and where the line begins and ends. */
export function describeScatter(options: Omit<ScatterOptions, 'text' | 'width'>): string {
  const { points, line, xLabel, yLabel, formatX, formatY, units, level } = options;
  const { finite, some, none, absent } = parts(points);
  if (finite.length === 0) return `${yLabel} against ${xLabel}: nothing to show.`;
  const lowest = (key: 'x' | 'y', from: readonly ScatterPoint[]) =>
    from.reduce((a, b) => (b[key] < a[key] ? b : a))[key];
  const highest = (key: 'x' | 'y', from: readonly ScatterPoint[]) =>
    from.reduce((a, b) => (b[key] > a[key] ? b : a));
  const sentences = [
    `${yLabel} against ${xLabel} for ${wholeNumber(finite.length)} ${units}. ${xLabel} runs from ${formatX(lowest('x', finite))} to ${formatX(highest('x', finite).x)}.`,
  ];
  if (some.length > 0) {
    const top = highest('y', some);
    sentences.push(`The highest provision is ${formatY(top.y)} in ${top.name}.`);
  }
  sentences.push(
    `${wholeNumber(none.length)} ${units} reported none and ${wholeNumber(absent.length)} did not report and count as none; ${wholeNumber(some.length)} have some.`,
  );
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined) return [...sentences, 'No line is fitted.'].join(' ');
  const moved = last.fit > first.fit ? 'rises' : last.fit < first.fit ? 'falls' : 'stays';
  const at = ({ x, fit, low, high }: ScatterLine) =>
    `${formatY(fit)} (${formatY(low)} to ${formatY(high)}) at ${formatX(x)}`;
  return [
    ...sentences,
    `The fitted line ${moved} from ${at(first)} to ${at(last)}; in brackets its ${levelWords(level)} band.`,
  ].join(' ');
}
