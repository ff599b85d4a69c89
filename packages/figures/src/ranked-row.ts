import type { HorizontalAxis } from './horizontal-axis.js';
import { markData } from './mark.js';
import { marker } from './marker.js';
import { colours, seriesColours } from './palette.js';
import { apartFrom, type RankedDotsOptions, type RankedRow, ranged, valued } from './ranked-rows.js';
import { lineHeight, textSize } from './sizes.js';
import type { Block } from './stack.js';
import { coordinate, element, escapeXml, textLines } from './svg.js';
import { wrapText } from './text.js';

/** Where rows have their names, dots and values. */
export interface RowLayout {
  narrow: boolean;
  width: number;
  nameWidth: number;
  axis: HorizontalAxis;
}

/** A dot, filled where its interval leaves out the reference. */
export const dot = (x: number, y: number, filled: boolean): string =>
  marker('circle', x, y, 4, seriesColours[0], filled);

/** The interval, cut at the ends of the axis, and the dot. */
function valueMark(
  row: RankedRow,
  { reference }: RankedDotsOptions,
  axis: HorizontalAxis,
  y: number,
): string {
  if (!valued(row)) return '';
  const clip = (value: number) => coordinate(Math.min(axis.right, Math.max(axis.left, axis.x(value))));
  const line = ranged(row)
    ? element('path', {
        d: `M${clip(row.low)},${coordinate(y)}H${clip(row.high)}`,
        stroke: seriesColours[0],
        'stroke-width': 1.8,
      })
    : '';
  const filled = reference !== null && apartFrom(row, reference.value);
  return line + dot(axis.x(row.value), y, filled);
}

function rowWords(row: RankedRow, format: (value: number) => string): string {
  if (!valued(row)) return 'no value';
  return ranged(row) ? `${format(row.value)} (${format(row.low)} to ${format(row.high)})` : format(row.value);
}

/** A row, and the middle of its dot from its upper edge. */
export interface RowBlock extends Block {
  middle: number;
}

/** Name, interval, dot and value beside each other; in a narrow figure the dot beneath name and value. */
export function rankedRow(row: RankedRow, options: RankedDotsOptions, layout: RowLayout): RowBlock {
  const { narrow, width, nameWidth, axis } = layout;
  const { format } = options;
  const name = wrapText(row.name, nameWidth - 8, textSize);
  const height = name.length * lineHeight + (narrow ? 14 : 1);
  const middle = narrow ? name.length * lineHeight + 5 : height / 2;
  const draw = (top: number) => {
    const baseline = top + textSize - (narrow ? 1 : 0);
    const words = textLines(name, narrow ? 0 : nameWidth, baseline, lineHeight, {
      'text-anchor': narrow ? 'start' : 'end',
    });
    const value = element(
      'text',
      {
        x: width - 2,
        y: narrow ? baseline : top + middle + 4.5,
        'text-anchor': 'end',
        fill: valued(row) ? colours.ink : colours.quiet,
      },
      valued(row) ? escapeXml(format(row.value)) : 'no value',
    );
    return element(
      'g',
      markData({ code: row.code, label: row.name, value: rowWords(row, format) }),
      words + valueMark(row, options, axis, top + middle) + value,
    );
  };
  return { height, middle, draw };
}
