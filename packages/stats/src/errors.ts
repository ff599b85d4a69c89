/**
 * The numbers handed in cannot be used: a length, a value or a setting is wrong. The message says which.
 *
 * @example
 * ```ts
 * try {
 *   mean([]);
 * } catch (error) {
 *   error instanceof InvalidDataError; // => true
 *   // R: is.nan(mean(numeric()))
 *   error.message; // => "The mean of no values is not defined."
 * }
 * ```
 */
export class InvalidDataError extends Error {
  override readonly name = 'InvalidDataError';
}

/**
 * A column of the design is a linear combination of the columns before it. Leave one of them out.
 *
 * @example
 * ```ts
 * const a = Float64Array.of(1, 2, 3, 4);
 * try {
 *   leastSquares({ y: Float64Array.of(3, 1, 4, 1), columns: [a, a.map((value) => 2 * value)], names: ['a', 'b'] });
 * } catch (error) {
 *   error instanceof RankDeficientError; // => true
 *   error.columnName; // => "b"
 *   // R: a <- 1:4; b <- 2 * a; names(which(is.na(coef(lm(c(3, 1, 4, 1) ~ 0 + a + b)))))
 * }
 * ```
 */
export class RankDeficientError extends Error {
  override readonly name = 'RankDeficientError';
  /** Index of the offending column, from 0. */
  readonly column: number;
  /** Its name, or its index as text where no names were given. */
  readonly columnName: string;

  constructor(column: number, columnName: string) {
    super(
      `Column "${columnName}" is zero or a linear combination of the columns before it: ` +
        'its coefficient cannot be estimated. Leave out this column or one that it repeats.',
    );
    this.column = column;
    this.columnName = columnName;
  }
}

/**
 * An observation determines its own fitted value, so that HC2 and beyond would divide zero by zero.
 *
 * @example
 * ```ts
 * const y = Float64Array.of(3, 1, 4, 1);
 * const fit = leastSquares({ y, columns: [y.map(() => 1), Float64Array.of(0, 0, 1, 0)] });
 * try {
 *   covariance(fit, 'HC3');
 * } catch (error) {
 *   error instanceof LeverageOneError; // => true
 *   error.observation; // => 2
 *   // R: unname(which(hatvalues(lm(c(3, 1, 4, 1) ~ c(0, 0, 1, 0))) > 1 - 1e-12)) - 1
 * }
 * ```
 */
export class LeverageOneError extends Error {
  override readonly name = 'LeverageOneError';
  /** Index of the first such observation, from 0. */
  readonly observation: number;
  /** The covariance that is not defined. */
  readonly type: string;

  /** @param name what the caller calls the observation. */
  constructor(observation: number, type: string, name = `Observation ${observation}`) {
    super(
      `${name} has leverage 1, for which ${type} is not defined. ` +
        'Use HC0 or HC1, or leave out the column that serves this observation alone.',
    );
    this.observation = observation;
    this.type = type;
  }
}

/**
 * Without one of the clusters a coefficient could not be estimated, so that CR3, which leaves it out, is not defined.
 *
 * @example
 * ```ts
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9);
 * const fit = leastSquares({ y, columns: [y.map(() => 1), Float64Array.of(1, 2, 0, 0, 0, 0)] });
 * try {
 *   covariance(fit, 'CR3', { clusters: ['a', 'a', 'b', 'b', 'c', 'c'] });
 * } catch (error) {
 *   error instanceof ClusterLeverageOneError; // => true
 *   error.cluster; // => "a"
 *   // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9), x = c(1, 2, 0, 0, 0, 0), g = rep(c("a", "b", "c"), each = 2))
 *   // R: Filter(function(g) anyNA(coef(lm(y ~ x, d[d$g != g, ]))), unique(d$g))
 * }
 * ```
 */
export class ClusterLeverageOneError extends Error {
  override readonly name = 'ClusterLeverageOneError';
  /** Identifier of the first such cluster. */
  readonly cluster: string | number;

  constructor(cluster: string | number) {
    super(
      `Without cluster "${cluster}" the coefficients cannot be estimated, so that CR3 is not defined. ` +
        'Use CR1 or CR2, or leave out the column that serves this cluster alone.',
    );
    this.cluster = cluster;
  }
}
