import { InvalidDataError } from '../errors.js';
import { leastSquares } from '../least-squares.js';
import { mean } from '../mean.js';
import { sum } from '../sum.js';

export interface SelectionData {
  /** Outcome, length n. */
  y: Float64Array;
  /** The column whose coefficient is in question, length n. */
  column: Float64Array;
  /** Observed controls, without a constant: one at least. */
  controls: readonly Float64Array[];
  /** R-squared of the regression that had everything: from that of the controlled regression to 1. */
  maximum: number;
}

export interface SelectionProportionality {
  /**
   * How strongly what is unmeasured must go with the column, relative to the controls, for the coefficient to be zero.
   * Infinite where the controls do not move it.
   */
  delta: number;
  /** Coefficient and R-squared without and with the controls. */
  shortEstimate: number;
  shortRSquared: number;
  controlledEstimate: number;
  controlledRSquared: number;
}

const variance = (values: Float64Array) => {
  const centre = mean(values);
  return sum(values.map((value) => (value - centre) ** 2)) / values.length;
};

/**
 * Oster's delta: the proportional selection on unobservables that brings the coefficient to zero. Oster (2019),
 * Journal of Business and Economic Statistics 37, 187-204, proposition 3. A constant is put into every regression.
 *
 * @throws InvalidDataError where there is no control, lengths differ, or `maximum` is below the controlled R-squared.
 * @throws RankDeficientError where the column depends on the controls.
 *
 * @example
 * ```ts
 * const control = Float64Array.of(1, 1, -1, -1, 1, 1, -1, -1);
 * const hidden = Float64Array.of(1, -1, 1, -1, 1, -1, 1, -1);
 * const column = Float64Array.of(3, 2, 4, -1, 5, 1, -2, -1);
 * const y = control.map((value, i) => value + hidden[i]); // the column itself does nothing to it
 * selectionProportionality({ y, column, controls: [control], maximum: 1 }).delta; // => 0.81818182
 * // R: control <- c(1, 1, -1, -1, 1, 1, -1, -1); hidden <- rep(c(1, -1), 4); column <- c(3, 2, 4, -1, 5, 1, -2, -1)
 * // R: (cov(hidden, column) / var(hidden)) / (cov(control, column) / var(control))
 * ```
 */
export function selectionProportionality(data: SelectionData): SelectionProportionality {
  const { y, column, controls, maximum } = data;
  if (controls.length === 0) {
    throw new InvalidDataError(
      'Proportional selection needs at least one observed control to be measured by.',
    );
  }
  const ones = new Float64Array(y.length).fill(1);
  const short = leastSquares({ y, columns: [ones, column] });
  const controlled = leastSquares({ y, columns: [ones, column, ...controls] });
  if (!(maximum >= controlled.rSquared && maximum <= 1)) {
    throw new InvalidDataError(
      `The R-squared of everything cannot be ${maximum}: it lies from ${controlled.rSquared}, that of the controls, to 1.`,
    );
  }
  const rest = leastSquares({ y: column, columns: [ones, ...controls] });
  const tau = rest.residualSumOfSquares / y.length;
  const columnVariance = variance(column);
  const outcomeVariance = variance(y);
  const estimate = controlled.coefficients[1]!;
  const gap = short.coefficients[1]! - estimate;
  const gain = (controlled.rSquared - short.rSquared) * outcomeVariance;
  const left = (maximum - controlled.rSquared) * outcomeVariance;
  const cubic = estimate ** 3 * tau * (columnVariance - tau);
  const numerator =
    estimate * gain * tau +
    estimate * columnVariance * tau * gap ** 2 +
    2 * estimate ** 2 * tau * gap * columnVariance +
    cubic;
  const denominator =
    left * gap * columnVariance +
    estimate * left * (columnVariance - tau) +
    estimate ** 2 * tau * gap * columnVariance +
    cubic;
  return {
    delta: numerator / denominator,
    shortEstimate: short.coefficients[1]!,
    shortRSquared: short.rSquared,
    controlledEstimate: estimate,
    controlledRSquared: controlled.rSquared,
  };
}
