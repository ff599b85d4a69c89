import { InputError } from '@inverse-care/domain';
import { cellError, fileRow, type OpenTable } from '../reading/open-table.js';

/** Share of the rows with an identifier that may repeat another: 0.1% at most do in the published files. */
const mostRepeated = 0.05;
/** Rows that may repeat another in any case. */
const fewRepeated = 2;

/** Rows that repeat an earlier one in all that is read, its identifier included. */
export interface RepeatedRows {
  rows: number;
  /** Position of the first of them, from 0, and of the row that it repeats. */
  first: { at: number; of: number } | null;
}

/** Different rows from which on it is no chance that each of them stands twice, or four times. */
const fewestDoubled = 20;

/**
 * Finds rows that stand twice. Rows without an identifier may well be alike; they are asked only whether all of them are
 * there an even number of times, as in a file that was pasted twice.
 */
export class RepetitionFinder {
  private readonly seen = new Map<string, number>();
  private identified = 0;
  /** How often rows without an identifier stand there, and where the first is. */
  private readonly nameless = new Map<string, { times: number; at: number; again: number }>();
  readonly repeated: RepeatedRows = { rows: 0, first: null };

  take(at: number, identifier: string, rest: string): void {
    if (identifier === '') {
      const alike = this.nameless.get(rest);
      if (alike === undefined) this.nameless.set(rest, { times: 1, at, again: at });
      else {
        alike.times++;
        if (alike.times === 2) alike.again = at;
      }
      return;
    }
    this.identified++;
    const key = `${identifier}\n${rest}`;
    const of = this.seen.get(key);
    if (of === undefined) this.seen.set(key, at);
    else {
      this.repeated.rows++;
      this.repeated.first ??= { at, of };
    }
  }

  /** Throws InputError where so many rows stand twice that the file, or a part of it, was pasted twice. */
  require(open: OpenTable): void {
    this.requireSingle(open);
    const { rows, first } = this.repeated;
    if (first === null || rows <= Math.max(fewRepeated, mostRepeated * this.identified)) return;
    const { place, remedy } = cellError(open, first.at, 'identifier', '', '');
    throw new InputError(
      `${rows.toLocaleString('en-GB')} rows of ${this.identified.toLocaleString('en-GB')} with an identifier stand twice: the first repeats row ${fileRow(open, first.of)}`,
      {
        place,
        expected: `each person once a PCN and role; in the published files one row in a thousand at most repeats another`,
        ...(remedy === undefined ? {} : { remedy }),
      },
    );
  }

  /** Throws InputError where every row without an identifier stands an even number of times. */
  private requireSingle(open: OpenTable): void {
    const rows = [...this.nameless.values()];
    if (rows.length < fewestDoubled || rows.some(({ times }) => times % 2 !== 0)) return;
    const first = rows.reduce((a, b) => (b.again < a.again ? b : a));
    const { place, remedy } = cellError(open, first.again, 'role', '', '');
    const { column: _, ...row } = place;
    throw new InputError(
      `Every row without an identifier stands twice: the file, or a part of it, was pasted twice. The first repeats row ${fileRow(open, first.at)}`,
      {
        place: row,
        expected: 'each row of the publication once',
        ...(remedy === undefined ? {} : { remedy }),
      },
    );
  }
}
