import { type AreaScatterOptions, behindOf } from './area-scatter-points.js';
import { figureDocument } from './frame.js';
import { onAxis, type Span } from './horizontal-axis.js';
import { type KeyEntry, key } from './key.js';
import { colours, seriesColours } from './palette.js';
import { quietWords } from './paragraph.js';
import { lane } from './scatter-lanes.js';
import { place, type ScatterLayout, scatterLayout } from './scatter-layout.js';
import { parts, type ScatterPoint } from './scatter-points.js';
import { halfWidth } from './sizes.js';
import { type Block, grouped, space, stack } from './stack.js';
import { element } from './svg.js';
import { wholeNumber } from './text.js';
import { drawValueAxis } from './value-axis.js';

const [own, other] = [seriesColours[0], '#C3C8CC'];
const plotHeight = 142;

const dot =
  (fill: string, r: number): KeyEntry['sign'] =>
  (x, top) =>
    element('circle', { cx: x + 6, cy: top + 8.5, r, fill });

function keyEntries({ units, othersLabel, line, lineLabel, behind }: AreaScatterOptions): KeyEntry[] {
  const entries: KeyEntry[] = [{ words: `its ${units}`, indent: 16, sign: dot(own, 3.4) }];
  if (behind.length > 0) entries.push({ words: othersLabel, indent: 16, sign: dot(other, 2.4) });
  if (line.length > 0)
    entries.push({
      words: lineLabel,
      indent: 24,
      sign: (x, top) =>
        element('path', { d: `M${place(x, top + 8.5)}h18`, stroke: colours.ink, 'stroke-width': 1.8 }),
    });
  return entries;
}

/** Dots as the round ends of strokes without length: all that are behind in one path, the area’s own one by one. */
function plotOf(options: AreaScatterOptions, some: readonly ScatterPoint[], layout: ScatterLayout): Block {
  const { left, right, axis, yAxisAt, data } = layout;
  const { drawn } = behindOf(options);
  const round = { 'stroke-linecap': 'round', fill: 'none' } as const;
  return {
    height: layout.plotHeight,
    draw: (top) => {
      const { y } = yAxisAt(top);
      const at = (point: { x: number; y: number }) => `M${place(axis.x(point.x), y(point.y))}h.01`;
      const grey = drawn.map(at).join('');
      const line = options.line.map(({ x, fit }) => place(axis.x(x), y(Math.max(0, fit))));
      const dots = some.map((point) => element('path', { d: at(point), ...data(point) }));
      return [
        drawValueAxis(yAxisAt(top), left, right, 6),
        grey === ''
          ? ''
          : element('path', { class: 'behind', d: grey, stroke: other, 'stroke-width': 3.4, ...round }),
        line.length === 0
          ? ''
          : element('path', {
              class: 'fitted',
              d: `M${line.join('L')}`,
              stroke: colours.ink,
              'stroke-width': 1.8,
              fill: 'none',
            }),
        element(
          'g',
          { class: 'points', stroke: own, 'stroke-opacity': 0.8, 'stroke-width': 6.4, ...round },
          dots.join(''),
        ),
      ].join('');
    },
  };
}

/**
 * Provision against need of the units of one area before all others, as an SVG document half a page wide. Those of the
 * area without any, and those that did not report, stand as strokes in lanes beneath.
 */
export function areaScatter(options: AreaScatterOptions): string {
  const { text, units, xLabel, yLabel, width = halfWidth, line } = options;
  const { finite, some, none, absent } = parts(options.points);
  const { drawn, above } = behindOf(options);
  const layout = scatterLayout({
    ...options,
    points: [...options.points, ...drawn.map((point) => ({ ...point, code: '', name: '', reported: true }))],
    line: line.map(({ x, fit }) => ({ x, fit, low: fit, high: fit })),
    level: 0,
    width,
    plotHeight,
  });
  const { left, right, axis } = layout;
  const counted = (zeros: readonly ScatterPoint[], words: string) =>
    zeros.length === 0
      ? []
      : [
          lane(
            zeros,
            `${words}: ${wholeNumber(zeros.length)} of ${wholeNumber(finite.length)} ${units}`,
            layout,
          ),
        ];
  const lanes = [...counted(none, 'reported none'), ...counted(absent, 'did not report')];
  const room = stack([plotOf(options, some, layout), space(lanes.length > 0 ? 4 : 0), ...lanes]);
  const spans = [
    [0, plotHeight] as const,
    ...lanes.map(({ edges }, index): Span => {
      const top = room.edges[index + 2]!;
      return [top + edges[1]!, top + edges[2]!];
    }),
  ];
  const beyond =
    above === 0 ? '' : `${wholeNumber(above)} grey ${above === 1 ? 'dot is' : 'dots are'} above the axis.`;
  const body = stack([
    key(keyEntries(options), width, 14),
    space(6),
    quietWords(yLabel, width),
    space(4),
    onAxis(room, axis, spans),
    space(4),
    quietWords([xLabel, beyond].filter((words) => words !== '').join('. '), right - left, left),
    space(2),
  ]);
  return figureDocument(text, grouped(body), width);
}
