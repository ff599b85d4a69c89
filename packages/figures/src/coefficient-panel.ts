import { drawDirectLabels, labelHeight } from './coefficient-labels.js';
import { type CoefficientPoint, known, pointWords, type StyledSeries } from './coefficient-series.js';
import { hasInterval, isSignificant } from './interval.js';
import { markData } from './mark.js';
import { cross, marker } from './marker.js';
import { colours } from './palette.js';
import { ribbon } from './ribbon.js';
import type { Block } from './stack.js';
import { coordinate, element } from './svg.js';
import type { TimeScale } from './time-scale.js';
import { type ValueAxis, valueAxis } from './value-axis.js';

/** Series with what decides the height and the vertical axis of their panel. */
export interface MeasuredPanel {
  series: readonly StyledSeries[];
  height: number;
  /** The vertical axis where the panel's upper edge is at `top`. */
  axisAt: (top: number) => ValueAxis;
}

/** A panel that grows beyond `minimum` where its direct labels, in a column of `labelWidth`, need it. */
export function measuredPanel(
  series: readonly StyledSeries[],
  values: readonly number[],
  minimum: number,
  labelWidth: number,
): MeasuredPanel {
  const labels = series.reduce((sum, { label }) => sum + labelHeight(label, labelWidth), 0);
  const height = Math.max(minimum, labels);
  return { series, height, axisAt: (top) => valueAxis(values, top + height - 4, top + 4) };
}

/** Grid lines, ticks' words and the line of zero. */
function grid({ ticks, y }: ValueAxis, { left, right }: TimeScale): string {
  const across = (at: number) => `M${coordinate(left)},${coordinate(at)}H${coordinate(right)}`;
  const lines = ticks.map(({ value, text }) => {
    const at = y(value);
    const line = value === 0 ? '' : element('path', { d: across(at), stroke: '#DADDDF', 'stroke-width': 1 });
    return (
      line + element('text', { x: left - 8, y: at + 4.5, 'text-anchor': 'end', fill: colours.quiet }, text)
    );
  });
  return lines.join('') + element('path', { d: across(y(0)), stroke: colours.ink, 'stroke-width': 1.2 });
}

/** A vertical line from one value to another. */
function vertical(x: number, from: number, to: number, axis: ValueAxis): string {
  return `M${coordinate(x)},${coordinate(axis.y(from))}V${coordinate(axis.y(to))}`;
}

/** A marker with its interval, thick, the other one thin on its left and the bootstrap's on its right; `slot` is the room across of a point. */
function pointMark(
  point: CoefficientPoint,
  { label, colour, shape }: StyledSeries,
  x: number,
  slot: number,
  axis: ValueAxis,
): string {
  if (!known(point.estimate)) return '';
  const beside = known(point.other_low) && known(point.other_high);
  const interval = hasInterval(point)
    ? element('path', {
        d: vertical(x, point.low, point.high, axis),
        stroke: colour,
        'stroke-width': beside ? 2.6 : 2,
      })
    : '';
  const other =
    beside && known(point.other_low) && known(point.other_high)
      ? element('path', {
          d: vertical(x - Math.min(4.5, slot * 0.4), point.other_low, point.other_high, axis),
          stroke: colour,
          'stroke-width': 1,
        })
      : '';
  const bootstrap =
    known(point.boot_low) && known(point.boot_high)
      ? element('path', {
          d: vertical(x + Math.min(5.5, slot * 0.45), point.boot_low, point.boot_high, axis),
          stroke: colour,
          'stroke-width': 1,
          'stroke-dasharray': '2.5 1.5',
        })
      : '';
  const radius = Math.min(4.2, Math.max(2.2, slot * 0.32));
  return element(
    'g',
    markData({
      code: point.snapshot,
      label: [label, point.snapshot, point.label].filter(Boolean).join(', '),
      value: pointWords(point),
    }),
    interval +
      other +
      bootstrap +
      (hasInterval(point) || known(point.other_low)
        ? marker(shape, x, axis.y(point.estimate), radius, colour, isSignificant(point))
        : cross(x, axis.y(point.estimate), radius, colour)),
  );
}

/** Bands under all points, and the points of each series a little beside those of the others. */
function marksOf(series: readonly StyledSeries[], time: TimeScale, axis: ValueAxis): string {
  const slot = Math.min(14, (time.step * 0.9) / Math.max(1, series.length));
  const xIn = (index: number) => (snapshot: string) =>
    time.xOf(snapshot) + (index - (series.length - 1) / 2) * slot;
  const bands = series.map(({ points, colour }, index) => ribbon(points, xIn(index), axis.y, colour));
  const points = series.flatMap((item, index) =>
    item.points.map((point) => pointMark(point, item, xIn(index)(point.snapshot), slot, axis)),
  );
  return bands.join('') + points.join('');
}

/** Ticks, zero line, intervals, markers and direct labels of one panel; the labels end at the width of the figure. */
export function coefficientPanel(
  { series, height, axisAt }: MeasuredPanel,
  time: TimeScale,
  width: number,
): Block {
  return {
    height,
    draw: (top) => {
      const axis = axisAt(top);
      const column = { left: time.right, right: width, top, bottom: top + height, axis };
      return grid(axis, time) + marksOf(series, time, axis) + drawDirectLabels(series, column);
    },
  };
}
