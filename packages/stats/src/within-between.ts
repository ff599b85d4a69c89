import { type ClusterIds, clusterCodes, sumBy } from './cluster-codes.js';
import { type CoefficientTest, coefficientTests } from './coefficient-tests.js';
import { covariance } from './covariance/covariance.js';
import type { CovarianceWarning } from './covariance/covariance-matrix.js';
import { InvalidDataError } from './errors.js';
import { leastSquares } from './least-squares.js';

export interface WithinBetweenData {
  /** Outcome, length n. */
  y: Float64Array;
  /** What varies within groups and between them, length n. */
  x: Float64Array;
  /** Other columns, length n each, without the constant. */
  others?: readonly Float64Array[];
  /** Length n. */
  groups: ClusterIds;
  /** Of the intervals, such as 0.95, which it is where left out. */
  level?: number;
}

/** Slopes of y on x, in units of y per unit of x. */
export interface WithinBetween {
  /** Of observations that differ from the mean of their group. */
  within: CoefficientTest;
  /** Of the groups' means. */
  between: CoefficientTest;
  /** Between less within; its p-value is that of the test that they are equal. */
  difference: CoefficientTest;
  groups: number;
  warnings: readonly CovarianceWarning[];
}

/**
 * The slope of y on x divided into that within groups and that between them: least squares of y on x less the mean of
 * its group and on that mean, by Mundlak (1978), Econometrica 46, 69-85, equation 2.4. On x itself and the mean, the
 * mean's coefficient is their difference. Means weigh observations equally. Standard errors are CR2 by group, with
 * Satterthwaite degrees of freedom (`covariance`), so that observations of a group need not be independent.
 *
 * @throws InvalidDataError where lengths differ, a value is not finite, groups are missing or single, or x does not
 * vary within any group, or not between them.
 * @throws RankDeficientError where other columns stand for one of them.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 2, 4, 5, 3, 3, 6, 1, 5, 7);
 * const y = Float64Array.of(3, 4, 4, 6, 5, 3, 3, 2, 7, 8, 9, 11);
 * const groups = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4];
 * const { within, between, difference } = withinBetween({ y, x, groups });
 * // R: x <- c(1, 2, 3, 2, 4, 5, 3, 3, 6, 1, 5, 7); y <- c(3, 4, 4, 6, 5, 3, 3, 2, 7, 8, 9, 11)
 * // R: g <- rep(1:4, each = 3); m <- ave(x, g); test <- function(fit) clubSandwich::coef_test(fit, "CR2", cluster = g)
 * [within.estimate, between.estimate]; // => [0.45744681, 1.5689655]
 * // R: coef(lm(y ~ I(x - m) + m))[2:3]
 * [within.stdError, within.degreesOfFreedom, within.pValue]; // => [0.31529898, 1.8055027, 0.29630982]
 * // R: test(lm(y ~ I(x - m) + m))[2, c("SE", "df_Satt", "p_Satt")]
 * [difference.estimate, difference.pValue]; // => [1.1115187, 0.58433365]
 * // R: test(lm(y ~ x + m))[3, c("beta", "p_Satt")]
 * ```
 */
export function withinBetween({ y, x, others = [], groups, level = 0.95 }: WithinBetweenData): WithinBetween {
  const ones = new Float64Array(y.length).fill(1);
  const plain = leastSquares({ y, columns: [ones, x, ...others] });
  const numbered = clusterCodes(plain, groups);
  const sizes = sumBy(numbered, () => 1);
  const totals = sumBy(numbered, (i) => x[i]!);
  const means = x.map((_, i) => totals[numbered.codes[i]!]! / sizes[numbered.codes[i]!]!);
  const deviations = x.map((value, i) => value - means[i]!);
  const spread = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const rounding = 1e-12 * spread(x);
  if (spread(deviations) <= rounding)
    throw new InvalidDataError(
      'x does not vary within any group: there is no slope within groups. Use finer x.',
    );
  if (spread(means.map((value) => value - means[0]!)) <= rounding)
    throw new InvalidDataError('The mean of x is the same in every group: there is no slope between groups.');
  const tested = (columns: Float64Array[], names: string[]) => {
    const fit = leastSquares({
      y,
      columns: [ones, ...columns, ...others],
      names: ['constant', ...names, ...others.map((_, j) => `other ${j}`)],
    });
    const matrix = covariance(fit, 'CR2', { clusters: groups });
    return { tests: coefficientTests(fit, matrix, level), warnings: matrix.warnings };
  };
  const apart = tested([deviations, means], ['within', 'between']);
  return {
    within: apart.tests[1]!,
    between: apart.tests[2]!,
    difference: tested([x, means], ['within', 'difference']).tests[2]!,
    groups: numbered.count,
    warnings: apart.warnings,
  };
}
