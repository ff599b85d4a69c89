import { InvalidDataError } from '../errors.js';
import { checkDraws, type SharedDraws } from './shared-draws.js';

export interface NullCentredData {
  /** S estimates from the sample. */
  estimates: ArrayLike<number>;
  /** Their bootstrap draws. */
  draws: SharedDraws;
  /**
   * Standard errors: S numbers from the sample, or S arrays with that of each replicate, which studentises and is
   * the more accurate (Hall 1992, The Bootstrap and Edgeworth Expansion).
   */
  stdErrors: ArrayLike<number> | SharedDraws;
}

/**
 * Bootstrap draws of t statistics under the null: (draw - estimate) / standard error, S arrays in the order of the
 * replicates. Romano and Wolf (2005), Econometrica 73, 1237-1282. A draw that is not finite, or whose standard
 * error is not above 0, gives NaN: a failed draw.
 *
 * @throws InvalidDataError where lengths differ.
 *
 * @example
 * ```ts
 * const draws = [Float64Array.of(0.9, 1.4, 1.1), Float64Array.of(-2, -1, -3)];
 * nullCentredDraws({ estimates: [1, -2], draws, stdErrors: [0.5, 2] })[0]; // => [-0.2, 0.8, 0.2]
 * // R: (c(0.9, 1.4, 1.1) - 1) / 0.5
 * ```
 */
export function nullCentredDraws({ estimates, draws, stdErrors }: NullCentredData): Float64Array[] {
  const s = estimates.length;
  checkDraws(draws, s);
  if (stdErrors.length !== s) {
    throw new InvalidDataError(`There are ${s} estimates but ${stdErrors.length} standard errors.`);
  }
  return draws.map((column, j) => {
    const spread = stdErrors[j]!;
    if (typeof spread !== 'number' && spread.length !== column.length) {
      throw new InvalidDataError(
        `Statistic ${j} has ${column.length} draws but ${spread.length} standard errors.`,
      );
    }
    return column.map((draw, b) => {
      const stdError = typeof spread === 'number' ? spread : spread[b]!;
      const t = (draw - estimates[j]!) / stdError;
      return stdError > 0 && Number.isFinite(t) ? t : Number.NaN;
    });
  });
}
