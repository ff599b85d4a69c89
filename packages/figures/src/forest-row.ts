import { type ForestEstimate, type ForestPlotOptions, type ForestRow, forestWords } from './forest-rows.js';
import type { HorizontalAxis } from './horizontal-axis.js';
import { estimateWords, markData } from './mark.js';
import { marker } from './marker.js';
import { colours, seriesColours } from './palette.js';
import { lineHeight, textSize } from './sizes.js';
import type { Block } from './stack.js';
import { coordinate, element, escapeXml, textLines } from './svg.js';
import { wrapText } from './text.js';

/** Where rows have their names, marks and values. */
export interface ForestLayout {
  narrow: boolean;
  width: number;
  nameWidth: number;
  axis: HorizontalAxis;
}

type Kind = 'own' | 'shrunken';

const ink: Readonly<Record<Kind, string>> = { own: seriesColours[5], shrunken: seriesColours[0] };

/** A hollow square for what a group gives alone, a filled circle for what is drawn to the mean. */
export const forestSign = (kind: Kind, x: number, y: number): string =>
  kind === 'own'
    ? marker('square', x, y, 3.6, ink.own, false)
    : marker('circle', x, y, 4.2, ink.shrunken, true);

/** An arrow head where an interval goes on beyond the axis. */
const beyond = (x: number, y: number, direction: 1 | -1, colour: string): string =>
  element('path', {
    d: `M${coordinate(x)},${coordinate(y)}l${coordinate(-6 * direction)},-4v8z`,
    fill: colour,
  });

function intervalMark(kind: Kind, { estimate, low, high }: ForestEstimate, axis: HorizontalAxis, y: number) {
  const [from, to] = [axis.x(low), axis.x(high)];
  const clip = (x: number) => Math.min(axis.right, Math.max(axis.left, x));
  const at = clip(axis.x(estimate));
  const known = Number.isFinite(from) && Number.isFinite(to);
  const line = known
    ? element('path', {
        d: `M${coordinate(clip(from))},${coordinate(y)}H${coordinate(clip(to))}`,
        stroke: ink[kind],
        'stroke-width': kind === 'own' ? 1.1 : 2.4,
      }) +
      (from < axis.left ? beyond(axis.left, y, -1, ink[kind]) : '') +
      (to > axis.right ? beyond(axis.right, y, 1, ink[kind]) : '')
    : '';
  return line + forestSign(kind, at, y);
}

/** A row, and the middle of its marks from its upper edge. */
export interface ForestRowBlock extends Block {
  middle: number;
}

/** Half the distance of the two marks of a row. */
const apart = 8;

/** Name and size, two marks and two values beside each other; in a narrow figure the marks beneath the words. */
export function forestRow(row: ForestRow, options: ForestPlotOptions, layout: ForestLayout): ForestRowBlock {
  const { narrow, width, nameWidth, axis } = layout;
  const { format } = options;
  const name = wrapText(narrow ? `${row.name}, ${row.size}` : row.name, nameWidth - 8, textSize, true);
  const size = narrow ? [] : wrapText(row.size, nameWidth - 8, textSize);
  const wordLines = narrow ? name.length + 2 : Math.max(2, name.length + size.length);
  const marks = narrow ? 2 * apart + 14 : 0;
  const height = wordLines * lineHeight + marks + 10;
  const middle = narrow ? wordLines * lineHeight + marks / 2 : (wordLines * lineHeight) / 2;
  const kinds = [
    { kind: 'own' as const, found: row.own, at: -apart },
    { kind: 'shrunken' as const, found: row.shrunken, at: apart },
  ];
  const draw = (top: number) => {
    const anchor = { 'text-anchor': narrow ? ('start' as const) : ('end' as const) };
    const x = narrow ? 0 : nameWidth;
    const values = kinds.map(({ kind, found, at }, index) => {
      const words = found === null ? 'none' : estimateWords(found, format);
      const y = narrow ? top + (name.length + index) * lineHeight + textSize : top + middle + at + 4.5;
      return (
        (narrow ? forestSign(kind, 6, y - 4.5) : '') +
        element(
          'text',
          {
            x: narrow ? 18 : width - 2,
            y,
            'text-anchor': narrow ? 'start' : 'end',
            fill: kind === 'own' ? colours.quiet : colours.ink,
          },
          escapeXml(words),
        )
      );
    });
    return element(
      'g',
      markData({ code: row.code, label: row.name, value: forestWords(row, options) }),
      textLines(name, x, top + textSize, lineHeight, { ...anchor, 'font-weight': 600 }) +
        textLines(size, x, top + name.length * lineHeight + textSize, lineHeight, {
          ...anchor,
          fill: colours.quiet,
        }) +
        values.join('') +
        kinds
          .map(({ kind, found, at }) =>
            found === null ? '' : intervalMark(kind, found, axis, top + middle + at),
          )
          .join(''),
    );
  };
  return { height, middle, draw };
}
