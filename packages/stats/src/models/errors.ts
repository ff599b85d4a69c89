/**
 * Iterations ended without a maximum: the likelihood may have none near, or the columns be nearly dependent.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(0, 1, 2, 3, 5);
 * const y = Float64Array.of(1e308, 1e308, 1, 0, 1e-300);
 * try {
 *   poisson({ y, columns: [x.map(() => 1), x] });
 * } catch (error) {
 *   error instanceof NoConvergenceError; // => true
 *   // R: inherits(try(glm(c(1e308, 1e308, 1, 0, 1e-300) ~ c(0, 1, 2, 3, 5), poisson), silent = TRUE), "try-error")
 * }
 * ```
 */
export class NoConvergenceError extends Error {
  override readonly name = 'NoConvergenceError';
  readonly iterations: number;

  constructor(model: string, iterations: number) {
    super(
      `${model} did not converge in ${iterations} iterations. Look for columns that are nearly dependent, ` +
        'for values far from the rest, and for groups whose outcomes are almost all the same.',
    );
    this.iterations = iterations;
  }
}

/**
 * A combination of the columns predicts some outcomes perfectly, so that a coefficient runs off to infinity and no
 * maximum exists. Leave out the columns, or the observations, that it is about.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 3, 4, 5);
 * try {
 *   logit({ y: Float64Array.of(0, 0, 0, 1, 1, 1), columns: [x.map(() => 1), x], names: ['constant', 'x'] });
 * } catch (error) {
 *   error instanceof SeparationError; // => true
 *   error.observations; // => [0, 1, 4, 5]
 *   // R: x <- c(1, 2, 3, 3, 4, 5); p <- suppressWarnings(glm(c(0, 0, 0, 1, 1, 1) ~ x, binomial))$fitted.values
 *   // R: unname(which(p < 1e-6 | p > 1 - 1e-6)) - 1
 * }
 * ```
 */
export class SeparationError extends Error {
  override readonly name = 'SeparationError';
  /** Indices of the observations that are predicted perfectly, from 0. */
  readonly observations: readonly number[];
  /** Names of the columns of which the combination is made. */
  readonly columnNames: readonly string[];

  constructor(model: string, observations: readonly number[], columnNames: readonly string[]) {
    const shown = observations.slice(0, 5).join(', ') + (observations.length > 5 ? ', …' : '');
    const quoted = columnNames.map((name) => `"${name}"`).join(', ');
    super(
      `${model} has no maximum: a combination of ${quoted} predicts ${observations.length} outcomes perfectly ` +
        `(observations ${shown}). Leave out those columns or those observations.`,
    );
    this.observations = observations;
    this.columnNames = columnNames;
  }
}
