/** Iterations ended without a maximum: the likelihood may have none near, or the columns be nearly dependent. */
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
