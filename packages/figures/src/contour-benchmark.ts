import type { FigureText } from './text.js';

/** An observed covariate, or a multiple of one, as a confounder would be: partial R2 with need and with the outcome. */
export interface ContourBenchmark {
  code: string;
  label: string;
  x: number;
  y: number;
  /** The value that the surface takes there, such as the adjusted estimate. */
  value: number;
}

export interface RobustnessContourOptions {
  text: FigureText;
  /** Ascending partial R2 with need and with the outcome, 0 to 1. */
  x: readonly number[];
  y: readonly number[];
  /** values[row][column] at (x[column], y[row]): the estimate or t value that remains. */
  values: readonly (readonly number[])[];
  /** Values of the lines to be drawn, and the one at which the finding is gone. */
  levels: readonly number[];
  critical: { value: number; label: string };
  /** Without a confounder: stands at the origin. */
  unadjusted: number;
  benchmarks: readonly ContourBenchmark[];
  xLabel: string;
  yLabel: string;
  format: (value: number) => string;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

/** The contour in words: where it starts, and what each benchmark would leave. */
export function describeContour(options: Omit<RobustnessContourOptions, 'text' | 'width'>): string {
  const { unadjusted, critical, benchmarks, format, xLabel, yLabel } = options;
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const said = benchmarks.map(
    ({ label, x, y, value }) =>
      `${label} (${percent(x)} and ${percent(y)}) leaves ${format(value)}${(unadjusted - critical.value) * (value - critical.value) <= 0 ? ', past the critical line' : ''}.`,
  );
  return [
    `What an unobserved confounder would leave of ${format(unadjusted)}, by ${xLabel} and ${yLabel}; ${critical.label} at ${format(critical.value)}.`,
    ...(said.length > 0 ? ['As strong as:', ...said] : ['No benchmark.']),
  ].join(' ');
}
