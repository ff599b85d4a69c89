import { figureDocument } from './frame.js';
import { type HorizontalAxis, onAxis, type Span } from './horizontal-axis.js';
import { levelWords } from './interval.js';
import { type KeyEntry, key } from './key.js';
import { colours, seriesColours } from './palette.js';
import { quietWords } from './paragraph.js';
import { lanesOf } from './scatter-lanes.js';
import { place, type ScatterLayout, scatterLayout } from './scatter-layout.js';
import { parts, type ScatterLine, type ScatterOptions, type ScatterPoint } from './scatter-points.js';
import { figureWidth } from './sizes.js';
import { type Block, grouped, painted, space, stack } from './stack.js';
import { element } from './svg.js';
import { wholeNumber } from './text.js';
import { drawValueAxis, type ValueAxis } from './value-axis.js';

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
