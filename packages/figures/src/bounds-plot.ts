import { type BoundsPlotOptions, type BoundsRow, bounded, decided, rowWords } from './bounds-rows.js';
import { figureDocument } from './frame.js';
import {
  type HorizontalAxis,
  horizontalAxis,
  onAxis,
  type Span,
  spansAbout,
  strokesAt,
} from './horizontal-axis.js';
import { levelWords } from './interval.js';
import { type KeyEntry, key } from './key.js';
import { markData } from './mark.js';
import { marker } from './marker.js';
import { colours, seriesColours } from './palette.js';
import { quietWords } from './paragraph.js';
import { figureWidth, isNarrow, lineHeight, textSize } from './sizes.js';
import { type Block, grouped, space, stack } from './stack.js';
import { coordinate, element, escapeXml } from './svg.js';
import { widestText } from './text.js';

const openBlue = '#A6CCEE';
const dark = seriesColours[0];

function bar(from: number, to: number, y: number, thick: number, colour: string): string {
  return element('path', {
    d: `M${coordinate(from)},${coordinate(y)}H${coordinate(to)}`,
    stroke: colour,
    'stroke-width': thick,
  });
}

const diamond = (x: number, y: number) => marker('diamond', x, y, 4, seriesColours[3], false);

/** What the bars, lines and diamonds of the rows mean; what no row shows is left out. */
function keyEntries({ rows, level, estimateLabel }: BoundsPlotOptions): KeyEntry[] {
  const entry = (words: string, thick: number, colour: string): KeyEntry => ({
    words,
    indent: 32,
    sign: (x, top) => bar(x, x + 24, top + 9, thick, colour),
  });
  const open = rows.some((row) => bounded(row) && !decided(row));
  const limits = rows.some(({ conf_low }) => conf_low !== null);
  return [
    ...(open ? [entry('bounds that include zero', 10, openBlue)] : []),
    ...(rows.some(decided) ? [entry('bounds that leave out zero', 10, dark)] : []),
    ...(limits ? [entry(`${levelWords(level)} limits about the bounds`, 1.6, dark)] : []),
    { words: estimateLabel, indent: 32, sign: (x, top) => diamond(x + 12, top + 9) },
  ];
}

/** Where a row has its words and bars: beside each other, or the bars beneath the words. */
interface RowLayout {
  height: number;
  labelLeft: number;
  /** Of the bars, and of the words' baseline, from the row's upper edge. */
  middle: number;
  baseline: number;
  axis: HorizontalAxis;
}

function rowLayout({ rows, width = figureWidth }: BoundsPlotOptions): RowLayout {
  const narrow = isNarrow(width);
  const labelLeft =
    widestText(
      rows.map(({ date }) => date),
      textSize,
    ) + 8;
  const axis = horizontalAxis(
    rows.flatMap((row) => [
      row.estimate,
      row.bound_low,
      row.bound_high,
      row.conf_low ?? Number.NaN,
      row.conf_high ?? Number.NaN,
    ]),
    {
      left: narrow
        ? 12
        : labelLeft +
          widestText(
            rows.map(({ label }) => label),
            textSize,
          ) +
          20,
      right: width - 16,
      fromZero: true,
    },
  );
  const middle = narrow ? lineHeight + 12 : 13;
  return { height: narrow ? 42 : 26, labelLeft, middle, baseline: middle + (narrow ? -14 : 4.5), axis };
}

/** A snapshot: its date, its bounds with their limits, and the estimate. */
function boundsRow(row: BoundsRow, options: BoundsPlotOptions, layout: RowLayout): Block {
  const { axis, labelLeft, middle, baseline } = layout;
  const bars = (y: number) => {
    if (!bounded(row)) return '';
    const limits =
      row.conf_low !== null && row.conf_high !== null
        ? bar(axis.x(row.conf_low), axis.x(row.conf_high), y, 1.6, dark)
        : '';
    const colour = decided(row) ? dark : openBlue;
    return limits + bar(axis.x(row.bound_low), axis.x(row.bound_high), y, 10, colour);
  };
  return {
    height: layout.height,
    draw: (top) =>
      element(
        'g',
        markData({
          code: row.snapshot,
          label: [row.date, row.label].filter(Boolean).join(', '),
          value: rowWords(row, options),
        }),
        element('text', { x: 0, y: top + baseline }, escapeXml(row.date)) +
          element('text', { x: labelLeft, y: top + baseline, fill: colours.quiet }, escapeXml(row.label)) +
          bars(top + middle) +
          (Number.isFinite(row.estimate) ? diamond(axis.x(row.estimate), top + middle) : ''),
      ),
  };
}

/** Bounds by snapshot (Manski 1990, American Economic Review 80, 319-323) as an SVG document; dark where they leave out zero. */
export function boundsPlot(options: BoundsPlotOptions): string {
  const { text, xLabel, note = '', width = figureWidth } = options;
  const layout = rowLayout(options);
  const { axis, middle } = layout;
  const rows = stack(options.rows.map((row) => boundsRow(row, options, layout)));
  const spans = isNarrow(width)
    ? spansAbout(
        rows.edges.slice(0, -1).map((top) => top + middle),
        9,
      )
    : [[-2, rows.height] as const];
  const zeroLine = (placed: readonly Span[]) =>
    element('path', { d: strokesAt(axis.x(0), placed), stroke: colours.ink, 'stroke-width': 1.2 });
  const body = stack([
    key(keyEntries(options), width, 16, 2),
    space(12),
    onAxis(rows, axis, spans, zeroLine),
    space(6),
    quietWords(xLabel, width - axis.left, axis.left),
    space(6),
    quietWords(note, width - 4),
  ]);
  return figureDocument(text, grouped(body), width);
}
