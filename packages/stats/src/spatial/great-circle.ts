import { InvalidDataError } from '../errors.js';
import { angleOf, cosineOfDegrees, sineOfDegrees } from './trigonometry.js';

/** Where observations are: degrees (WGS 84), one of each an observation. */
export interface GeographicPoints {
  /** -180 to 180, east positive. */
  longitudes: ArrayLike<number>;
  /** -90 to 90, north positive. */
  latitudes: ArrayLike<number>;
}

/** Mean radius of the Earth in km: (2a + b) / 3 of the WGS 84 ellipsoid (Moritz 2000, J. Geodesy 74, 128-133). */
export const earthRadiusKm = 6371.0088;

/**
 * Distance in km on a sphere of radius `earthRadiusKm`, by the haversine formula (Sinnott 1984, Sky and Telescope 68,
 * 159); the distance on the ellipsoid differs by less than 0.6%. The same point is exactly 0 km away.
 *
 * @example
 * ```ts
 * greatCircleKm(-0.1278, 51.5074, -2.2426, 53.4808); // => 261.98317
 * // R: geosphere::distHaversine(c(-0.1278, 51.5074), c(-2.2426, 53.4808), r = 6371.0088)
 * ```
 */
export function greatCircleKm(
  longitude: number,
  latitude: number,
  otherLongitude: number,
  otherLatitude: number,
): number {
  const north = sineOfDegrees((latitude - otherLatitude) / 2);
  const east = sineOfDegrees((longitude - otherLongitude) / 2);
  const haversine = north * north + cosineOfDegrees(latitude) * cosineOfDegrees(otherLatitude) * east * east;
  return 2 * earthRadiusKm * angleOf(Math.sqrt(haversine), Math.sqrt(Math.max(0, 1 - haversine)));
}

/** A distance this close to the cutoff, as a share of it, is the cutoff: what rounding makes of equal distances. */
const rounding = 1e-9;

/** Whether a distance is within a cutoff; one that equals it is. */
export const isWithin = (distance: number, cutoff: number): boolean => distance <= cutoff * (1 + rounding);

/** @throws InvalidDataError where the points are not n or one is no place on Earth. */
export function checkPoints({ longitudes, latitudes }: GeographicPoints, n: number): void {
  if (longitudes.length !== n || latitudes.length !== n) {
    throw new InvalidDataError(
      `There are ${longitudes.length} longitudes and ${latitudes.length} latitudes for ${n} observations.`,
    );
  }
  for (let i = 0; i < n; i++) {
    if (Math.abs(longitudes[i]!) <= 180 && Math.abs(latitudes[i]!) <= 90) continue;
    throw new InvalidDataError(
      `Observation ${i} is at longitude ${longitudes[i]}, latitude ${latitudes[i]}: a place on Earth has a longitude ` +
        'of -180 to 180 and a latitude of -90 to 90 degrees.',
    );
  }
}

/** @throws InvalidDataError where a cutoff is no distance above 0 km. */
export function checkCutoff(cutoff: number): void {
  if (cutoff > 0 && Number.isFinite(cutoff)) return;
  throw new InvalidDataError(`The cutoff is ${cutoff}: it must be a distance above 0 km.`);
}
