import { InvalidDataError } from '../errors.js';
import { mean } from '../mean.js';
import { standardDeviation } from '../standard-deviation.js';

export interface CalibrationData {
  /** Outcome, length n. */
  y: Float64Array;
  /** The variable as it was measured, length n. */
  x: Float64Array;
  /** Variance of the error of each x, length n, not negative. */
  errorVariances: Float64Array;
}

export interface Calibration {
  /** Share of the variance of x that is not error. */
  reliability: number;
  /** Slope of y on x as measured. */
  observed: number;
  /** That slope divided by the reliability. */
  moments: number;
  /** Slope of y on the best guess of what x would be without error. */
  calibrated: number;
  /** The best guesses, less the mean, length n. */
  guess: Float64Array;
}

/**
 * Slope on a variable that is measured with error of known variance, which differs between observations and does not
 * depend on the outcome. The reliability is 1 less the mean error variance over the variance of x. `moments` corrects
 * for attenuation (Fuller 1987, Measurement Error Models, section 3.1.1; Buonaccorsi 2010, Measurement Error, section 5.4);
 * `calibrated` regresses y on mean + (s2 / (s2 + error variance)) x (x - mean) for each observation, s2 the variance of
 * what is measured (Carroll, Ruppert, Stefanski and Crainiceanu 2006, section 4). With one error variance for all the
 * two are the same. Neither has a standard error here: `calibrationJackknife` leaves out and estimates again both.
 *
 * @throws InvalidDataError where lengths differ, an error variance is negative or not finite, or all errors together are
 * as large as the variance of x.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3);
 * const errorVariances = Float64Array.of(1, 2, 1, 2, 1, 2, 1, 2, 1, 2);
 * const found = regressionCalibration({ y, x, errorVariances });
 * found.reliability; // => 0.83636364
 * // R: x <- 1:10; y <- c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3); v <- rep(1:2, 5); 1 - mean(v) / var(x)
 * found.moments; // => 0.32608696
 * // R: coef(lm(y ~ x))[[2]] / (1 - mean(v) / var(x))
 * found.calibrated; // => 0.31317898
 * // R: s2 <- var(x) - mean(v); coef(lm(y ~ I(mean(x) + s2 / (s2 + v) * (x - mean(x)))))[[2]]
 * ```
 */
export function regressionCalibration({ y, x, errorVariances }: CalibrationData): Calibration {
  if (errorVariances.length !== x.length || y.length !== x.length) {
    throw new InvalidDataError(
      `There are ${y.length} outcomes, ${x.length} measurements and ${errorVariances.length} error variances.`,
    );
  }
  if (errorVariances.some((v) => !(v >= 0 && v < Infinity))) {
    throw new InvalidDataError('Every observation needs an error variance that is finite and not negative.');
  }
  const error = mean(errorVariances);
  const all = standardDeviation(x) ** 2;
  const between = all - error;
  if (!(between > 0)) {
    throw new InvalidDataError(
      `The mean error variance, ${error}, is not below the variance of what was measured, ${all}: nothing is left to regress on.`,
    );
  }
  const centre = mean(x);
  const guess = x.map((value, i) => (between / (between + errorVariances[i]!)) * (value - centre));
  const reliability = between / all;
  const observed = slopeOf(y, x);
  return { reliability, observed, moments: observed / reliability, calibrated: slopeOf(y, guess), guess };
}

/** Of least squares beside a constant, by sums about means. */
function slopeOf(y: Float64Array, x: Float64Array): number {
  const [centreX, centreY] = [mean(x), mean(y)];
  let products = 0;
  let squares = 0;
  for (let i = 0; i < x.length; i++) {
    const from = x[i]! - centreX;
    products += from * (y[i]! - centreY);
    squares += from * from;
  }
  return products / squares;
}
