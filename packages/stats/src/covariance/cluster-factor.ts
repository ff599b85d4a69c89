import { InvalidDataError } from '../errors.js';

/**
 * G / (G - 1) x (n - 1) / (n - k), the factor of CR1: Stata's `regress, vce(cluster)` and R's `vcovCL(cadjust =
 * TRUE, type = "HC1")`.
 *
 * @throws InvalidDataError where n is not above k.
 */
export function clusterFactor(clusters: number, n: number, k: number): number {
  if (n <= k)
    throw new InvalidDataError(`${n} observations on ${k} coefficients leave none to estimate a variance.`);
  return ((clusters / (clusters - 1)) * (n - 1)) / (n - k);
}
