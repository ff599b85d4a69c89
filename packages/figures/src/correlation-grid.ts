import { order } from '@inverse-care/domain';
import { figureDocument } from './frame.js';
import { hatch, hatchFill } from './hatch.js';
import { markData } from './mark.js';
import { colours, seriesColours, textOn } from './palette.js';
import { quietWords } from './paragraph.js';
import { figureWidth, isNarrow, lineHeight, textSize } from './sizes.js';
import { type Block, beside, grouped, space, stack } from './stack.js';
import { element, escapeXml, textLines } from './svg.js';
import { type FigureText, widestText, wrapText } from './text.js';

/** The correlation of a row with a column. */
export interface CorrelationCell {
  row: string;
  column: string;
  /** -1 to 1; null where there is none. */
  correlation: number | null;
}

/** A variable and what it is called. */
export interface CorrelationAxis {
  code: string;
  label: string;
}

export interface CorrelationGridOptions {
  text: FigureText;
  rows: readonly CorrelationAxis[];
  columns: readonly CorrelationAxis[];
  cells: readonly CorrelationCell[];
  format: (value: number) => string;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

const tileHeight = 26;

/** White mixed with a colour by a share of it, 0 to 1. */
function tint(colour: string, share: number): string {
  const parts = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
  return `#${parts
    .map((part) =>
      Math.round(255 + (part - 255) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')
    .toUpperCase()}`;
}

/** Blue below zero and orange above, the deeper the closer to a straight line. */
const fillOf = (correlation: number): string =>
  tint(correlation < 0 ? seriesColours[0] : seriesColours[1], Math.min(1, Math.abs(correlation)));

function tile(
  row: CorrelationAxis,
  column: CorrelationAxis,
  { x, width }: { x: number; width: number },
  { cells, format }: CorrelationGridOptions,
): Block {
  const value = cells.find((one) => one.row === row.code && one.column === column.code)?.correlation ?? null;
  const itself = row.code === column.code;
  const fill = value === null ? null : fillOf(value);
  const words = itself ? 'the same' : value === null ? 'no correlation' : format(value);
  const data = markData({ code: column.code, label: `${column.label} and ${row.label}`, value: words });
  return {
    height: tileHeight,
    draw: (top, id) =>
      element(
        'g',
        data,
        element('rect', {
          x: x + 1,
          y: top + 1,
          width: width - 2,
          height: tileHeight - 2,
          fill: fill ?? (itself ? colours.shade : hatchFill(id)),
          stroke: colours.noneBorder,
          'stroke-width': 0.6,
        }) +
          (value === null
            ? ''
            : element(
                'text',
                {
                  x: x + width / 2,
                  y: top + tileHeight / 2 + 4.5,
                  'text-anchor': 'middle',
                  fill: textOn(fill ?? '#FFFFFF'),
                },
                escapeXml(format(value)),
              )),
      ),
  };
}

/** The grid in words: of each column its strongest relation of either sign. */
export function describeCorrelations({
  rows,
  columns,
  cells,
  format,
}: Omit<CorrelationGridOptions, 'text' | 'width' | 'note'>): string {
  const labelOf = new Map(rows.map(({ code, label }) => [code, label]));
  const said = columns.map(({ code, label }) => {
    const own = cells
      .filter((one) => one.column === code && one.correlation !== null && labelOf.has(one.row))
      .sort((a, b) => a.correlation! - b.correlation! || order(a.row, b.row));
    const [low, high] = [own[0], own.at(-1)];
    if (low === undefined || high === undefined) return `${label}: no correlation.`;
    const words = (one: CorrelationCell) => `${labelOf.get(one.row)} ${format(one.correlation!)}`;
    return low === high ? `${label}: ${words(low)}.` : `${label}: from ${words(low)} to ${words(high)}.`;
  });
  return `Correlations over PCNs, ${columns.length} ${columns.length === 1 ? 'measure' : 'measures'} of need with ${rows.length} variables. ${said.join(' ')}`;
}

/** Correlations as tiles, measures of need across and what they go with down, as an SVG document. */
export function correlationGrid(options: CorrelationGridOptions): string {
  const { text, rows, columns, note = '', width = figureWidth } = options;
  const narrow = isNarrow(width);
  const nameWidth = Math.min(
    narrow ? 120 : 250,
    12 +
      widestText(
        rows.map(({ label }) => label),
        textSize,
      ),
  );
  const step = Math.min(110, (width - nameWidth) / Math.max(1, columns.length));
  const at = (index: number) => ({ x: nameWidth + index * step, width: step });
  const heads = columns.map(({ label }) => wrapText(label, step - 6, textSize));
  const deepest = Math.max(0, ...heads.map(({ length }) => length));
  const head: Block = {
    height: deepest * lineHeight + 6,
    draw: (top) =>
      heads
        .map((lines, i) =>
          textLines(
            lines,
            at(i).x + step / 2,
            top + textSize + (deepest - lines.length) * lineHeight,
            lineHeight,
            { 'text-anchor': 'middle', 'font-weight': 600 },
          ),
        )
        .join(''),
  };
  const name = (label: string): Block => {
    const lines = wrapText(label, nameWidth - 10, textSize);
    const height = Math.max(tileHeight, lines.length * lineHeight + 4);
    return {
      height,
      draw: (top) =>
        textLines(lines, nameWidth - 8, top + tileHeight / 2 + 4.5 - (lines.length > 1 ? 4 : 0), lineHeight, {
          'text-anchor': 'end',
        }),
    };
  };
  const body = stack([
    head,
    ...rows.map((row) =>
      beside([name(row.label), ...columns.map((column, i) => tile(row, column, at(i), options))]),
    ),
    space(8),
    quietWords(note, width - 4),
  ]);
  return figureDocument(text, grouped(body), width, hatch);
}
