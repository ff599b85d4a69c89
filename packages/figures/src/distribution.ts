import { figureDocument, figureWidth, lineHeight, textSize } from './frame.js';
import { drawHorizontalAxis, horizontalAxis, type Span } from './horizontal-axis.js';
import { hatch, hatchId } from './legend.js';
import { markData } from './mark.js';
import { colours, sequentialColours } from './palette.js';
import { coordinate, element, escapeXml, textLines } from './svg.js';
import { type FigureText, textWidth, wholeNumber, wrapText } from './text.js';

/** A snapshot: who has none, and the quantiles of those who have some. */
export interface DistributionRow {
  /** ISO date. */
  snapshot: string;
  /** The date in words, and what stands beside it: "31 March 2020" and "2020/21 Q1". */
  date: string;
  label: string;
  /** How many did not report, reported none, and have some: they add up to all. */
  notReported: number;
  none: number;
  some: number;
  /** How many of all are counted, those that did not report being left out of them or not, and how many of these have none. */
  counted: number;
  without: number;
  /** Quantiles over those who have some, at 5, 25, 50, 75 and 95 per cent; null without any. */
  quantiles: readonly [p05: number, p25: number, p50: number, p75: number, p95: number] | null;
}

export interface DistributionOptions {
  text: FigureText;
  rows: readonly DistributionRow[];
  /** What is counted: "PCNs". */
  units: string;
  xLabel: string;
  format: (value: number) => string;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

const total = ({ notReported, none, some }: DistributionRow) => notReported + none + some;
const percentOf = (part: number, all: number) => (all === 0 ? '–' : `${((100 * part) / all).toFixed(0)}%`);
const shareWithout = ({ without, counted }: DistributionRow) => percentOf(without, counted);
/** Some are not counted: shares without any are of those that reported. */
const isPartial = (row: DistributionRow) => row.counted < total(row);

/** A row in words: the shares without any, then the middle of those with some. */
function rowWords(row: DistributionRow, format: (value: number) => string): string {
  if (total(row) === 0) return 'no data';
  const [p05, , p50, , p95] = row.quantiles ?? [];
  const positives =
    p50 === undefined
      ? 'none with any'
      : `of those with some, median ${format(p50)}, 5% to 95% ${format(p05!)} to ${format(p95!)}`;
  const silent = `${percentOf(row.notReported, total(row))} not reporting`;
  if (row.counted === 0) return silent;
  const none = isPartial(row)
    ? `${shareWithout(row)} of the others reporting none`
    : `${percentOf(row.none, total(row))} reporting none`;
  return `${silent}, ${none}; ${positives}`;
}

/** The figure in words: the first and last snapshot, and where the share without any was highest and lowest. */
export function describeDistribution(options: Omit<DistributionOptions, 'text' | 'width'>): string {
  const { units, format, xLabel } = options;
  const rows = options.rows.filter((row) => total(row) > 0);
  if (rows.length === 0) return `${xLabel}: no snapshot has data.`;
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const say = (row: DistributionRow) =>
    `${row.date}: ${wholeNumber(total(row))} ${units}, ${rowWords(row, format)}.`;
  if (rows.length === 1) return `${xLabel}. ${say(first)}`;
  const without = (row: DistributionRow) => (row.counted === 0 ? 0 : row.without / row.counted);
  const most = rows.reduce((a, b) => (without(b) > without(a) ? b : a));
  const least = rows.reduce((a, b) => (without(b) < without(a) ? b : a));
  const what = `The share without any${rows.some(isPartial) ? `, of ${units} that reported,` : ''}`;
  const extremes =
    without(most) === without(least)
      ? `${what} is ${shareWithout(most)} at every one of ${rows.length} snapshots.`
      : `${what} is greatest at ${most.date} (${shareWithout(most)}) and least at ${least.date} (${shareWithout(least)}).`;
  return `${xLabel}. ${say(first)} ${say(last)} ${extremes}`;
}

const [light, , middleBlue, , dark] = sequentialColours(5) as [string, string, string, string, string];
const barHeight = 13;

/** Who has none and how the others are spread, one row a snapshot, as an SVG document. */
export function distributionPlot(options: DistributionOptions): string {
  const { text, rows, units, xLabel, format, note = '', width = figureWidth } = options;
  const narrow = width < 600;
  const rowHeight = narrow ? 44 : rows.length > 16 ? 23 : 27;
  const labelLeft = Math.max(0, ...rows.map(({ date }) => textWidth(date, textSize))) + 8;
  const dateWidth = narrow
    ? 0
    : labelLeft + Math.max(0, ...rows.map(({ label }) => textWidth(label, textSize))) + 18;
  const massLeft = dateWidth;
  const massWidth = narrow ? 104 : 150;
  const left = massLeft + massWidth + (narrow ? 42 : 60);
  const right = width - 16;
  const axis = horizontalAxis(
    rows.flatMap(({ quantiles }) => quantiles ?? []),
    { left, right, fromZero: true },
  );
  const entries = [
    { kind: 'hatch', words: `${units} not reporting` },
    { kind: 'none', words: `${units} reporting none` },
    { kind: 'some', words: `${units} with some` },
    { kind: 'strip', words: 'of those with some: 5% to 95%, 25% to 75%, median' },
  ] as const;
  const places: { x: number; y: number }[] = [];
  let keyX = 0;
  let keyY = 0;
  for (const { words, kind } of entries) {
    const needed = (kind === 'strip' ? 44 : 24) + textWidth(words, textSize) + 16;
    if (keyX > 0 && keyX + needed > width + 16) {
      keyX = 0;
      keyY += lineHeight + 3;
    }
    places.push({ x: keyX, y: keyY });
    keyX += needed;
  }
  const rowsTop = keyY + lineHeight + 12;
  const rowsBottom = rowsTop + rows.length * rowHeight;
  const xLines = wrapText(xLabel, right - left + 16, textSize);
  const massWords = rows.some(isPartial)
    ? `%: without any, of ${units} that reported`
    : `%: ${units} without any`;
  const massLines = wrapText(massWords, left - massLeft - 12, textSize);
  const notes = wrapText(note, width - 4, textSize);
  const below = Math.max(xLines.length, massLines.length - 1) * lineHeight;
  const height = rowsBottom + lineHeight + 6 + below + (notes.length > 0 ? notes.length * lineHeight + 6 : 0);

  const middleOf = (index: number) =>
    rowsTop + index * rowHeight + (narrow ? lineHeight + 13 : rowHeight / 2);

  const strip = (quantiles: readonly number[], xOf: (value: number) => number, y: number) => {
    const [p05, p25, p50, p75, p95] = quantiles.map((value) => coordinate(xOf(value)));
    return (
      element('path', { d: `M${p05},${coordinate(y)}H${p95}`, stroke: dark, 'stroke-width': 1.6 }) +
      element('path', { d: `M${p25},${coordinate(y)}H${p75}`, stroke: middleBlue, 'stroke-width': 10 }) +
      element('path', {
        d: `M${p50},${coordinate(y - 7)}V${coordinate(y + 7)}`,
        stroke: colours.ink,
        'stroke-width': 3,
      })
    );
  };
  const segment = (kind: 'hatch' | 'none' | 'some', x: number, y: number, length: number, id: string) =>
    length <= 0
      ? ''
      : element('rect', {
          x,
          y,
          width: length,
          height: barHeight,
          fill: kind === 'hatch' ? `url(#${hatchId(id)})` : kind === 'none' ? '#FFFFFF' : light,
          stroke: colours.noneBorder,
          'stroke-width': 0.8,
        });

  const draw = (id: string) => {
    let marks = '';
    entries.forEach(({ kind, words }, index) => {
      const { x, y } = places[index]!;
      if (kind === 'strip') marks += strip([0, 1, 2, 3.2, 5], (value) => x + 1 + value * 7, y + 9);
      else marks += segment(kind, x + 0.5, y + 2.5, 17, id);
      const words_ = wrapText(words, width - (kind === 'strip' ? 44 : 24), textSize);
      marks += textLines(words_.slice(0, 1), x + (kind === 'strip' ? 44 : 24), y + textSize, lineHeight, {
        fill: colours.quiet,
      });
    });
    const spans = rows.map((_, index): Span => [middleOf(index) - 10, middleOf(index) + 10]);
    marks += drawHorizontalAxis(axis, narrow ? spans : [[rowsTop - 2, rowsBottom]], rowsBottom);
    rows.forEach((row, index) => {
      const middle = middleOf(index);
      const baseline = narrow ? middle - 15 : middle + 4.5;
      let content = element('text', { x: 0, y: baseline }, escapeXml(row.date));
      content += element('text', { x: labelLeft, y: baseline, fill: colours.quiet }, escapeXml(row.label));
      const all = total(row);
      if (all === 0) {
        content += element('text', { x: massLeft, y: middle + 4.5, fill: colours.quiet }, 'no data');
      } else {
        let x = massLeft;
        for (const [kind, part] of [
          ['hatch', row.notReported],
          ['none', row.none],
          ['some', row.some],
        ] as const) {
          const length = (part / all) * massWidth;
          content += segment(kind, x, middle - barHeight / 2, length, id);
          x += length;
        }
        content += element('text', { x: massLeft + massWidth + 6, y: middle + 4.5 }, shareWithout(row));
        if (row.quantiles !== null) content += strip(row.quantiles, axis.x, middle);
      }
      marks += element(
        'g',
        markData({
          code: row.snapshot,
          label: [row.date, row.label].filter(Boolean).join(', '),
          value: rowWords(row, format),
        }),
        content,
      );
    });
    const y = rowsBottom + lineHeight + 6;
    marks += textLines(massLines, massLeft, rowsBottom + lineHeight - 1, lineHeight, { fill: colours.quiet });
    marks += textLines(xLines, left, y + textSize, lineHeight, { fill: colours.quiet });
    return marks + textLines(notes, 0, y + below + 6 + textSize, lineHeight, { fill: colours.quiet });
  };
  return figureDocument(
    text,
    {
      height,
      draw: (top, id) => element('g', { transform: `translate(0 ${coordinate(top)})` }, draw(id)),
      definitions: hatch,
    },
    width,
  );
}
