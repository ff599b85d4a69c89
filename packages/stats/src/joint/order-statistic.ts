import betainc from '@stdlib/math-base-special-betainc';
import { InvalidDataError } from '../errors.js';

export interface OrderStatistic {
  value: number;
  /** Its standard error as an estimate of the quantile, over sets of draws. */
  standardError: number;
}

/**
 * Of B draws, number ceil((B + 1) level) in ascending order: a critical value that B + 1 exchangeable draws exceed
 * with probability at most 1 - level. Its standard error is that of Maritz and Jarrett (1978), Journal of the
 * American Statistical Association 73, 194-196: the standard deviation of the order statistic over resamples of the
 * draws, exactly.
 *
 * @throws InvalidDataError where the draws are too few for the level.
 */
export function upperOrderStatistic(draws: Float64Array, level: number): OrderStatistic {
  const b = draws.length;
  // The small subtrahend undoes the rounding of, say, 1000 x 0.95 to just above 950.
  const place = Math.ceil((b + 1) * level - 1e-9);
  if (place > b) {
    throw new InvalidDataError(
      `${b} replicates are too few for a level of ${level}: take at least ${Math.ceil(level / (1 - level) - 1e-9)}.`,
    );
  }
  const sorted = draws.slice().sort();
  const value = sorted[place - 1]!;
  const weights = maritzJarrettWeights(b, place);
  let mean = 0;
  let square = 0;
  for (let i = 0; i < b; i++) {
    const deviation = sorted[i]! - value;
    mean += weights[i]! * deviation;
    square += weights[i]! * deviation * deviation;
  }
  return { value, standardError: Math.sqrt(Math.max(0, square - mean * mean)) };
}

/** The weights computed last: bands over the same replicates ask for the same ones. */
let last: { b: number; place: number; weights: Float64Array } | undefined;

/** The chances that each of B draws is the one of that place in a resample of B, places from 1. */
function maritzJarrettWeights(b: number, place: number): Float64Array {
  if (last?.b === b && last.place === place) return last.weights;
  const weights = new Float64Array(b);
  let below = 0;
  for (let i = 1; i <= b; i++) {
    const upTo = i === b ? 1 : betainc(i / b, place, b - place + 1);
    weights[i - 1] = upTo - below;
    below = upTo;
  }
  last = { b, place, weights };
  return weights;
}
