import { figureDocument } from './frame.js';
import { drawHorizontalAxis, horizontalAxis, type Span, strokesAt } from './horizontal-axis.js';
import { markData } from './mark.js';
import { marker } from './marker.js';
import { colours, seriesColours } from './palette.js';
import { figureWidth, lineHeight, textSize } from './sizes.js';
import { coordinate, element, escapeXml, textLines } from './svg.js';
import { type FigureText, textWidth, wrapText } from './text.js';

/** A value with its interval, such as an ICB's provision. */
export interface RankedRow {
  code: string;
  name: string;
  /** null where there is none: the row stands last. */
  value: number | null;
  /** null where the value has no interval. */
  low: number | null;
  high: number | null;
}

export interface RankedDotsOptions {
  text: FigureText;
  rows: readonly RankedRow[];
  /** The value all are held against, such as the mean of England. */
  reference: { label: string; value: number } | null;
  xLabel: string;
  format: (value: number) => string;
  /** Of the intervals, such as 0.95. */
  level: number;
  /** How the intervals are made, and what a reader has to know. */
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

/** A row with a value. */
type Valued = RankedRow & { value: number };
const valued = (row: RankedRow): row is Valued => row.value !== null && Number.isFinite(row.value);
const hasInterval = (row: RankedRow): row is RankedRow & { low: number; high: number } =>
  row.low !== null && row.high !== null && Number.isFinite(row.low) && Number.isFinite(row.high);

/** From the highest value to the lowest, equal ones by code; those without a value last. */
export function rankRows(rows: readonly RankedRow[]): RankedRow[] {
  const rank = (row: RankedRow) => (valued(row) ? row.value : Number.NEGATIVE_INFINITY);
  return [...rows].sort((a, b) => rank(b) - rank(a) || (a.code < b.code ? -1 : 1));
}

/** Does the interval leave out the reference? */
export function apartFrom(row: RankedRow, reference: number): boolean {
  return hasInterval(row) && (row.low > reference || row.high < reference);
}

/** The plot in words: how many rows, highest and lowest, and how many intervals leave out the reference. */
export function describeRankedDots(options: Omit<RankedDotsOptions, 'text' | 'width'>): string {
  const { rows, reference, format, xLabel, level } = options;
  const ranked = rankRows(rows).filter(valued);
  if (ranked.length === 0) return `${xLabel}: none of ${rows.length} areas has a value.`;
  const [highest, lowest] = [ranked[0]!, ranked.at(-1)!];
  const percent = `${Number((100 * level).toFixed(2))}%`;
  const range = (row: Valued) =>
    hasInterval(row)
      ? `${format(row.value)} (${percent} interval ${format(row.low)} to ${format(row.high)})`
      : `${format(row.value)} (no interval)`;
  const sentences = [
    ranked.length === 1
      ? `${xLabel} in one area: ${highest.name}, ${range(highest)}.`
      : `${xLabel} in ${ranked.length} areas, from the highest to the lowest. Highest: ${highest.name}, ${range(highest)}. Lowest: ${lowest.name}, ${range(lowest)}.`,
  ];
  if (reference !== null) {
    const above = ranked.filter((row) => hasInterval(row) && row.low > reference.value).length;
    const below = ranked.filter((row) => hasInterval(row) && row.high < reference.value).length;
    sentences.push(
      `${reference.label}: ${format(reference.value)}. The interval lies above it in ${above} and below it in ${below} of them.`,
    );
  }
  const alone = ranked.filter((row) => !hasInterval(row)).length;
  if (alone > 0) sentences.push(`Without an interval: ${alone}.`);
  if (ranked.length < rows.length) sentences.push(`Without a value: ${rows.length - ranked.length}.`);
  return sentences.join(' ');
}

const colour = seriesColours[0];

function key({ rows, reference, level }: RankedDotsOptions, width: number): { height: number; draw: string } {
  const percent = `${Number((100 * level).toFixed(2))}%`;
  const against = reference?.label ?? 'the reference';
  const shown = rows.filter(valued);
  const entries = [
    ...(reference !== null && shown.some((row) => apartFrom(row, reference.value))
      ? [{ filled: true, words: `${percent} interval leaves out ${against}` }]
      : []),
    ...(reference !== null && shown.some((row) => hasInterval(row) && !apartFrom(row, reference.value))
      ? [{ filled: false, words: `${percent} interval includes ${against}` }]
      : []),
    ...(shown.some((row) => !hasInterval(row)) ? [{ filled: false, words: 'no line: no interval' }] : []),
  ];
  let x = 0;
  let y = textSize;
  let draw = '';
  for (const { filled, words } of entries) {
    const needed = 14 + textWidth(words, textSize);
    if (x > 0 && x + needed > width) {
      x = 0;
      y += lineHeight;
    }
    draw += marker('circle', x + 5, y - 4.5, 4, colour, filled);
    draw += textLines(wrapText(words, width - 14, textSize).slice(0, 1), x + 14, y, lineHeight, {
      fill: colours.quiet,
    });
    x += needed + 18;
  }
  return { height: entries.length === 0 ? 0 : y + 8, draw };
}

/**
 * Values from the highest to the lowest as dots with their intervals, names beside them, and a line at the reference,
 * as an SVG document. A dot is filled where its interval leaves out the reference. Intervals are cut at the axis' start.
 */
export function rankedDots(options: RankedDotsOptions): string {
  const { text, reference, xLabel, format, note = '', width = figureWidth } = options;
  const rows = rankRows(options.rows);
  const narrow = width < 600;
  const valueWidth =
    12 + Math.max(40, ...rows.filter(valued).map((row) => textWidth(format(row.value), textSize)));
  const nameWidth = narrow ? width - valueWidth : 262;
  const names = rows.map(({ name }) => wrapText(name, nameWidth - 8, textSize));
  const heights = names.map((lines) => lines.length * lineHeight + (narrow ? 14 : 1));
  const left = narrow ? 10 : nameWidth + 6;
  const right = width - (narrow ? 10 : valueWidth + 6);
  const numbers = rows
    .filter(valued)
    .flatMap((row) => [row.value, ...(hasInterval(row) ? [Math.max(0, row.low), row.high] : [])]);
  const axis = horizontalAxis([...numbers, ...(reference === null ? [] : [reference.value])], {
    left,
    right,
    fromZero: true,
  });
  const legend = key(options, width);
  const notes = wrapText(note, width - 4, textSize);
  const referenceWords = reference === null ? '' : `${reference.label} ${format(reference.value)}`;
  const rowsTop = legend.height + lineHeight + 8;
  const tops = heights.map(
    (_, index) => rowsTop + heights.slice(0, index).reduce((sum, height) => sum + height, 0),
  );
  const middles = tops.map((top, index) =>
    narrow ? top + names[index]!.length * lineHeight + 5 : top + heights[index]! / 2,
  );
  const rowsBottom = rowsTop + heights.reduce((sum, height) => sum + height, 0);
  const xLines = wrapText(xLabel, width - left, textSize);
  const height = rowsBottom + lineHeight + 6 + xLines.length * lineHeight + (notes.length * lineHeight + 6);
  const clip = (value: number) => Math.min(right, Math.max(left, axis.x(value)));

  const draw = () => {
    const spans = narrow
      ? middles.map((middle): Span => [middle - 7, middle + 7])
      : [[rowsTop - 4, rowsBottom] as const];
    let marks = legend.draw + drawHorizontalAxis(axis, spans, rowsBottom);
    if (reference !== null) {
      const x = axis.x(reference.value);
      const half = textWidth(referenceWords, textSize, true) / 2;
      marks += element('path', {
        d: strokesAt(x, spans),
        stroke: colours.ink,
        'stroke-width': 1.2,
        'stroke-dasharray': narrow ? undefined : '5 3',
      });
      marks += element(
        'text',
        {
          x: Math.min(width - half, Math.max(half, x)),
          y: rowsTop - 9,
          'text-anchor': 'middle',
          'font-weight': 600,
        },
        escapeXml(referenceWords),
      );
    }
    rows.forEach((row, index) => {
      const lines = names[index]!;
      const y = tops[index]!;
      const middle = middles[index]!;
      let content = textLines(lines, narrow ? 0 : nameWidth, y + textSize - (narrow ? 1 : 0), lineHeight, {
        'text-anchor': narrow ? 'start' : 'end',
      });
      if (valued(row)) {
        if (hasInterval(row)) {
          content += element('path', {
            d: `M${coordinate(clip(row.low))},${coordinate(middle)}H${coordinate(clip(row.high))}`,
            stroke: colour,
            'stroke-width': 1.8,
          });
        }
        const filled = reference !== null && apartFrom(row, reference.value);
        content += marker('circle', axis.x(row.value), middle, 4, colour, filled);
      }
      content += element(
        'text',
        {
          x: width - 2,
          y: narrow ? y + textSize - 1 : middle + 4.5,
          'text-anchor': 'end',
          fill: valued(row) ? colours.ink : colours.quiet,
        },
        valued(row) ? escapeXml(format(row.value)) : 'no value',
      );
      const value = !valued(row)
        ? 'no value'
        : hasInterval(row)
          ? `${format(row.value)} (${format(row.low)} to ${format(row.high)})`
          : format(row.value);
      marks += element('g', markData({ code: row.code, label: row.name, value }), content);
    });
    let y = rowsBottom + lineHeight + 6;
    marks += textLines(xLines, left, y + textSize, lineHeight, { fill: colours.quiet });
    y += xLines.length * lineHeight + 6;
    return marks + textLines(notes, 0, y + textSize, lineHeight, { fill: colours.quiet });
  };
  return figureDocument(
    text,
    { height, draw: (top) => element('g', { transform: `translate(0 ${coordinate(top)})` }, draw()) },
    width,
  );
}
