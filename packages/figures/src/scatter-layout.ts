import { type HorizontalAxis, horizontalAxis } from './horizontal-axis.js';
import { markData } from './mark.js';
import { parts, type ScatterOptions, type ScatterPoint } from './scatter-points.js';
import { figureWidth, isNarrow, textSize } from './sizes.js';
import { type Attributes, coordinate } from './svg.js';
import { widestText } from './text.js';
import { type ValueAxis, valueAxis } from './value-axis.js';

/** Where the plot and the lanes stand across, and what the marks of both say. */
export interface ScatterLayout {
  left: number;
  right: number;
  plotHeight: number;
  axis: HorizontalAxis;
  /** The vertical axis of a plot whose upper edge is at `top`. */
  yAxisAt: (top: number) => ValueAxis;
  data: (point: ScatterPoint) => Attributes;
}

/** The layout that holds all points and the line with its band. */
export function scatterLayout(options: ScatterOptions): ScatterLayout {
  const { line, formatX, formatY, width = figureWidth } = options;
  const { finite, some } = parts(options.points);
  const { plotHeight = isNarrow(width) ? 300 : 360 } = options;
  const bounds = line.flatMap(({ fit, low, high }) => [fit, low, high]).filter(Number.isFinite);
  const values = [...some.map(({ y }) => y), ...bounds];
  const yAxisAt = (top: number) => valueAxis(values, top + plotHeight, top + 4);
  const ticks = yAxisAt(0).ticks.map((tick) => tick.text);
  const left = 10 + widestText(ticks, textSize);
  const right = width - 10;
  const axis = horizontalAxis([...finite.map(({ x }) => x), ...line.map(({ x }) => x)], {
    left: left + 6,
    right: right - 6,
    fromZero: false,
    format: options.formatTickX ?? formatX,
  });
  const data = ({ code, name, x, y }: ScatterPoint) =>
    markData({ code, label: name, value: `${formatY(y)}; ${formatX(x)}` });
  return { left, right, plotHeight, axis, yAxisAt, data };
}

/** A place in a path. */
export const place = (x: number, y: number): string => `${coordinate(x)},${coordinate(y)}`;
