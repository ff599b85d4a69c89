/** Values by practice as columns of numbers, so that a code is looked up once a build and not once a snapshot and variable. */
export class PracticeColumns {
  private readonly numbers = new Map<string, number>();
  private readonly codes: string[] = [];
  private readonly columns = new WeakMap<
    ReadonlyMap<string, number>,
    { values: Float64Array; filled: number }
  >();

  /** The number of a practice, from 0 in the order of the first question. */
  numberOf(code: string): number {
    const known = this.numbers.get(code);
    if (known !== undefined) return known;
    const number = this.codes.push(code) - 1;
    this.numbers.set(code, number);
    return number;
  }

  /** Finite values by the practices' numbers, of all that have one by now; NaN where a practice has no value. */
  of(byCode: ReadonlyMap<string, number>): Float64Array {
    const { codes } = this;
    const column = this.columns.get(byCode) ?? { values: new Float64Array(codes.length), filled: 0 };
    this.columns.set(byCode, column);
    if (column.values.length < codes.length) {
      const longer = new Float64Array(codes.length);
      longer.set(column.values);
      column.values = longer;
    }
    for (; column.filled < codes.length; column.filled++) {
      column.values[column.filled] = byCode.get(codes[column.filled] as string) ?? Number.NaN;
    }
    return column.values;
  }
}

const columnsByBuild = new WeakMap<object, PracticeColumns>();

/** The columns of one build. */
export function practiceColumns(build: object): PracticeColumns {
  const columns = columnsByBuild.get(build) ?? new PracticeColumns();
  columnsByBuild.set(build, columns);
  return columns;
}
