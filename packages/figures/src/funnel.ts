import { figureDocument } from './frame.js';
import type { FunnelOptions, FunnelPoint } from './funnel-points.js';
import { horizontalAxis, onAxis } from './horizontal-axis.js';
import { type KeyEntry, key } from './key.js';
import { markData } from './mark.js';
import { marker } from './marker.js';
import { colours, seriesColours } from './palette.js';
import { quietWords } from './paragraph.js';
import { place } from './scatter-layout.js';
import { figureWidth, isNarrow, lineHeight, textSize } from './sizes.js';
import { after, type Block, grouped, space, stack } from './stack.js';
import { element, escapeXml } from './svg.js';
import { textWidth, wholeNumber, widestText } from './text.js';
import { drawValueAxis, valueAxis } from './value-axis.js';

const [blue, orange] = seriesColours;
/** So many units outside are named in the plot itself. */
const mostNames = 6;
/** Beyond so many units those within the limits are drawn in one stroke, and say nothing of themselves. */
const mostMarks = 200;

const dashes = { inner: '5 4', outer: '' } as const;
const line = (d: string, which: keyof typeof dashes) =>
  element('path', {
    d,
    fill: 'none',
    stroke: colours.quiet,
    'stroke-width': which === 'outer' ? 1.8 : 1.2,
    ...(dashes[which] === '' ? {} : { 'stroke-dasharray': dashes[which] }),
  });

function keyEntries({ points, units, levels }: FunnelOptions): KeyEntry[] {
  const across = (which: keyof typeof dashes, words: string): KeyEntry => ({
    words,
    indent: 32,
    sign: (x, top) => line(`M${place(x, top + 9)}h24`, which),
  });
  const dot = (words: string, outside: boolean): KeyEntry => ({
    words,
    indent: 18,
    sign: (x, top) => marker('circle', x + 6, top + 9, outside ? 5 : 3.4, outside ? orange : blue, outside),
  });
  return [
    dot(`one of ${wholeNumber(points.length)} ${units}`, false),
    dot(`outside the ${levels[1]} limits`, true),
    across('inner', `${levels[0]} limits`),
    across('outer', `${levels[1]} limits`),
  ];
}

/** Points of a limit from the least expectation to the greatest, as far as it stays within the plot. */
function limitPath(
  sorted: readonly FunnelPoint[],
  at: (point: FunnelPoint) => number,
  x: (value: number) => number,
  y: (value: number) => number,
  most: number,
): string {
  const places = sorted
    .filter((point) => at(point) <= most)
    .map((point) => place(x(point.expected), y(at(point))));
  return places.length === 0 ? '' : `M${[...new Set(places)].join('L')}`;
}

interface Taken {
  from: number;
  to: number;
  y: number;
}

/** A unit's name beside its mark; nothing where another name is there already. */
function nameAt(name: string, x: number, y: number, right: number, taken: Taken[]): string {
  const width = textWidth(name, textSize);
  const end = x + width + 14 > right;
  const from = end ? x - 9 - width : x + 9;
  if (
    taken.some((other) => Math.abs(other.y - y) < lineHeight && from < other.to && other.from < from + width)
  )
    return '';
  taken.push({ from, to: from + width, y });
  return element(
    'text',
    { x: end ? x - 9 : x + 9, y: y + 4.5, ...(end ? { 'text-anchor': 'end' } : {}) },
    escapeXml(name),
  );
}

function plot(options: FunnelOptions, width: number): Block {
  const { points, format } = options;
  const height = isNarrow(width) ? 300 : 290;
  const sorted = [...points].sort((a, b) => a.expected - b.expected);
  // Limits of the smallest may lie far beyond every unit; they are drawn as far as the units reach and a little more.
  const top = 1.15 * Math.max(1, ...points.map(({ ratio }) => ratio));
  const axisAt = (edge: number) => valueAxis([top], edge + height, edge + 4);
  const left =
    10 +
    widestText(
      axisAt(0).ticks.map(({ text }) => text),
      textSize,
    );
  const right = width - 10;
  const axis = horizontalAxis(
    points.map(({ expected }) => expected),
    { left: left + 6, right: right - 6, fromZero: true },
  );
  const named = points.filter(({ outside }) => outside).length <= mostNames && !isNarrow(width);
  const block: Block = {
    height,
    draw: (edge) => {
      const { y } = axisAt(edge);
      const taken: Taken[] = [];
      const many = points.length > mostMarks;
      const crowd = many ? points.filter(({ outside }) => !outside) : [];
      const dots = crowd.map(({ expected, ratio }) => `M${place(axis.x(expected), y(ratio))}h.01`).join('');
      const marks = points.flatMap((point) => {
        if (many && !point.outside) return [];
        const { code, name, expected, ratio, outside } = point;
        const [atX, atY] = [axis.x(expected), y(ratio)];
        const words = markData({ code, label: name, value: `${format(ratio)} of ${format(expected)}` });
        const label = outside && named ? nameAt(name, atX, atY, right, taken) : '';
        return element(
          'g',
          words,
          marker('circle', atX, atY, outside ? 5 : 3.4, outside ? orange : blue, outside) + label,
        );
      });
      return [
        drawValueAxis(axisAt(edge), left, right, 6),
        element('path', { d: `M${place(left, y(1))}H${right}`, stroke: colours.ink, 'stroke-width': 1.4 }),
        ...([0, 1] as const).flatMap((side) => [
          line(
            limitPath(sorted, ({ inner }) => inner[side], axis.x, y, top),
            'inner',
          ),
          line(
            limitPath(sorted, ({ outer }) => outer[side], axis.x, y, top),
            'outer',
          ),
        ]),
        ...(dots === ''
          ? []
          : [
              element('path', {
                class: 'points',
                d: dots,
                stroke: blue,
                'stroke-opacity': 0.42,
                'stroke-width': 6,
                'stroke-linecap': 'round',
              }),
            ]),
        ...marks,
      ].join('');
    },
  };
  return stack([
    onAxis(block, axis, [[0, height]]),
    after(6, quietWords(options.xLabel, right - left, left)),
  ]);
}

/**
 * What units have over what is expected of them, by that expectation, with control limits, as an SVG document. Units
 * outside the outer limits are filled, and named where they are few.
 */
export function funnelPlot(options: FunnelOptions): string {
  const { text, yLabel, note = '', width = figureWidth } = options;
  const body = stack([
    key(keyEntries(options), width, 16, 2),
    space(8),
    quietWords(yLabel, width),
    space(4),
    plot(options, width),
    after(4, quietWords(note, width - 4)),
  ]);
  return figureDocument(text, grouped(body), width);
}
