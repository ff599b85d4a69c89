import { figureDocument } from './frame.js';
import { type HorizontalAxis, horizontalAxis, onAxis, type Span } from './horizontal-axis.js';
import { levelWords } from './interval.js';
import { type KeyEntry, key } from './key.js';
import { markData } from './mark.js';
import { colours, seriesColours } from './palette.js';
import { paragraph, quietWords } from './paragraph.js';
import { parts, type ScatterLine, type ScatterOptions, type ScatterPoint } from './scatter-points.js';
import { figureWidth, isNarrow, textSize } from './sizes.js';
import { type Block, grouped, painted, type Stack, space, stack } from './stack.js';
import { type Attributes, coordinate, element } from './svg.js';
import { wholeNumber, widestText, wrapText } from './text.js';
import { drawValueAxis, type ValueAxis, valueAxis } from './value-axis.js';

const laneHeight = 16;

const place = (x: number, y: number) => `${coordinate(x)},${coordinate(y)}`;

function keyEntries({ line, units, level }: ScatterOptions, some: number): KeyEntry[] {
  const dot: KeyEntry = {
    words: `one of ${wholeNumber(some)} ${units} with some`,
    indent: 30,
    sign: (x, top) =>
      element('circle', { cx: x + 12, cy: top + 8.5, r: 3.2, fill: seriesColours[0], 'fill-opacity': 0.6 }),
  };
  const fitted: KeyEntry = {
    words: `fitted line and its ${levelWords(level)} band`,
    indent: 30,
    sign: (x, top) =>
      element('rect', { x, y: top + 3, width: 24, height: 11, fill: seriesColours[1], 'fill-opacity': 0.4 }) +
      element('path', { d: `M${place(x, top + 8.5)}h24`, stroke: colours.ink, 'stroke-width': 2.2 }),
  };
  return line.length > 0 ? [dot, fitted] : [dot];
}

/** Where the plot and the lanes stand across, and what the marks of both say. */
interface ScatterLayout {
  left: number;
  right: number;
  plotHeight: number;
  axis: HorizontalAxis;
  /** The vertical axis of a plot whose upper edge is at `top`. */
  yAxisAt: (top: number) => ValueAxis;
  data: (point: ScatterPoint) => Attributes;
}

function scatterLayout(options: ScatterOptions): ScatterLayout {
  const { line, formatX, formatY, width = figureWidth } = options;
  const { finite, some } = parts(options.points);
  const plotHeight = isNarrow(width) ? 300 : 360;
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

/** The vertical axis and the dots of those with some. */
function plotOf(points: readonly ScatterPoint[], layout: ScatterLayout): Block {
  const { left, right, plotHeight, axis, yAxisAt, data } = layout;
  return {
    height: plotHeight,
    draw: (top) => {
      const yAxis = yAxisAt(top);
      // A dot is the round end of a stroke without length: the shortest markup for a thousand of them.
      const dots = points.map((point) =>
        element('path', { d: `M${place(axis.x(point.x), yAxis.y(point.y))}h.01`, ...data(point) }),
      );
      return (
        drawValueAxis(yAxis, left, right, 6) +
        element(
          'g',
          {
            class: 'points',
            stroke: seriesColours[0],
            'stroke-opacity': 0.42,
            'stroke-width': 6,
            'stroke-linecap': 'round',
          },
          dots.join(''),
        )
      );
    },
  };
}

/** A shaded lane with a stroke for each point at zero, under its words. */
function lane(points: readonly ScatterPoint[], said: string, layout: ScatterLayout): Stack {
  const { left, right, axis, data } = layout;
  const words = paragraph(wrapText(said, right - left - 4, textSize).slice(0, 1), {
    x: left + 4,
    attributes: { fill: colours.quiet },
  });
  const room = stack([words, space(laneHeight), space(4)]);
  const strokes = (top: number) =>
    points.map((point) =>
      element('path', { d: `M${place(axis.x(point.x), top + 1)}v${laneHeight - 2}`, ...data(point) }),
    );
  return painted(room, ([top, laneTop], id) => {
    const shade = { x: left, y: laneTop!, width: right - left, height: laneHeight, fill: colours.shade };
    const paint = { class: 'zeros', stroke: seriesColours[0], 'stroke-width': 1.4, 'stroke-opacity': 0.5 };
    return element('rect', shade) + words.draw(top!, id) + element('g', paint, strokes(laneTop!).join(''));
  });
}

/** The lanes of those that reported none and of those that did not report; a lane without points is left out. */
function lanesOf({ points, units }: ScatterOptions, layout: ScatterLayout): Stack[] {
  const { finite, none, absent } = parts(points);
  const of = (some: readonly ScatterPoint[]) =>
    `${wholeNumber(some.length)} of ${wholeNumber(finite.length)} ${units}`;
  return [
    { zeros: none, words: `reported none: ${of(none)}` },
    { zeros: absent, words: `did not report, counted as none: ${of(absent)}` },
  ]
    .filter(({ zeros }) => zeros.length > 0)
    .map(({ zeros, words }) => lane(zeros, words, layout));
}

/** The fitted line, its band, and a white edge that parts it from the dots. */
function fittedLine(line: readonly ScatterLine[], axis: HorizontalAxis, yAxis: ValueAxis): string {
  if (line.length === 0) return '';
  const highs = line.map(({ x, high }) => place(axis.x(x), yAxis.y(high)));
  const lows = line.map(({ x, low }) => place(axis.x(x), yAxis.y(low))).reverse();
  const fits = line.map(({ x, fit }) => place(axis.x(x), yAxis.y(fit)));
  return (
    element('path', {
      d: `M${[...highs, ...lows].join('L')}Z`,
      fill: seriesColours[1],
      'fill-opacity': 0.4,
    }) +
    element('path', { d: `M${fits.join('L')}`, fill: 'none', stroke: '#FFFFFF', 'stroke-width': 4.4 }) +
    element('path', {
      class: 'fitted',
      d: `M${fits.join('L')}`,
      fill: 'none',
      stroke: colours.ink,
      'stroke-width': 2.2,
    })
  );
}

/**
 * Provision against need with the fitted line and its band, as an SVG document. PCNs without any provision stand as
 * strokes in lanes beneath the plot, so that many at zero are seen as many; the line is fitted through them too.
 */
export function scatterPlot(options: ScatterOptions): string {
  const { text, line, xLabel, yLabel, note = '', width = figureWidth } = options;
  const { some } = parts(options.points);
  const layout = scatterLayout(options);
  const { left, right, plotHeight, axis, yAxisAt } = layout;
  const plot = plotOf(some, layout);
  const lanes = lanesOf(options, layout);
  const room = stack([plot, space(lanes.length > 0 ? 4 : 0), ...lanes]);
  const spans = [
    [0, plotHeight] as const,
    ...lanes.map(({ edges }, index): Span => {
      const top = room.edges[index + 2]!;
      return [top + edges[1]!, top + edges[2]!];
    }),
  ];
  const points = painted(
    stack([room]),
    ([top], id) => room.draw(top!, id) + fittedLine(line, axis, yAxisAt(top!)),
  );
  const body = stack([
    key(keyEntries(options, some.length), width, 20),
    space(8),
    quietWords(yLabel, width),
    space(4),
    onAxis(points, axis, spans),
    space(6),
    quietWords(xLabel, right - left, left),
    space(4),
    quietWords(note, width - 4),
    space(4),
  ]);
  return figureDocument(text, grouped(body), width);
}
