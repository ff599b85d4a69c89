import { type GeographicPoints, greatCircleKm } from './great-circle.js';

/** Few points whose distances were asked for last: regression after regression asks for the same. */
const recent: { points: GeographicPoints; km: Float64Array }[] = [];
const mostRecent = 4;
const mostPoints = 512;

const same = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  one.length === other.length && Array.prototype.every.call(one, (value, i) => Object.is(value, other[i]));

/** Distances of all pairs of points in km: points x points, row-major. Not to be changed. */
export function distancesKm(points: GeographicPoints): Float64Array {
  const { longitudes, latitudes } = points;
  const known = recent.find(
    (one) => same(one.points.longitudes, longitudes) && same(one.points.latitudes, latitudes),
  );
  if (known !== undefined) return known.km;
  const count = longitudes.length;
  const km = new Float64Array(count * count);
  for (let p = 0; p < count; p++) {
    for (let q = 0; q < p; q++) {
      const distance = greatCircleKm(longitudes[p]!, latitudes[p]!, longitudes[q]!, latitudes[q]!);
      km[p * count + q] = distance;
      km[q * count + p] = distance;
    }
  }
  if (count <= mostPoints) recent.push({ points, km });
  if (recent.length > mostRecent) recent.shift();
  return km;
}
