import { estimateWords, markData } from './mark.js';
import { marker } from './marker.js';
import { seriesColours } from './palette.js';
import { textSize } from './sizes.js';
import type { SpecificationColumn } from './specification-columns.js';
import { percentOf, type SpecificationPoint } from './specification-points.js';
import { coordinate, element, escapeXml } from './svg.js';
import { textWidth } from './text.js';
import type { ValueAxis } from './value-axis.js';

/** Where the columns of a curve stand. */
export interface ColumnPlaces {
  left: number;
  right: number;
  step: number;
  xOf: (index: number) => number;
}

/** The outermost bounds of each column, pale, under the median ones. */
export function intervals(
  columns: readonly SpecificationColumn[],
  { xOf, step }: ColumnPlaces,
  axis: ValueAxis,
): string {
  const path = (pick: (column: SpecificationColumn) => readonly [number, number]) =>
    columns
      .flatMap((column, index) => {
        const [low, high] = pick(column);
        if (!Number.isFinite(low) || !Number.isFinite(high)) return [];
        return [`M${coordinate(xOf(index))},${coordinate(axis.y(low))}V${coordinate(axis.y(high))}`];
      })
      .join('');
  const stroke = (d: string, paint: Record<string, string | number>) =>
    d === '' ? '' : element('path', { d, 'stroke-width': Math.min(6, Math.max(0.6, step * 0.8)), ...paint });
  return (
    stroke(
      path(({ lowest, highest }) => [lowest, highest]),
      { stroke: '#D3E6F6' },
    ) +
    stroke(
      path(({ low, high }) => [low, high]),
      { stroke: '#6BACE6' },
    )
  );
}

/** The dot of a column: a page shows which specification it is, or how many, from where to where, and the code of one. */
export function dot(
  { members, estimate, significant }: SpecificationColumn,
  index: number,
  { xOf, step }: ColumnPlaces,
  axis: ValueAxis,
  format: (value: number) => string,
): string {
  const [first, last] = [members[0]!, members.at(-1)!];
  const n = members.length;
  const sure = `${percentOf(significant * n, n)} with an interval that leaves out zero`;
  const words =
    n > 1
      ? {
          code: `column-${index + 1}`,
          label: `${n} specifications`,
          value: `${format(first.estimate)} to ${format(last.estimate)}; ${sure}. In the middle: ${members[n >> 1]!.code}`,
        }
      : { code: first.code, label: first.label, value: estimateWords(first, format) };
  return element('circle', {
    cx: coordinate(xOf(index)),
    cy: coordinate(axis.y(estimate)),
    r: Math.min(3.6, Math.max(1.1, step * 0.45)),
    fill: n > 1 || significant === 1 ? seriesColours[0] : '#FFFFFF',
    stroke: seriesColours[0],
    ...markData(words),
  });
}

/** The specification to be marked, and its column. */
export interface Own {
  point: SpecificationPoint;
  column: number;
  words: string;
}

/** Words above the plot at `top`, a line from there to `bottom`, and a diamond at the estimate. */
export function ownMark(
  { point, column, words }: Own,
  places: ColumnPlaces,
  axis: ValueAxis,
  top: number,
  bottom: number,
) {
  const { left, right } = places;
  const x = places.xOf(column);
  const half = textWidth(words, textSize, true) / 2;
  return (
    element('path', {
      d: `M${coordinate(x)},${coordinate(top - 2)}V${coordinate(bottom)}`,
      stroke: seriesColours[3],
      'stroke-dasharray': '3 3',
    }) +
    marker('diamond', x, axis.y(point.estimate), 5, seriesColours[3], true) +
    element(
      'text',
      {
        x: Math.min(right - half, Math.max(left + half, x)),
        y: top - 7,
        'text-anchor': 'middle',
        'font-weight': 600,
        fill: seriesColours[3],
      },
      escapeXml(words),
    )
  );
}
