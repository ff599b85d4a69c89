import { figureDocument } from './frame.js';
import { horizontalAxis, onAxis, type Span, spansAbout, strokesAt } from './horizontal-axis.js';
import { levelWords } from './interval.js';
import { type KeyEntry, key } from './key.js';
import { colours } from './palette.js';
import { quietWords } from './paragraph.js';
import { dot, type RowLayout, rankedRow } from './ranked-row.js';
import {
  apartFrom,
  type RankedDotsOptions,
  type RankedRow,
  ranged,
  rankRows,
  valued,
} from './ranked-rows.js';
import { figureWidth, isNarrow, lineHeight, textSize } from './sizes.js';
import { grouped, space, stack } from './stack.js';
import { element, escapeXml } from './svg.js';
import { textWidth } from './text.js';

/** What filled and hollow dots mean; what no row shows is left out. */
function keyEntries({ rows, reference, level }: RankedDotsOptions): KeyEntry[] {
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
  if (shown.some((row) => !ranged(row))) entries.push(entry(false, 'no line: no interval'));
  return entries;
}

function rowLayout(rows: readonly RankedRow[], options: RankedDotsOptions): RowLayout {
  const { reference, format, width = figureWidth } = options;
  const narrow = isNarrow(width);
  const shown = rows.filter(valued);
  const valueWidth = 12 + Math.max(40, ...shown.map((row) => textWidth(format(row.value), textSize)));
  const nameWidth = narrow ? width - valueWidth : 262;
  const numbers = shown.flatMap((row) => [
    row.value,
    ...(ranged(row) ? [Math.max(0, row.low), row.high] : []),
  ]);
  const axis = horizontalAxis([...numbers, ...(reference === null ? [] : [reference.value])], {
    left: narrow ? 10 : nameWidth + 6,
    right: width - (narrow ? 10 : valueWidth + 6),
    fromZero: true,
  });
  return { narrow, width, nameWidth, axis };
}

const referenceRoom = lineHeight + 8;

/** A line through the spans at the value all are held against, and its words in the room above the rows. */
function referenceLine({ reference, format }: RankedDotsOptions, { narrow, width, axis }: RowLayout) {
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
          y: top + referenceRoom - 9,
          'text-anchor': 'middle',
          'font-weight': 600,
        },
        escapeXml(words),
      )
    );
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
  const plot = stack([space(referenceRoom), ...rows]);
  const spans = layout.narrow
    ? spansAbout(
        rows.map(({ middle }, index) => plot.edges[index + 1]! + middle),
        7,
      )
    : [[referenceRoom - 4, plot.height] as const];
  const entries = keyEntries(options);
  const body = stack([
    ...(entries.length > 0 ? [key(entries, width, 18), space(4)] : []),
    onAxis(plot, axis, spans, referenceLine(options, layout)),
    space(6),
    quietWords(xLabel, width - axis.left, axis.left),
    space(6),
    quietWords(note, width - 4),
  ]);
  return figureDocument(text, grouped(body), width);
}
