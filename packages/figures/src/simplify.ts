import TinyQueue from 'tinyqueue';
import type { Point, Ring } from './planar.js';

/** Points that agree to the second decimal are the same point. */
const resolution = 100;
const span = 2 ** 25;

/** A number for a place; coordinates lie within 100,000 units of the origin. */
const keyOf = ([x, y]: Point) =>
  (Math.round(x * resolution) + span / 2) * span + Math.round(y * resolution) + span / 2;

/** Points where three or more lines meet, or one ends, over all rings: they stay, so that neighbours' borders stay common. */
function junctions(rings: readonly Ring[]): Set<number> {
  const neighbours = new Map<number, number[]>();
  const link = (from: number, to: number) => {
    if (from === to) return;
    const links = neighbours.get(from);
    if (links === undefined) neighbours.set(from, [to]);
    else if (!links.includes(to)) links.push(to);
  };
  for (const ring of rings) {
    const keys = ring.map(keyOf);
    keys.forEach((key, index) => {
      const next = keys[(index + 1) % keys.length]!;
      link(key, next);
      link(next, key);
    });
  }
  const fixed = new Set<number>();
  for (const [key, links] of neighbours) if (links.length !== 2) fixed.add(key);
  return fixed;
}

const triangle = (a: Point, b: Point, c: Point) =>
  Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;

/** A place in a ring and the area of its triangle when it was queued. */
interface Candidate {
  place: number;
  area: number;
}

/** Takes out the point of the smallest triangle again and again, until every triangle reaches `area`; of two as small the earlier. */
function simplifyRing(ring: Ring, area: number, fixed: ReadonlySet<number>): Ring {
  const count = ring.length;
  const before = Int32Array.from(ring, (_, place) => (place + count - 1) % count);
  const after = Int32Array.from(ring, (_, place) => (place + 1) % count);
  const stays = ring.map((point) => fixed.has(keyOf(point)));
  const areaAt = (place: number) => triangle(ring[before[place]!]!, ring[place]!, ring[after[place]!]!);
  const areas = Float64Array.from(ring, (_, place) => (stays[place] ? Infinity : areaAt(place)));
  const candidates: Candidate[] = [];
  areas.forEach((size, place) => {
    if (size < area) candidates.push({ place, area: size });
  });
  const queue = new TinyQueue(candidates, (a, b) => a.area - b.area || a.place - b.place);
  let left = count;
  while (left > 4) {
    const smallest = queue.pop();
    if (smallest === undefined) break;
    const { place } = smallest;
    if (areas[place] !== smallest.area) continue;
    areas[place] = Number.NaN;
    left -= 1;
    after[before[place]!] = after[place]!;
    before[after[place]!] = before[place]!;
    for (const neighbour of [before[place]!, after[place]!]) {
      if (stays[neighbour]) continue;
      const size = areaAt(neighbour);
      areas[neighbour] = size;
      if (size < area) queue.push({ place: neighbour, area: size });
    }
  }
  return ring.filter((_, place) => !Number.isNaN(areas[place]!));
}

/**
 * Line generalisation after Visvalingam and Whyatt (1993) of many rings at once. `area` is in squared units; borders
 * that two rings share in the source are shared afterwards.
 */
export function simplify(rings: readonly Ring[], area: number): Ring[] {
  const fixed = junctions(rings);
  return rings.map((ring) => simplifyRing(ring, area, fixed));
}
