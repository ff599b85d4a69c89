const order = 16;

/**
 * How far along a Hilbert curve through the unit square a point is, as a whole number: points near one another on the
 * curve are near in the plane (Hilbert 1891, Math. Annalen 38, 459-460). The curve visits 2^16 x 2^16 cells; it begins
 * at (0, 0) and ends at (1, 0).
 *
 * @param x from 0 to 1; what is beyond counts as the end.
 * @param y likewise.
 *
 * @example
 * ```ts
 * hilbertIndex(0.1, 0.1) < hilbertIndex(0.1, 0.9); // => true
 * hilbertIndex(0.9, 0.9) < hilbertIndex(0.9, 0.1); // => true
 * // No R: base R has no such curve. Tests walk along it.
 * ```
 */
export function hilbertIndex(x: number, y: number): number {
  const cells = 2 ** order;
  const cell = (value: number) => Math.min(cells - 1, Math.max(0, Math.floor(value * cells)));
  let [column, row] = [cell(x), cell(y)];
  let index = 0;
  for (let size = cells / 2; size >= 1; size /= 2) {
    const right = (column & size) > 0 ? 1 : 0;
    const upper = (row & size) > 0 ? 1 : 0;
    index += size * size * ((3 * right) ^ upper);
    if (upper === 1) continue;
    if (right === 1) {
      column = cells - 1 - column;
      row = cells - 1 - row;
    }
    [column, row] = [row, column];
  }
  return index;
}
