/** Where in a user's material something is wrong. Rows count from 1, the header being row 1. */
export interface Place {
  file?: string;
  row?: number;
  column?: string;
  /** Of a text, whose rows are lines: where in the line, counted from 1. */
  character?: number;
  /** The key of a study file that the error is about, for whoever has its text. */
  inStudy?: readonly (string | number)[];
}

const longest = 1200;

/** A cell that is quoted may be a whole file's length: its middle is left out. */
const shortened = (text: string) =>
  text.length <= longest ? text : `${text.slice(0, longest - 300)} … ${text.slice(-200)}`;

/**
 * The data, the study or the run cannot go on, and the reader can do something about it.
 * The message is one screen: what is wrong and where, what was expected, what to do.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly place: Place;
  readonly expected: string | undefined;
  readonly remedy: string | undefined;

  constructor(problem: string, details: { place?: Place; expected?: string; remedy?: string } = {}) {
    super(shortened(problem));
    this.place = details.place ?? {};
    this.expected = details.expected && shortened(details.expected);
    this.remedy = details.remedy && shortened(details.remedy);
  }

  /** The whole message as lines for a terminal. */
  explain(): string {
    const { file, row, column, character } = this.place;
    const inText = character !== undefined;
    const where = [
      file === undefined ? undefined : file,
      row === undefined ? undefined : `${inText ? 'line' : 'row'} ${row}`,
      inText ? `column ${character}` : undefined,
      column === undefined ? undefined : `column ${column}`,
    ].filter((part) => part !== undefined);
    const lines = [`Error: ${this.message}`];
    if (where.length > 0) lines.push(`  where:    ${where.join(', ')}`);
    if (this.expected !== undefined) lines.push(`  expected: ${this.expected}`);
    if (this.remedy !== undefined) lines.push(`  to do:    ${this.remedy}`);
    return lines.join('\n');
  }
}

/** The run was stopped by its user. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('Stopped before the end. Nothing was written.');
  }
}

/** Throws CancelledError where the signal has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CancelledError();
}
