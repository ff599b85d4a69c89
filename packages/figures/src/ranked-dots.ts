import { figureDocument } from './frame.js';
import { horizontalAxis, onAxis, type Span, spansAbout, strokesAt } from './horizontal-axis.js';
import { levelWords } from './interval.js';
import { type KeyEntry, key } from './key.js';
import { colours } from './palette.js';
import { quietWords } from './paragraph.js';
import { absenceOf, boundsMark, dot, type RowLayout, rankedRow } from './ranked-row.js';
import {
  apartFrom,
  type RankedDotsOptions,
  type RankedRow,
  ranged,
  rankRows,
  valued,
} from './ranked-rows.js';
import { figureWidth, isNarrow, lineHeight, textSize } from './sizes.js';
import { type Block, grouped, space, stack } from './stack.js';
import { element, escapeXml, textLines } from './svg.js';
import { textWidth, widestText, wrapText } from './text.js';

/** What filled and hollow dots mean; what no row shows is left out. */
function keyEntries({ rows, reference, level, boundsWords }: RankedDotsOptions): KeyEntry[] {
  const against = `${levelWords(level)} interval`;
  const shown = rows.filter(valued);
  const entry = (filled: boolean, words: string): KeyEntry => ({
    words,
    indent: 14,
    sign: (x, top) => dot(x + 5, top + 8.5, filled),
  });
  const entries: KeyEntry[] = [];
  if (reference !== null) {
    const { label, value } = reference;
    if (shown.some((row) => apartFrom(row, value)))
      entries.push(entry(true, `${against} leaves out ${label}`));
    if (shown.some((row) => ranged(row) && !apartFrom(row, value))) {
      entries.push(entry(false, `${against} includes ${label}`));
    }
  }
  if (boundsWords !== undefined && rows.some(({ bounds }) => bounds && bounds.low < bounds.high)) {
    entries.push({
      words: boundsWords,
      indent: 34,
      sign: (x, top) => boundsMark(x + 2, x + 26, top + 8.5),
    });
  }
  if (shown.some((row) => !ranged(row))) entries.push(entry(false, 'no line: no interval'));
  return entries;
}

function rowLayout(rows: readonly RankedRow[], options: RankedDotsOptions): RowLayout {
  const { reference, format, width = figureWidth } = options;
  const narrow = isNarrow(width);
  const shown = rows.filter(valued);
  const words = rows.map((row) => (valued(row) ? format(row.value) : absenceOf(row)));
  const asides = rows.flatMap(({ aside }) => (aside === undefined ? [] : [aside]));
  const asideWidth = asides.length === 0 ? 0 : Math.max(narrow ? 44 : 62, 12 + widestText(asides, textSize));
  const valueWidth = asideWidth + 12 + Math.max(40, widestText(words, textSize));
  const nameWidth = narrow ? width - valueWidth : 262;
  const numbers = shown.flatMap((row) => [
    row.value,
    ...(ranged(row) ? [Math.max(0, row.low), row.high] : []),
    ...(row.bounds === undefined ? [] : [row.bounds.low, row.bounds.high]),
  ]);
  const axis = horizontalAxis([...numbers, ...(reference === null ? [] : [reference.value])], {
    left: narrow ? 10 : nameWidth + 6,
    right: width - (narrow ? 10 : valueWidth + 6),
    fromZero: true,
  });
  return { narrow, width, nameWidth, asideWidth, axis };
}

const referenceRoom = lineHeight + 8;

/** A line through the spans at the value all are held against, and its words in the room above the rows. */
function referenceLine(
  { reference, format }: RankedDotsOptions,
  { narrow, width, axis }: RowLayout,
  room: number,
) {
  return (spans: readonly Span[], top: number): string => {
    if (reference === null) return '';
    const x = axis.x(reference.value);
    const words = `${reference.label} ${format(reference.value)}`;
    const half = textWidth(words, textSize, true) / 2;
    return (
      element('path', {
        d: strokesAt(x, spans),
        stroke: colours.ink,
        'stroke-width': 1.2,
        'stroke-dasharray': narrow ? undefined : '5 3',
      }) +
      element(
        'text',
        {
          x: Math.min(width - half, Math.max(half, x)),
          y: top + room - 9,
          'text-anchor': 'middle',
          'font-weight': 600,
        },
        escapeXml(words),
      )
    );
  };
}

/** Room for the words of the reference, and the head of the last column at its right. */
function asideHead({ asideHead: words }: RankedDotsOptions, { width, asideWidth, narrow }: RowLayout): Block {
  if (words === undefined || asideWidth === 0) return space(referenceRoom);
  const lines = wrapText(words, narrow ? 90 : asideWidth + 30, textSize);
  const height = Math.max(referenceRoom, lines.length * lineHeight + 8);
  return {
    height,
    draw: (top) =>
      textLines(lines, width - 2, top + height - 9 - (lines.length - 1) * lineHeight, lineHeight, {
        'text-anchor': 'end',
        fill: colours.quiet,
      }),
  };
}

/**
 * Values from the highest to the lowest as dots with their intervals, names beside them, and a line at the reference,
 * as an SVG document. A dot is filled where its interval leaves out the reference. Intervals are cut at the axis' start.
 */
export function rankedDots(options: RankedDotsOptions): string {
  const { text, xLabel, note = '', width = figureWidth } = options;
  const ranked = rankRows(options.rows);
  const layout = rowLayout(ranked, options);
  const { axis } = layout;
  const rows = ranked.map((row) => rankedRow(row, options, layout));
  const head = asideHead(options, layout);
  const plot = stack([head, ...rows]);
  const spans = layout.narrow
    ? spansAbout(
        rows.map(({ middle }, index) => plot.edges[index + 1]! + middle),
        7,
      )
    : [[head.height - 4, plot.height] as const];
  const entries = keyEntries(options);
  const body = stack([
    ...(entries.length > 0 ? [key(entries, width, 18), space(4)] : []),
    onAxis(plot, axis, spans, referenceLine(options, layout, head.height)),
    space(6),
    quietWords(xLabel, width - axis.left, axis.left),
    space(6),
    quietWords(note, width - 4),
  ]);
  return figureDocument(text, grouped(body), width);
}
