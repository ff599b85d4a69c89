import type { DescentRoom } from './edge-descent.js';

/** What is left of a row by the rows before it must be more than this, in scaled units, to be taken. */
const independent = [1e-2, 1e-6, 1e-12];

/** Takes rows in the order given that are independent of those taken, by Gram and Schmidt's method. */
function takeRows({ k, x }: DescentRoom, order: Int32Array, least: number): number[] {
  const taken: number[] = [];
  const directions: Float64Array[] = [];
  for (const row of order) {
    const left = Float64Array.from({ length: k }, (_, j) => x[j]![row]!);
    for (const direction of [...directions, ...directions]) {
      const along = direction.reduce((sum, value, j) => sum + value * left[j]!, 0);
      direction.forEach((value, j) => {
        left[j]! -= along * value;
      });
    }
    const length = Math.hypot(...left);
    if (length <= least) continue;
    taken.push(row);
    directions.push(left.map((value) => value / length));
    if (taken.length === k) break;
  }
  return taken;
}

/**
 * k independent rows near the plane that is sought: those whose residuals by least squares are nearest to the
 * residuals' own quantile.
 */
export function startingRows(room: DescentRoom, residuals: Float64Array, tau: number): number[] {
  const sorted = residuals.slice().sort();
  const aim = sorted[Math.min(sorted.length - 1, Math.floor(tau * sorted.length))]!;
  const far = residuals.map((value) => Math.abs(value - aim));
  const order = Int32Array.from(residuals.keys()).sort((a, b) => far[a]! - far[b]! || a - b);
  let taken: number[] = [];
  for (const least of independent) {
    taken = takeRows(room, order, least);
    if (taken.length === room.k) break;
  }
  return taken;
}
