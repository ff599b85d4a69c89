import { InvalidDataError } from '../errors.js';
import { distancesKm } from './distances.js';
import { distinctPoints } from './distinct-points.js';
import { checkCutoff, checkPoints, type GeographicPoints, isWithin } from './great-circle.js';

/** Whose neighbour is who: for every observation the indices of its neighbours, ascending, itself never among them. */
export type Neighbours = readonly Int32Array[];

/** Distances between the distinct points of observations, and which of these each is at. */
function pointDistances(at: GeographicPoints): { codes: Int32Array; count: number; km: Float64Array } {
  const points = distinctPoints(at);
  return { codes: points.codes, count: points.longitudes.length, km: distancesKm(points) };
}

/**
 * Neighbours are all others at a distance of up to the cutoff in km, the cutoff included (to within 1e-9 of it).
 * Observations at the same point are neighbours, as with R's `spdep::dnearneigh(x, 0, cutoff, longlat = TRUE)`. An
 * observation far from all others has none.
 *
 * @throws InvalidDataError where a point is not on Earth or the cutoff is not above 0 km.
 *
 * @example
 * ```ts
 * const at = { longitudes: [0, 0, 0, 0], latitudes: [50, 50.5, 51.3, 51.3] };
 * distanceNeighbours(at, 100).map((all) => all.length); // => [1, 3, 2, 2]
 * // R: x <- cbind(0, c(50, 50.5, 51.3, 51.3)); spdep::card(spdep::dnearneigh(x, 0, 100, longlat = TRUE))
 * ```
 */
export function distanceNeighbours(at: GeographicPoints, cutoff: number): Neighbours {
  checkPoints(at, at.longitudes.length);
  checkCutoff(cutoff);
  const { codes, count, km } = pointDistances(at);
  return Array.from(codes, (code, i) => {
    const near: number[] = [];
    codes.forEach((other, j) => {
      if (j !== i && isWithin(km[code * count + other]!, cutoff)) near.push(j);
    });
    return Int32Array.from(near);
  });
}

/**
 * Neighbours are the k nearest others; of those as near, the ones that come first. Whose neighbour one is need not be
 * one's own. As R's `spdep::knearneigh(longlat = TRUE)` where no two distances are equal.
 *
 * @throws InvalidDataError where a point is not on Earth or k is not a whole number from 1 to n - 1.
 *
 * @example
 * ```ts
 * const at = { longitudes: [0, 0, 0, 0], latitudes: [50, 50.5, 51.3, 52] };
 * nearestNeighbours(at, 1).map((all) => all[0]); // => [1, 0, 3, 2]
 * // R: x <- cbind(0, c(50, 50.5, 51.3, 52)); spdep::knearneigh(x, 1, longlat = TRUE)$nn - 1
 * ```
 */
export function nearestNeighbours(at: GeographicPoints, k: number): Neighbours {
  const n = at.longitudes.length;
  checkPoints(at, n);
  if (!(Number.isInteger(k) && k >= 1 && k < n)) {
    throw new InvalidDataError(
      `${k} nearest of ${n - 1} others: their number must be whole, and from 1 to ${n - 1}.`,
    );
  }
  const { codes, count, km } = pointDistances(at);
  return Array.from(codes, (code, i) => {
    const distance = (j: number) => km[code * count + codes[j]!]!;
    const found: number[] = [];
    for (let j = 0; j < n; j++) {
      if (j === i || (found.length === k && distance(j) >= distance(found[k - 1]!))) continue;
      let place = found.length;
      while (place > 0 && distance(found[place - 1]!) > distance(j)) place--;
      found.splice(place, 0, j);
      if (found.length > k) found.pop();
    }
    return Int32Array.from(found).sort();
  });
}
