import type { HorizontalAxis } from './horizontal-axis.js';
import { isoline, type Piece } from './isolines.js';
import { seriesColours } from './palette.js';
import { textSize } from './sizes.js';
import { coordinate, element, escapeXml } from './svg.js';
import { textWidth } from './text.js';
import type { ValueAxis } from './value-axis.js';

/** A plane between two axes, where it stands in the figure. */
export interface Plane {
  axis: HorizontalAxis;
  yAxis: ValueAxis;
  top: number;
  bottom: number;
}

/** values[row][column] at (x[column], y[row]). */
export interface Surface {
  x: readonly number[];
  y: readonly number[];
  values: readonly (readonly number[])[];
}

function pathOf(pieces: readonly Piece[], { axis, yAxis }: Plane): string {
  const at = (x: number, y: number) => `${coordinate(axis.x(x))},${coordinate(yAxis.y(y))}`;
  return pieces.map(([[ax, ay], [bx, by]]) => `M${at(ax, ay)}L${at(bx, by)}`).join('');
}

/** The words of a line, on white: where the line comes nearest to the plane's diagonal. */
function lineLabel(pieces: readonly Piece[], words: string, bold: boolean, plane: Plane): string {
  const { axis, yAxis, top, bottom } = plane;
  const { left, right } = axis;
  const off = ([[x, y]]: Piece) =>
    Math.abs((axis.x(x) - left) / (right - left) - (bottom - yAxis.y(y)) / (bottom - top));
  const [[x, y]] = pieces.reduce((a, b) => (off(b) < off(a) ? b : a));
  const length = textWidth(words, textSize, bold);
  const middle = Math.min(right - length / 2, Math.max(left + length / 2, axis.x(x)));
  return (
    element('rect', {
      x: middle - length / 2 - 2,
      y: yAxis.y(y) - 9,
      width: length + 4,
      height: 17,
      fill: '#FFFFFF',
    }) +
    element(
      'text',
      { x: middle, y: yAxis.y(y) + 4.5, 'text-anchor': 'middle', 'font-weight': bold ? 600 : undefined },
      escapeXml(words),
    )
  );
}

/** A value at which a line is drawn, and its words; the critical one is heavier. */
export interface ContourLevel {
  value: number;
  words: string;
  critical: boolean;
}

const paints = {
  plain: { stroke: '#6BACE6', 'stroke-width': 1.4 },
  critical: { stroke: seriesColours[3], 'stroke-width': 2.4, 'stroke-linecap': 'round' },
};

/** Lines of equal value in a plane with their words above all of them. A level that the surface does not take has none. */
export function contourLines(
  { x, y, values }: Surface,
  levels: readonly ContourLevel[],
  plane: Plane,
): string {
  const drawn = levels
    .map((level) => ({ ...level, pieces: isoline(x, y, values, level.value) }))
    .filter(({ pieces }) => pieces.length > 0);
  const lines = drawn.map(({ pieces, critical }) =>
    element('path', {
      class: critical ? 'critical' : undefined,
      d: pathOf(pieces, plane),
      fill: 'none',
      ...(critical ? paints.critical : paints.plain),
    }),
  );
  const labels = drawn.map(({ pieces, words, critical }) => lineLabel(pieces, words, critical, plane));
  return lines.join('') + labels.join('');
}
