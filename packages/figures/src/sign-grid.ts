import { isSignificant } from './coefficient-panel.js';
import { figureDocument } from './frame.js';
import { hatch, hatchId } from './legend.js';
import { estimateWords, markData } from './mark.js';
import { colours, seriesColours } from './palette.js';
import { type AxisDate, quarterAxis } from './quarter-axis.js';
import { figureWidth, lineHeight, textSize } from './sizes.js';
import { coordinate, element, escapeXml, textLines } from './svg.js';
import { type FigureText, textWidth, wrapText } from './text.js';

/** An estimate for one row (a need) at one snapshot. */
export interface SignGridCell {
  row: string;
  snapshot: string;
  estimate: number;
  low: number;
  high: number;
}

export interface SignGridOptions {
  text: FigureText;
  /** From top to bottom: a code, such as a need's, and its name. */
  rows: readonly { code: string; label: string }[];
  /** From left to right: ISO date and the paper's quarter, or "". */
  columns: readonly AxisDate[];
  /** Where one is missing or not finite the tile is hatched. */
  cells: readonly SignGridCell[];
  format: (value: number) => string;
  level: number;
  note?: string;
}

const finite = ({ estimate }: SignGridCell) => Number.isFinite(estimate);

/** The grid in words, row by row: at how many snapshots the interval lies below and above zero, and the last estimate. */
export function describeSignGrid({ rows, cells, format, level }: Omit<SignGridOptions, 'text'>): string {
  const sentences = rows.map(({ code, label }) => {
    const of = cells
      .filter((cell) => cell.row === code && finite(cell))
      .sort((a, b) => (a.snapshot < b.snapshot ? -1 : 1));
    const last = of.at(-1);
    if (last === undefined) return `${label}: no estimate.`;
    const below = of.filter(({ high }) => high < 0).length;
    const above = of.filter(({ low }) => low > 0).length;
    return `${label}: of ${of.length} snapshots the interval lies below zero at ${below} and above at ${above}; at the last, ${last.snapshot}, ${estimateWords(last, format)}.`;
  });
  return [`Sign and significance, ${Number((100 * level).toFixed(2))}% intervals.`, ...sentences].join(' ');
}

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

/** Tiles of sign and significance by need and snapshot as an SVG document: filled where the interval leaves out zero. */
export function signGrid(options: SignGridOptions): string {
  const { text, rows, columns, cells, format, level, note = '' } = options;
  const labels = rows.map(({ label }) => wrapText(label, 190, textSize));
  const left = Math.ceil(Math.max(0, ...labels.flat().map((line) => textWidth(line, textSize)))) + 12;
  const step = Math.min(90, (figureWidth - left) / Math.max(1, columns.length));
  const percent = `${Number((100 * level).toFixed(2))}%`;
  const key: readonly [fill: string, ink: string, sign: string, words: string][] = [
    [seriesColours[0], '#FFFFFF', '−', `below zero, ${percent} interval leaves out zero`],
    [seriesColours[1], colours.ink, '+', `above zero, ${percent} interval leaves out zero`],
    ['#FFFFFF', colours.ink, '±', 'sign of the estimate; interval includes zero'],
    ['hatch', colours.ink, '', 'no estimate'],
  ];
  const top = 2 * (lineHeight + 6) + 8;
  const bottom = top + rows.length * tileHeight;
  const notes = wrapText(note, figureWidth - 4, textSize);
  const xs = columns.map((_, index) => left + (index + 0.5) * step);
  const numbered = cells
    .filter(finite)
    .every((cell) => textWidth(format(cell.estimate), textSize, true) < step - 6);

  const draw = (id: string) => {
    const hatched = `url(#${hatchId(id)})`;
    let marks = '';
    key.forEach(([fill, ink, sign, words], index) => {
      const x = index % 2 === 0 ? 0 : figureWidth / 2;
      const y = Math.floor(index / 2) * (lineHeight + 6);
      marks += element('rect', {
        x: x + 0.5,
        y: y + 0.5,
        width: 22,
        height: 18,
        fill: fill === 'hatch' ? hatched : fill,
        stroke: colours.noneBorder,
      });
      marks += element('text', { x: x + 11.5, y: y + 14, 'text-anchor': 'middle', fill: ink }, sign);
      marks += element('text', { x: x + 30, y: y + 14, fill: colours.quiet }, escapeXml(words));
    });
    rows.forEach(({ code, label }, index) => {
      const y = top + index * tileHeight;
      const lines = labels[index]!.slice(0, 2);
      marks += textLines(
        lines,
        left - 8,
        y + tileHeight / 2 + 4.5 - ((lines.length - 1) * lineHeight * 0.85) / 2,
        lineHeight * 0.85,
        { 'text-anchor': 'end' },
      );
      columns.forEach(({ snapshot, label: quarter }, column) => {
        const cell = cells.find((one) => one.row === code && one.snapshot === snapshot);
        const known = cell !== undefined && finite(cell) ? cell : null;
        const look = known === null ? null : lookOf(known);
        const tile = element('rect', {
          x: left + column * step + 1,
          y: y + 1,
          width: step - 2,
          height: tileHeight - 2,
          fill: look?.fill ?? hatched,
          stroke: colours.noneBorder,
          'stroke-width': 0.8,
        });
        const words =
          look === null || known === null
            ? ''
            : element(
                'text',
                {
                  x: xs[column]!,
                  y: y + tileHeight / 2 + 4.5,
                  'text-anchor': 'middle',
                  fill: look.ink,
                  'font-weight': look.bold ? 600 : undefined,
                },
                escapeXml(numbered ? format(known.estimate) : look.sign),
              );
        marks += element(
          'g',
          markData({
            code: snapshot,
            label: [label, snapshot, quarter].filter(Boolean).join(', '),
            value: known === null ? 'no estimate' : estimateWords(known, format),
          }),
          tile + words,
        );
      });
    });
    for (const { text: said, x, row } of quarterAxis(columns, xs, textSize)) {
      marks += element(
        'text',
        {
          x,
          y: bottom + 4 + textSize + row * lineHeight,
          'text-anchor': 'middle',
          fill: row < 2 ? colours.ink : colours.quiet,
        },
        escapeXml(said),
      );
    }
    return (
      marks +
      textLines(notes, 0, bottom + 4 * lineHeight + 14 + textSize, lineHeight, { fill: colours.quiet })
    );
  };
  return figureDocument(
    text,
    {
      height: bottom + 4 * lineHeight + 14 + notes.length * lineHeight,
      draw: (y, id) => element('g', { transform: `translate(0 ${coordinate(y)})` }, draw(id)),
    },
    figureWidth,
    hatch,
  );
}
