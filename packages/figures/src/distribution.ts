import { barHeight, keyEntries, segment, strip } from './distribution-marks.js';
import {
  type DistributionOptions,
  type DistributionRow,
  isPartial,
  rowWords,
  shareWithout,
  total,
} from './distribution-rows.js';
import { figureDocument } from './frame.js';
import { hatch } from './hatch.js';
import { type HorizontalAxis, horizontalAxis, onAxis, spansAbout } from './horizontal-axis.js';
import { key } from './key.js';
import { markData } from './mark.js';
import { colours } from './palette.js';
import { paragraph, quietWords } from './paragraph.js';
import { figureWidth, isNarrow, lineHeight, textSize } from './sizes.js';
import { after, type Block, beside, grouped, space, stack } from './stack.js';
import { element, escapeXml } from './svg.js';
import { widestText, wrapText } from './text.js';

/** Where a row has its words, the bar of all and the quantiles: beside each other, or the words above. */
interface RowLayout {
  height: number;
  labelLeft: number;
  massLeft: number;
  massWidth: number;
  /** Of the bar, and of the words' baseline, from the row's upper edge. */
  middle: number;
  baseline: number;
  axis: HorizontalAxis;
}

function rowLayout({ rows, width = figureWidth }: DistributionOptions): RowLayout {
  const narrow = isNarrow(width);
  const labelLeft =
    widestText(
      rows.map(({ date }) => date),
      textSize,
    ) + 8;
  const massLeft = narrow
    ? 0
    : labelLeft +
      widestText(
        rows.map(({ label }) => label),
        textSize,
      ) +
      18;
  const massWidth = narrow ? 104 : 150;
  const axis = horizontalAxis(
    rows.flatMap(({ quantiles }) => quantiles ?? []),
    { left: massLeft + massWidth + (narrow ? 42 : 60), right: width - 16, fromZero: true },
  );
  const height = narrow ? 44 : rows.length > 16 ? 23 : 27;
  const middle = narrow ? lineHeight + 13 : height / 2;
  return {
    height,
    labelLeft,
    massLeft,
    massWidth,
    middle,
    baseline: middle + (narrow ? -15 : 4.5),
    axis,
  };
}

/** The bar of all with the share without any, and the quantiles of those with some, about `y`. */
function rowBars(row: DistributionRow, layout: RowLayout, y: number, id: string): string {
  const { massLeft, massWidth, axis } = layout;
  const all = total(row);
  if (all === 0) return element('text', { x: massLeft, y: y + 4.5, fill: colours.quiet }, 'no data');
  let x = massLeft;
  let bars = '';
  for (const [part, count] of [
    ['hatch', row.notReported],
    ['none', row.none],
    ['some', row.some],
  ] as const) {
    const length = (count / all) * massWidth;
    bars += segment(part, x, y - barHeight / 2, length, id);
    x += length;
  }
  return (
    bars +
    element('text', { x: massLeft + massWidth + 6, y: y + 4.5 }, shareWithout(row)) +
    (row.quantiles === null ? '' : strip(row.quantiles, axis.x, y))
  );
}

function distributionRow(row: DistributionRow, format: (value: number) => string, layout: RowLayout): Block {
  const { height, labelLeft, middle, baseline } = layout;
  return {
    height,
    draw: (top, id) =>
      element(
        'g',
        markData({
          code: row.snapshot,
          label: [row.date, row.label].filter(Boolean).join(', '),
          value: rowWords(row, format),
        }),
        element('text', { x: 0, y: top + baseline }, escapeXml(row.date)) +
          element('text', { x: labelLeft, y: top + baseline, fill: colours.quiet }, escapeXml(row.label)) +
          rowBars(row, layout, top + middle, id),
      ),
  };
}

/** Beneath the rows: the words of the bars of all, which start in the line of the ticks, beside those of the axis. */
function footOf({ rows, units, xLabel }: DistributionOptions, { massLeft, axis }: RowLayout): Block {
  const massWords = rows.some(isPartial)
    ? `%: without any, of ${units} that reported`
    : `%: ${units} without any`;
  const mass = paragraph(wrapText(massWords, axis.left - massLeft - 12, textSize), {
    x: massLeft,
    baseline: lineHeight - 1,
    attributes: { fill: colours.quiet },
  });
  const label = quietWords(xLabel, axis.right - axis.left + 16, axis.left);
  return beside([stack([mass, space(6)]), stack([space(lineHeight + 6), label])]);
}

/** Who has none and how the others are spread, one row a snapshot, as an SVG document. */
export function distributionPlot(options: DistributionOptions): string {
  const { text, units, format, note = '', width = figureWidth } = options;
  const layout = rowLayout(options);
  const { axis, middle } = layout;
  const rows = stack(options.rows.map((row) => distributionRow(row, format, layout)));
  const spans = isNarrow(width)
    ? spansAbout(
        rows.edges.slice(0, -1).map((top) => top + middle),
        10,
      )
    : [[-2, rows.height] as const];
  const body = stack([
    key(keyEntries(units), width, 16, 3),
    space(12),
    onAxis(rows, axis, spans, undefined, footOf(options, layout)),
    after(6, quietWords(note, width - 4)),
  ]);
  return figureDocument(text, grouped(body), width, hatch);
}
