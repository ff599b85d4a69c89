/** The numbers handed in cannot be used: a length, a value or a setting is wrong. The message says which. */
export class InvalidDataError extends Error {
  override readonly name = 'InvalidDataError';
}

/** A column of the design is a linear combination of the columns before it. Leave one of them out. */
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

/** An observation determines its own fitted value, so that HC2 and beyond would divide zero by zero. */
export class LeverageOneError extends Error {
  override readonly name = 'LeverageOneError';
  /** Index of the first such observation, from 0. */
  readonly observation: number;

  constructor(observation: number, type: string) {
    super(
      `Observation ${observation} has leverage 1, for which ${type} is not defined. ` +
        'Use HC0 or HC1, or leave out the column that serves this observation alone.',
    );
    this.observation = observation;
  }
}

/** Without one of the clusters a coefficient could not be estimated, so that CR3, which leaves it out, is not defined. */
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
