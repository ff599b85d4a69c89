import type { Point, Ring } from './planar.js';

const keyOf = ([x, y]: Point) => `${Math.round(x * 100)},${Math.round(y * 100)}`;

/** Points where three or more lines meet, over all rings: they stay, so that borders of neighbours stay common. */
function junctions(rings: readonly Ring[]): Set<string> {
  const next = new Map<string, Set<string>>();
  const link = (from: string, to: string) => {
    if (from === to) return;
    const links = next.get(from) ?? new Set();
    links.add(to);
    next.set(from, links);
  };
  for (const ring of rings) {
    ring.forEach((point, index) => {
      const a = keyOf(point);
      const b = keyOf(ring[(index + 1) % ring.length]!);
      link(a, b);
      link(b, a);
    });
  }
  return new Set([...next].filter(([, links]) => links.size !== 2).map(([key]) => key));
}

const triangle = (a: Point, b: Point, c: Point) =>
  Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;

/** Takes out the point of the smallest triangle again and again, until every triangle reaches `area`. */
function simplifyRing(ring: Ring, area: number, fixed: ReadonlySet<string>): Ring {
  const points = [...ring];
  const areaAt = (index: number) =>
    fixed.has(keyOf(points[index]!))
      ? Infinity
      : triangle(
          points[(index + points.length - 1) % points.length]!,
          points[index]!,
          points[(index + 1) % points.length]!,
        );
  const areas = points.map((_, index) => areaAt(index));
  while (points.length > 4) {
    let smallest = 0;
    for (let index = 1; index < areas.length; index++) if (areas[index]! < areas[smallest]!) smallest = index;
    if (areas[smallest]! >= area) break;
    points.splice(smallest, 1);
    areas.splice(smallest, 1);
    for (const neighbour of [smallest - 1, smallest]) {
      const index = (neighbour + points.length) % points.length;
      areas[index] = areaAt(index);
    }
  }
  return points;
}

/**
 * Line generalisation after Visvalingam and Whyatt (1993) of many rings at once. `area` is in squared units; borders
 * that two rings share in the source are shared afterwards.
 */
export function simplify(rings: readonly Ring[], area: number): Ring[] {
  const fixed = junctions(rings);
  return rings.map((ring) => simplifyRing(ring, area, fixed));
}
