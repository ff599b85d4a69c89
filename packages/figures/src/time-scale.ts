import { order } from '@inverse-care/domain';
import type { CoefficientSeries } from './coefficient-series.js';
import { colours } from './palette.js';
import { paragraph } from './paragraph.js';
import { type AxisDate, dayOf, quarterWords } from './quarter-axis.js';
import { lineHeight, textSize } from './sizes.js';
import { type Block, beside, painted, space, stack } from './stack.js';
import { coordinate, element } from './svg.js';
import { wrapText } from './text.js';

/** Where snapshots stand across, by their dates. */
export interface TimeScale {
  left: number;
  right: number;
  /** Ascending. */
  dates: readonly AxisDate[];
  /** Horizontal place of each date. */
  xs: readonly number[];
  xOf: (snapshot: string) => number;
  /** Distance between the two nearest snapshots. */
  step: number;
}

function datesOf(series: readonly CoefficientSeries[]): AxisDate[] {
  const labels = new Map<string, string>();
  for (const { points } of series) for (const { snapshot, label } of points) labels.set(snapshot, label);
  return [...labels].sort(([a], [b]) => order(a, b)).map(([snapshot, label]) => ({ snapshot, label }));
}

/** A scale of all snapshots of the series, `inner` within left and right; one alone stands in the middle. */
export function timeScale(
  series: readonly CoefficientSeries[],
  left: number,
  right: number,
  inner: number,
): TimeScale {
  const dates = datesOf(series);
  const days = dates.map(({ snapshot }) => dayOf(snapshot));
  const span = days.length > 1 ? days.at(-1)! - days[0]! : 0;
  const xOfDay = (day: number) =>
    span === 0 ? (left + right) / 2 : left + inner + ((day - days[0]!) / span) * (right - left - 2 * inner);
  const xs = days.map(xOfDay);
  const step = Math.min(right - left, ...xs.slice(1).map((x, index) => x - xs[index]!));
  return { left, right, dates, xs, xOf: (snapshot) => xOfDay(dayOf(snapshot)), step };
}

/** Base line, ticks and the words beneath them. */
function ticked({ xs, left, right }: TimeScale, texts: Block): Block {
  return painted(stack([space(5), texts, space(3)]), ([top, textsTop], id) => {
    const y = coordinate(top!);
    const ticks = xs.map((x) => `M${coordinate(x)},${y}v5`).join('');
    const d = `M${coordinate(left)},${y}H${coordinate(right)}${ticks}`;
    return element('path', { d, stroke: colours.rule, fill: 'none' }) + texts.draw(textsTop!, id);
  });
}

/** Base line, ticks, and months above years. */
export const plainTimeAxis = (time: TimeScale): Block => ticked(time, quarterWords(time.dates, time.xs, 2));

/** Base line, ticks, dates, and the paper's quarters with what they are, up to the width of the figure. */
export function timeAxis(time: TimeScale, width: number): Block {
  const { dates, xs, right } = time;
  const named = dates.some(({ label }) => label !== '');
  const words = wrapText('the paper’s quarter', width - right - 10, textSize);
  const quarter = paragraph(named ? words : [], { x: right + 10, attributes: { fill: colours.quiet } });
  return ticked(time, beside([quarterWords(dates, xs), stack([space(2 * lineHeight), quarter])]));
}
