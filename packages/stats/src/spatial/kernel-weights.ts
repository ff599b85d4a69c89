import { distancesKm } from './distances.js';
import { type GeographicPoints, isWithin } from './great-circle.js';

/**
 * How much the product of two scores counts, by their distance d and the cutoff c: `bartlett` 1 - d / c below the
 * cutoff, `uniform` 1 up to it. Beyond it both are 0.
 */
export type ConleyKernel = 'bartlett' | 'uniform';

/** Weight of two points by their distance. */
export function kernelWeight(kernel: ConleyKernel, distance: number, cutoff: number): number {
  if (!isWithin(distance, cutoff)) return 0;
  return kernel === 'uniform' ? 1 : Math.max(0, 1 - distance / cutoff);
}

/** Weights of all pairs of points: points x points, row-major. */
export function kernelWeights(points: GeographicPoints, kernel: ConleyKernel, cutoff: number): Float64Array {
  return distancesKm(points).map((distance) => kernelWeight(kernel, distance, cutoff));
}
