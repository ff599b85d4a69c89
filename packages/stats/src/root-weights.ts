import { type DoubleDoubleVector, squareRoot } from './double-double.js';
import { InvalidDataError } from './errors.js';

/** Square roots of weights that were first scaled by a power of four, so that the largest is between a quarter and 1. */
export interface RootWeights {
  roots: DoubleDoubleVector;
  /** What the roots were multiplied by: a power of two. */
  scale: number;
  /** How many weights are above zero. */
  positive: number;
}

/**
 * Checks weights and takes their roots to about 32 digits.
 *
 * @throws InvalidDataError where there are not n, or one is negative or not finite.
 */
export function rootWeights(weights: Float64Array, n: number): RootWeights {
  if (weights.length !== n) {
    throw new InvalidDataError(`There are ${weights.length} weights where the outcome has ${n} values.`);
  }
  let largest = 0;
  let positive = 0;
  weights.forEach((weight, i) => {
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new InvalidDataError(
        `Weight ${i} is ${weight}: a weight must be finite and not negative. 0 leaves the observation out.`,
      );
    }
    if (weight > 0) positive++;
    largest = Math.max(largest, weight);
  });
  const scale = largest === 0 ? 1 : 2 ** Math.min(500, -Math.ceil(Math.log2(largest) / 2));
  const roots = { hi: new Float64Array(n), lo: new Float64Array(n) };
  weights.forEach((weight, i) => {
    const root = squareRoot([weight * scale * scale, 0]);
    roots.hi[i] = root[0];
    roots.lo[i] = root[1];
  });
  return { roots, scale, positive };
}
