/** A point in the units of the figure. */
export type Point = readonly [x: number, y: number];
/** A closed ring without its repeated last point. */
export type Ring = readonly Point[];

export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The smallest upright rectangle around the rings; null where there is no point. */
export function boundsOf(rings: Iterable<Ring>): Bounds | null {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const ring of rings) {
    for (const [x, y] of ring) {
      bounds.left = Math.min(bounds.left, x);
      bounds.right = Math.max(bounds.right, x);
      bounds.top = Math.min(bounds.top, y);
      bounds.bottom = Math.max(bounds.bottom, y);
    }
  }
  return bounds.left <= bounds.right ? bounds : null;
}

/** Area inside a ring, positive whichever way it winds. */
export function ringArea(ring: Ring): number {
  let twice = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length]!;
    twice += x * nextY - nextX * y;
  });
  return Math.abs(twice) / 2;
}

/** Whether a point lies inside an odd number of rings (the even-odd rule). */
export function inside([x, y]: Point, rings: Iterable<Ring>): boolean {
  let odd = false;
  for (const ring of rings) {
    ring.forEach(([ax, ay], index) => {
      const [bx, by] = ring[(index + 1) % ring.length]!;
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) odd = !odd;
    });
  }
  return odd;
}

const tenthsText = (value: number) => String(value / 10).replace(/^(-?)0\./, '$1.');

/** Steps of an outline are mostly this short. */
const shortStep = 200;
const shortSteps = Array.from({ length: 2 * shortStep + 1 }, (_, i) => tenthsText(i - shortStep));

const tenths = (value: number) => shortSteps[value + shortStep] ?? tenthsText(value);

/**
 * Path data of rings at one decimal. Steps are relative and taken between rounded points, so they do not drift;
 * points that fall together are written once.
 */
export function pathData(rings: Iterable<Ring>): string {
  let data = '';
  for (const ring of rings) {
    let [x, y] = [0, 0];
    let drawn = '';
    ring.forEach(([pointX, pointY], index) => {
      const nextX = Math.round(pointX * 10);
      const nextY = Math.round(pointY * 10);
      if (index === 0) {
        drawn = `M${tenths(nextX)},${tenths(nextY)}l`;
      } else if (nextX !== x || nextY !== y) {
        drawn += `${drawn.endsWith('l') ? '' : ' '}${tenths(nextX - x)},${tenths(nextY - y)}`;
      }
      [x, y] = [nextX, nextY];
    });
    if (!drawn.endsWith('l')) data += `${drawn}z`;
  }
  return data;
}
