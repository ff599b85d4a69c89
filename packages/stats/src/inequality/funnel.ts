import { normalQuantile } from '../distributions/normal.js';
import { InvalidDataError } from '../errors.js';
import { quantile } from '../quantile.js';

/** Units against what is expected of them, and how much they differ beyond chance. */
export interface Funnel {
  /** 2 (sqrt(observed) - sqrt(expected)), length n. */
  z: Float64Array;
  /** Overdispersion: mean square of z, its outermost tenths pulled in. 1 if units were Poisson counts. */
  phi: number;
  /** Variance between units of the square root of observed / expected; 0 where phi is 1 or less. */
  tau2: number;
}

/** Limits of observed / expected. */
export interface FunnelLimits {
  low: number;
  high: number;
}

/**
 * A funnel of ratios observed / expected with overdispersion (Spiegelhalter 2005, Quality and Safety in Health Care 14,
 * 347-351, and Statistics in Medicine 24, 1185-1202, appendix): square roots, whose variance is 1 / (4 expected) if
 * observed is a Poisson count, z-scores winsorised at their 10th and 90th percentile (type 7), phi their mean square, tau2
 * by DerSimonian and Laird. Equal to `FunnelPlotR` (0.6.0, data_type = "SR", sr_method = "CQC") in z, phi and tau2. A unit
 * with nothing observed is in it, which logs do not allow.
 *
 * Where observed is no count, as staff in full-time equivalents, chance has no known size: the unit of measurement goes
 * into z and phi alike. Multiplicative limits do not depend on that unit, as z / sqrt(phi) does not.
 *
 * @param observed not negative, length n.
 * @param expected above 0, in the same unit, length n.
 * @param trim of z on either side.
 * @throws InvalidDataError otherwise.
 *
 * @example
 * ```ts
 * const { phi, tau2 } = funnel([3, 14, 15, 92, 65], [10, 10, 20, 60, 80]);
 * [phi, tau2]; // => [3.7858953, 0.030817727]
 * // R: o <- c(3, 14, 15, 92, 65); e <- c(10, 10, 20, 60, 80); z <- 2 * (sqrt(o) - sqrt(e)); w <- 4 * e
 * // R: q <- quantile(z, c(0.1, 0.9)); p <- mean(pmin(pmax(z, q[1]), q[2])^2)
 * // R: c(p, (5 * p - 4) / (sum(w) - sum(w^2) / sum(w)))
 * ```
 */
export function funnel(observed: ArrayLike<number>, expected: ArrayLike<number>, trim = 0.1): Funnel {
  const n = observed.length;
  if (n !== expected.length)
    throw new InvalidDataError(`There are ${n} observed but ${expected.length} expected.`);
  if (n < 2) throw new InvalidDataError(`A funnel of ${n} says nothing; two are the least.`);
  const z = Float64Array.from({ length: n }, (_, i) => {
    if (!(observed[i]! >= 0))
      throw new InvalidDataError(`Observed ${i} is ${observed[i]}; it must not be negative.`);
    if (!(expected[i]! > 0))
      throw new InvalidDataError(`Expected ${i} is ${expected[i]}; it must be above 0.`);
    return 2 * (Math.sqrt(observed[i]!) - Math.sqrt(expected[i]!));
  });
  const [low, high] = [quantile(z, trim), quantile(z, 1 - trim)];
  let squares = 0;
  for (const value of z) squares += Math.min(Math.max(value, low), high) ** 2;
  const phi = squares / n;
  let [weights, weightsSquared] = [0, 0];
  for (let i = 0; i < n; i++) {
    weights += 4 * expected[i]!;
    weightsSquared += 16 * expected[i]! ** 2;
  }
  const tau2 = Math.max(0, (n * phi - (n - 1)) / (weights - weightsSquared / weights));
  return { z, phi, tau2 };
}

/**
 * Control limits of observed / expected at an expectation: (1 ± z s)² with s² = 1 / (4 expected), widened by phi
 * (multiplicative), or by tau2 (additive). The lower is 0 where the square root would be negative. `FunnelPlotR` leaves
 * the limits of "CQC" on the scale of square roots while it draws the ratio itself; ours are squared.
 *
 * @param level that is within them, such as 0.998.
 * @param kind of overdispersion. phi below 1 narrows nothing.
 * @throws InvalidDataError where expected is not above 0.
 *
 * @example
 * ```ts
 * const { low, high } = funnelLimits({ phi: 4, tau2: 0.01 }, 25, 0.95, 'multiplicative');
 * [low, high]; // => [0.36967276, 1.9376439]
 * // R: (1 + c(-1, 1) * qnorm(0.975) * sqrt(4 / (4 * 25)))^2
 * ```
 */
export function funnelLimits(
  { phi, tau2 }: Pick<Funnel, 'phi' | 'tau2'>,
  expected: number,
  level: number,
  kind: 'multiplicative' | 'additive',
): FunnelLimits {
  if (!(expected > 0)) throw new InvalidDataError(`Expected is ${expected}; it must be above 0.`);
  const sampling = 1 / (4 * expected);
  const variance = kind === 'additive' ? sampling + tau2 : sampling * Math.max(1, phi);
  const half = normalQuantile((1 + level) / 2) * Math.sqrt(variance);
  return { low: Math.max(0, 1 - half) ** 2, high: (1 + half) ** 2 };
}
