import { figureDocument } from './frame.js';
import { type HorizontalAxis, horizontalAxis, onAxis, spansAbout } from './horizontal-axis.js';
import { levelWords } from './interval.js';
import { key } from './key.js';
import { markData } from './mark.js';
import { marker } from './marker.js';
import { colours, seriesColours } from './palette.js';
import { quietWords } from './paragraph.js';
import { type ProportionDotsOptions, type ProportionRow, proportionWords } from './proportion-rows.js';
import { figureWidth, isNarrow, lineHeight, textSize } from './sizes.js';
import { after, type Block, grouped, space, stack } from './stack.js';
import { coordinate, element, escapeXml, textLines } from './svg.js';
import { widestText, wrapText } from './text.js';

interface Layout {
  narrow: boolean;
  width: number;
  nameWidth: number;
  axis: HorizontalAxis;
}

const percent = (share: number) => `${Math.round(100 * share)}%`;

function layoutOf({ rows, width = figureWidth }: ProportionDotsOptions): Layout {
  const narrow = isNarrow(width);
  const valueWidth =
    12 +
    widestText(
      rows.map(({ value }) => value),
      textSize,
    );
  const nameWidth = narrow ? width - valueWidth : 270;
  const axis = horizontalAxis([0, ...rows.map(({ high }) => high), 1], {
    left: narrow ? 16 : nameWidth + 12,
    right: width - (narrow ? 20 : valueWidth + 12),
    fromZero: true,
    format: percent,
  });
  return { narrow, width, nameWidth, axis };
}

const dot = (x: number, y: number, filled: boolean) => marker('circle', x, y, 4, seriesColours[0], filled);

const line = (from: number, to: number, y: number) =>
  element('path', {
    d: `M${coordinate(from)},${coordinate(y)}H${coordinate(to)}`,
    stroke: seriesColours[0],
    'stroke-width': 1.8,
  });

/** Name, interval, dot and number beside each other; on a narrow figure the dot beneath name and number. */
function rowOf(row: ProportionRow, { narrow, width, nameWidth, axis }: Layout): Block & { middle: number } {
  const name = wrapText(row.name, nameWidth - 8, textSize);
  const among = wrapText(row.among, nameWidth - 8, textSize);
  const words = (name.length + among.length) * lineHeight;
  const height = words + (narrow ? 18 : 8);
  const middle = narrow ? words + 7 : 4 + words / 2;
  const x = narrow ? 0 : nameWidth;
  const anchor = { 'text-anchor': narrow ? 'start' : 'end' };
  return {
    height,
    middle,
    draw: (top) => {
      const first = top + textSize + (narrow ? 0 : 4);
      return element(
        'g',
        markData({ code: row.code, label: row.name, value: proportionWords(row, percent) }),
        textLines(name, x, first, lineHeight, anchor) +
          textLines(among, x, first + name.length * lineHeight, lineHeight, {
            ...anchor,
            fill: colours.quiet,
          }) +
          line(axis.x(row.low), axis.x(row.high), top + middle) +
          dot(axis.x(row.share), top + middle, !row.doubtful) +
          element(
            'text',
            { x: width - 2, y: narrow ? first : top + middle + 4.5, 'text-anchor': 'end' },
            escapeXml(row.value),
          ),
      );
    },
  };
}

/**
 * Shares with their intervals on one axis from 0% to 100%, each with what it is a share of, as an SVG document. The dot
 * of a share that is in doubt is hollow.
 */
export function proportionDots(options: ProportionDotsOptions): string {
  const { text, level, doubtWords, note = '', width = figureWidth } = options;
  const layout = layoutOf(options);
  const rows = options.rows.map((row) => rowOf(row, layout));
  const plot = stack(rows);
  const entry = (words: string, filled: boolean) => ({
    words,
    indent: 34,
    sign: (x: number, top: number) => line(x + 2, x + 26, top + 8.5) + dot(x + 14, top + 8.5, filled),
  });
  const entries = [
    ...(options.rows.some(({ doubtful }) => !doubtful)
      ? [entry(`share with ${levelWords(level)} interval`, true)]
      : []),
    ...(options.rows.some(({ doubtful }) => doubtful) ? [entry(doubtWords, false)] : []),
  ];
  const spans = layout.narrow
    ? spansAbout(
        rows.map(({ middle }, index) => plot.edges[index]! + middle),
        7,
      )
    : [[0, plot.height] as const];
  const body = stack([
    ...(entries.length === 0 ? [] : [key(entries, width, 18), space(6)]),
    onAxis(plot, layout.axis, spans),
    after(6, quietWords(note, width - 4)),
  ]);
  return figureDocument(text, grouped(body), width);
}
