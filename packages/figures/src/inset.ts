import { type Bounds, inside, type Point, type Ring } from './planar.js';

const margin = 6;
const spacing = 4;

/** Points along the rings, close enough for a test of overlap. */
function outline(rings: readonly Ring[]): Point[] {
  const points: Point[] = [];
  for (const ring of rings) {
    ring.forEach(([x, y], index) => {
      const [nextX, nextY] = ring[(index + 1) % ring.length]!;
      const steps = Math.max(1, Math.ceil(Math.hypot(nextX - x, nextY - y) / spacing));
      for (let step = 0; step < steps; step++) {
        points.push([x + ((nextX - x) * step) / steps, y + ((nextY - y) * step) / steps]);
      }
    });
  }
  return points;
}

/**
 * Where a box of the given size covers least of a map: of the free places that nearest the left edge, then that
 * nearest the middle of the height.
 */
export function placeInset(
  rings: readonly Ring[],
  mapWidth: number,
  mapHeight: number,
  width: number,
  height: number,
): Bounds {
  const points = outline(rings);
  let best = { cost: Infinity, left: 0, top: 0 };
  for (let left = 1; left <= mapWidth - width; left += 8) {
    for (let top = 0; top <= Math.max(0, mapHeight - height); top += 8) {
      let cost = left / mapWidth + Math.abs(top + height / 2 - mapHeight / 2) / mapHeight;
      if (cost >= best.cost) continue;
      for (const [x, y] of points) {
        if (x > left - margin && x < left + width + margin && y > top - margin && y < top + height + margin) {
          cost += 1;
        }
      }
      if (cost < best.cost && inside([left + width / 2, top + height / 2], rings)) cost += 1000;
      if (cost < best.cost) best = { cost, left, top };
    }
  }
  return { left: best.left, top: best.top, right: best.left + width, bottom: best.top + height };
}
