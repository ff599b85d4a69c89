import { InvalidDataError } from '../errors.js';
import { quantile } from '../quantile.js';
import { shareError, simulatedShare } from '../resampling/monte-carlo-error.js';
import { medianInPlace } from './median-in-place.js';

/** A statistic of the whole curve, and how often draws under the null are as far from nothing. */
export interface CurveStatistic {
  value: number;
  /** Two-sided; (1 + draws as extreme) / (1 + draws). null where there are no draws. */
  pValue: number | null;
  /** Monte Carlo standard error of the p-value. */
  pError: number | null;
}

export interface CurveInference {
  median: CurveStatistic;
  /** Share of specifications that are significant in the direction that most significant ones have. */
  significantShare: CurveStatistic;
  /** Mean Z over specifications. */
  meanZ: CurveStatistic;
}

/** One effect and the specifications that differ by standard errors alone. */
export interface CurveEffect {
  /** Comparable over specifications. */
  effect: number;
  /** One a specification. */
  z: readonly number[];
  /** One a specification: 1 or -1 where it is significant, else 0. */
  sign: readonly number[];
}

/**
 * Z of a t statistic: Wallace's (1959, Annals of Mathematical Statistics 30, 1121-1130) transform, right to 0.01 for 8
 * degrees of freedom and to far more beyond; the same for data and draws, so that the comparison is fair.
 *
 * @example
 * ```ts
 * Number(zOfT(2.5, 1000).toFixed(5)); // => 2.49548
 * // R: round(qnorm(pt(2.5, 1000)), 5)
 * ```
 */
export function zOfT(t: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom === Number.POSITIVE_INFINITY) return t;
  const size = Math.sqrt(degreesOfFreedom * Math.log(1 + (t * t) / degreesOfFreedom));
  return (Math.sign(t) * size * (8 * degreesOfFreedom + 1)) / (8 * degreesOfFreedom + 3);
}

/**
 * Sums over specifications of a scope's replicates, kept as they come, so that draws need not be held: counts of
 * significant specifications by direction and sums of Z. Effects are held, for their median, once for all
 * specifications that share them.
 *
 * @example
 * ```ts
 * const curve = new CurveDraws(4);
 * const z = [{ draws: Float32Array.of(0.5, -2.5, 1, 0.25), critical: 1.96 }];
 * curve.add(Float32Array.of(1, -5, 2, 0.5), 1, z);
 * curve.add(Float32Array.of(2, -1, 3, 1), 1, [{ draws: Float32Array.of(1, -0.5, 2, 0.5), critical: 1.96 }]);
 * const { median, meanZ } = curve.infer([
 *   { effect: 2, z: [1.5], sign: [0] },
 *   { effect: 3, z: [2], sign: [1] },
 * ]);
 * // R: effects <- rbind(c(1, -5, 2, 0.5), c(2, -1, 3, 1)); z <- rbind(c(0.5, -2.5, 1, 0.25), c(1, -0.5, 2, 0.5))
 * [median.value, median.pValue]; // => [2.5, 0.6]
 * // R: c(median(c(2, 3)), (1 + sum(abs(apply(effects, 2, median)) >= median(c(2, 3)))) / 5)
 * [meanZ.value, meanZ.pValue]; // => [1.75, 0.2]
 * // R: c(mean(c(1.5, 2)), (1 + sum(abs(colMeans(z)) >= mean(c(1.5, 2)))) / 5)
 * ```
 */
export class CurveDraws {
  readonly replicates: number;
  readonly #positive: Int32Array;
  readonly #negative: Int32Array;
  readonly #z: Float64Array;
  readonly #effects: { draws: Float32Array; scale: number; specifications: number }[] = [];
  #specifications = 0;

  constructor(replicates: number) {
    this.replicates = replicates;
    this.#positive = new Int32Array(replicates);
    this.#negative = new Int32Array(replicates);
    this.#z = new Float64Array(replicates);
  }

  /**
   * @param draws of the effect, one a replicate; NaN counts as no effect.
   * @param scale by which they become comparable.
   * @param z of each specification, replicates in order; critical is the Z beyond which each is significant.
   */
  add(draws: Float32Array, scale: number, z: readonly { draws: Float32Array; critical: number }[]): void {
    for (const one of z) {
      for (let r = 0; r < this.replicates; r++) {
        const value = one.draws[r]!;
        if (Number.isNaN(value)) continue;
        this.#z[r] = this.#z[r]! + value;
        if (value > one.critical) this.#positive[r] = this.#positive[r]! + 1;
        else if (value < -one.critical) this.#negative[r] = this.#negative[r]! + 1;
      }
    }
    this.#effects.push({ draws, scale, specifications: z.length });
    this.#specifications += z.length;
  }

  /**
   * The three statistics of Simonsohn, Simmons and Nelson (2020, Nature Human Behaviour 4, 1208-1214): the median
   * effect, the share of specifications significant in the dominant direction, and the average Z (Stouffer's). All
   * are two-sided: a draw has a dominant direction of its own.
   * @param observed effects in the order of `add`.
   * @throws InvalidDataError where there is no effect.
   */
  infer(observed: readonly CurveEffect[]): CurveInference {
    if (observed.length === 0) throw new InvalidDataError('There is no specification to infer from.');
    const z = observed.flatMap((one) => one.z);
    const signs = observed.flatMap((one) => one.sign);
    const count = (sign: number) => signs.filter((value) => value === sign).length;
    const median = quantile(
      observed.flatMap(({ effect, z: own }) => own.map(() => effect)),
      0.5,
    );
    const share = Math.max(count(1), count(-1)) / signs.length;
    const mean = z.reduce((total, value) => total + value, 0) / z.length;
    const beyond = (value: number, of: (replicate: number) => number): CurveStatistic => {
      if (this.replicates === 0) return { value, pValue: null, pError: null };
      let extreme = 0;
      // Draws and data are summed in other orders, hence the allowance for rounding.
      const least = Math.abs(value) * (1 - 1e-9);
      for (let r = 0; r < this.replicates; r++) if (Math.abs(of(r)) >= least) extreme += 1;
      const pValue = simulatedShare(extreme, this.replicates);
      return { value, pValue, pError: shareError(extreme, this.replicates) };
    };
    const all = this.#specifications;
    const values = new Float64Array(all);
    return {
      median: beyond(median, (r) => {
        let at = 0;
        for (const { draws, scale, specifications } of this.#effects) {
          const draw = draws[r]!;
          values.fill(Number.isNaN(draw) ? 0 : draw * scale, at, at + specifications);
          at += specifications;
        }
        return medianInPlace(values);
      }),
      significantShare: beyond(share, (r) => Math.max(this.#positive[r]!, this.#negative[r]!) / all),
      meanZ: beyond(mean, (r) => this.#z[r]! / all),
    };
  }
}
