import { figureDocument } from './frame.js';
import { hatch, hatchFill } from './hatch.js';
import { isSignificant, levelWords } from './interval.js';
import { estimateWords, markData } from './mark.js';
import { colours, seriesColours } from './palette.js';
import { quietWords } from './paragraph.js';
import { quarterWords } from './quarter-axis.js';
import { finite, type SignGridCell, type SignGridOptions } from './sign-grid-cells.js';
import { figureWidth, lineHeight, textSize } from './sizes.js';
import { type Block, beside, grouped, space, stack } from './stack.js';
import { element, escapeXml, textLines } from './svg.js';
import { textWidth, widestText, wrapText } from './text.js';

type Look = { fill: string; ink: string; sign: string; bold: boolean };

function lookOf(cell: SignGridCell): Look {
  const sure = isSignificant(cell);
  const sign = cell.estimate < 0 ? '−' : cell.estimate > 0 ? '+' : '0';
  if (!sure) return { fill: '#FFFFFF', ink: colours.ink, sign, bold: false };
  return cell.estimate < 0
    ? { fill: seriesColours[0], ink: '#FFFFFF', sign, bold: true }
    : { fill: seriesColours[1], ink: colours.ink, sign, bold: true };
}

const tileHeight = 30;

/** A small tile with its sign, and what it means. `fill` null: hatched. */
function keyTile(x: number, fill: string | null, ink: string, sign: string, words: string): Block {
  return {
    height: lineHeight + 6,
    draw: (top, id) =>
      element('rect', {
        x: x + 0.5,
        y: top + 0.5,
        width: 22,
        height: 18,
        fill: fill ?? hatchFill(id),
        stroke: colours.noneBorder,
      }) +
      element('text', { x: x + 11.5, y: top + 14, 'text-anchor': 'middle', fill: ink }, sign) +
      element('text', { x: x + 30, y: top + 14, fill: colours.quiet }, escapeXml(words)),
  };
}

/** Two lines of two tiles. */
function gridKey(level: number): Block {
  const percent = levelWords(level);
  const middle = figureWidth / 2;
  const sure = `${percent} interval leaves out zero`;
  return stack([
    beside([
      keyTile(0, seriesColours[0], '#FFFFFF', '−', `below zero, ${sure}`),
      keyTile(middle, seriesColours[1], colours.ink, '+', `above zero, ${sure}`),
    ]),
    beside([
      keyTile(0, '#FFFFFF', colours.ink, '±', 'sign of the estimate; interval includes zero'),
      keyTile(middle, null, colours.ink, '', 'no estimate'),
    ]),
  ]);
}

/** Where columns stand, and whether tiles have room for numbers. */
interface GridLayout {
  left: number;
  step: number;
  middleOf: (column: number) => number;
  numbered: boolean;
}

const labelLines = (label: string) => wrapText(label, 190, textSize);

function gridLayout({ rows, columns, cells, format }: SignGridOptions): GridLayout {
  const labels = rows.flatMap(({ label }) => labelLines(label));
  const left = Math.ceil(widestText(labels, textSize)) + 12;
  const step = Math.min(90, (figureWidth - left) / Math.max(1, columns.length));
  const numbered = cells
    .filter(finite)
    .every((cell) => textWidth(format(cell.estimate), textSize, true) < step - 6);
  return { left, step, middleOf: (column) => left + (column + 0.5) * step, numbered };
}

type Row = SignGridOptions['rows'][number];

/** The tile of a row at a column: hatched, or filled by sign with its number or sign. */
function tile(row: Row, column: number, options: SignGridOptions, layout: GridLayout): Block {
  const { columns, cells, format } = options;
  const { left, step, middleOf, numbered } = layout;
  const { snapshot, label: quarter } = columns[column]!;
  const cell = cells.find((one) => one.row === row.code && one.snapshot === snapshot);
  const known = cell !== undefined && finite(cell) ? cell : null;
  const look = known === null ? null : lookOf(known);
  const data = markData({
    code: snapshot,
    label: [row.label, snapshot, quarter].filter(Boolean).join(', '),
    value: known === null ? 'no estimate' : estimateWords(known, format),
  });
  const field = (top: number, id: string) =>
    element('rect', {
      x: left + column * step + 1,
      y: top + 1,
      width: step - 2,
      height: tileHeight - 2,
      fill: look?.fill ?? hatchFill(id),
      stroke: colours.noneBorder,
      'stroke-width': 0.8,
    });
  const words = (top: number) => {
    if (known === null || look === null) return '';
    const paint = { fill: look.ink, 'font-weight': look.bold ? 600 : undefined };
    return element(
      'text',
      { x: middleOf(column), y: top + tileHeight / 2 + 4.5, 'text-anchor': 'middle', ...paint },
      escapeXml(numbered ? format(known.estimate) : look.sign),
    );
  };
  return { height: tileHeight, draw: (top, id) => element('g', data, field(top, id) + words(top)) };
}

/** The name of a row, in two lines at most, about the middle of its tiles. */
function rowName(label: string, { left }: GridLayout): Block {
  const lines = labelLines(label).slice(0, 2);
  const step = lineHeight * 0.85;
  const baseline = tileHeight / 2 + 4.5 - ((lines.length - 1) * step) / 2;
  return {
    height: tileHeight,
    draw: (top) => textLines(lines, left - 8, top + baseline, step, { 'text-anchor': 'end' }),
  };
}

/** Tiles of sign and significance by need and snapshot as an SVG document: filled where the interval leaves out zero. */
export function signGrid(options: SignGridOptions): string {
  const { text, rows, columns, level, note = '' } = options;
  const layout = gridLayout(options);
  const body = stack([
    gridKey(level),
    space(8),
    ...rows.map((row) =>
      beside([rowName(row.label, layout), ...columns.map((_, column) => tile(row, column, options, layout))]),
    ),
    space(4),
    quarterWords(
      columns,
      columns.map((_, column) => layout.middleOf(column)),
    ),
    space(10),
    quietWords(note, figureWidth - 4),
  ]);
  return figureDocument(text, grouped(body), figureWidth, hatch);
}
