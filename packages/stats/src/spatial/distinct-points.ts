import { numberClusters } from '../cluster-codes.js';
import type { GeographicPoints } from './great-circle.js';

/** Distinct points of the observations, in the order of their first. */
export interface DistinctPoints {
  /** Point of each observation, from 0. */
  codes: Int32Array;
  longitudes: Float64Array;
  latitudes: Float64Array;
}

/** Observations by the point where they are. */
export function distinctPoints({ longitudes, latitudes }: GeographicPoints): DistinctPoints {
  const keys = Array.from(longitudes, (longitude, i) => `${longitude + 0} ${latitudes[i]! + 0}`);
  const { codes, count } = numberClusters(keys);
  const points = {
    codes,
    longitudes: new Float64Array(count),
    latitudes: new Float64Array(count),
  };
  codes.forEach((code, i) => {
    points.longitudes[code] = longitudes[i]!;
    points.latitudes[code] = latitudes[i]!;
  });
  return points;
}
