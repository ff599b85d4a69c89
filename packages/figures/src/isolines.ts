import type { Point } from './planar.js';

/** A piece of a line of equal value. */
export type Piece = readonly [Point, Point];

/**
 * Where a function on a grid takes a value: straight pieces, cell by cell, by linear interpolation along the edges
 * (marching squares). A cell with a corner that is not finite has none.
 * @param values values[row][column] at (x[column], y[row]).
 */
export function isoline(
  x: readonly number[],
  y: readonly number[],
  values: readonly (readonly number[])[],
  level: number,
): Piece[] {
  const pieces: Piece[] = [];
  for (let row = 0; row + 1 < y.length; row++) {
    for (let column = 0; column + 1 < x.length; column++) {
      const corners = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ] as const;
      const heights = corners.map(([i, j]) => values[j]![i]! - level);
      if (!heights.every(Number.isFinite)) continue;
      const crossings: Point[] = [];
      corners.forEach(([i, j], at) => {
        const next = (at + 1) % 4;
        const [a, b] = [heights[at]!, heights[next]!];
        if (a < 0 === b < 0) return;
        const [k, l] = corners[next]!;
        const share = a / (a - b);
        crossings.push([x[i]! + share * (x[k]! - x[i]!), y[j]! + share * (y[l]! - y[j]!)]);
      });
      for (let at = 0; at + 1 < crossings.length; at += 2) pieces.push([crossings[at]!, crossings[at + 1]!]);
    }
  }
  return pieces;
}
