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
  /** Of the column behind the values; 0 where there is none. */
  asideWidth: number;
  axis: HorizontalAxis;
}

/** A dot, filled where its interval leaves out the reference. */
export const dot = (x: number, y: number, filled: boolean): string =>
  marker('circle', x, y, 4, seriesColours[0], filled);

/** The bounds as a grey bar with an end at either side, so that it is told from an interval in grey print. */
export function boundsMark(low: number, high: number, y: number): string {
  const [from, to, at] = [low, high, y].map(coordinate) as [string, string, string];
  return element('path', {
    d: `M${from},${coordinate(y - 4)}v8M${from},${at}H${to}M${to},${coordinate(y - 4)}v8`,
    stroke: colours.noneBorder,
    'stroke-width': 1,
    fill: 'none',
  });
}

/** The interval, cut at the ends of the axis, and the dot. */
function valueMark(
  row: RankedRow,
  { reference }: RankedDotsOptions,
  axis: HorizontalAxis,
  y: number,
): string {
  const within = (value: number) => Math.min(axis.right, Math.max(axis.left, axis.x(value)));
  const clip = (value: number) => coordinate(within(value));
  const { bounds } = row;
  const unknown =
    bounds === undefined || bounds.low === bounds.high
      ? ''
      : boundsMark(within(bounds.low), within(bounds.high), y);
  if (!valued(row)) return unknown;
  const line = ranged(row)
    ? element('path', {
        d: `M${clip(row.low)},${coordinate(y)}H${clip(row.high)}`,
        stroke: seriesColours[0],
        'stroke-width': 1.8,
      })
    : '';
  const filled = reference !== null && apartFrom(row, reference.value);
  return unknown + line + dot(axis.x(row.value), y, filled);
}

/** What is written where a row has no value. */
export const absenceOf = ({ absence = 'no value' }: RankedRow): string => absence;

function rowWords(row: RankedRow, format: (value: number) => string): string {
  const { bounds, aside } = row;
  const value = !valued(row)
    ? absenceOf(row)
    : ranged(row)
      ? `${format(row.value)} (${format(row.low)} to ${format(row.high)})`
      : format(row.value);
  const known = bounds === undefined || bounds.low === bounds.high;
  return [
    value,
    ...(aside === undefined ? [] : [`${aside} did not report`]),
    ...(known ? [] : [`with all, between ${format(bounds.low)} and ${format(bounds.high)}`]),
  ].join('; ');
}

/** A row, and the middle of its dot from its upper edge. */
export interface RowBlock extends Block {
  middle: number;
}

/** Name, interval, dot and value beside each other; in a narrow figure the dot beneath name and value. */
export function rankedRow(row: RankedRow, options: RankedDotsOptions, layout: RowLayout): RowBlock {
  const { narrow, width, nameWidth, asideWidth, axis } = layout;
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
        x: width - 2 - asideWidth,
        y: narrow ? baseline : top + middle + 4.5,
        'text-anchor': 'end',
        fill: valued(row) ? colours.ink : colours.quiet,
      },
      escapeXml(valued(row) ? format(row.value) : absenceOf(row)),
    );
    const aside =
      asideWidth === 0 || row.aside === undefined
        ? ''
        : element(
            'text',
            {
              x: width - 2,
              y: narrow ? baseline : top + middle + 4.5,
              'text-anchor': 'end',
              fill: colours.quiet,
            },
            escapeXml(row.aside),
          );
    return element(
      'g',
      markData({ code: row.code, label: row.name, value: rowWords(row, format) }),
      words + valueMark(row, options, axis, top + middle) + value + aside,
    );
  };
  return { height, middle, draw };
}
