/** Where a table of counts has its columns; -1 where it has none of that name. */
export interface CountLayout {
  /** Cells of a row. */
  columns: number;
  practice: number;
  /** Age or neighbourhood. */
  part: number;
  sex: number;
  patients: number;
  date: number;
  /** Type of organisation. */
  type: number;
  /** The one date that rows may have, ISO. */
  on: string;
  /** Patients of a row at most, below 2^24. */
  most: number;
}

/** Persons by practice and part: one element of `part` and `n` a practice and part, by practice. */
export interface Counts {
  /** In capitals, ascending. */
  practices: string[];
  /** In capitals; `part` points into it. */
  parts: string[];
  /** Where each practice's elements begin, and after the last one the number of all. */
  starts: Int32Array;
  part: Int32Array;
  /** Persons of any sex: the row of all sexes where there is one, else the sum of the sexes. */
  n: Int32Array;
}

/** What a table of counts says. */
export interface CountTally extends Counts {
  /** Data rows of the file, of whatever organisation. */
  rows: number;
  /** The sexes named in any row, in capitals. */
  sexes: string[];
  /** The last part that begins with E01, or an empty text. */
  lastNeighbourhood: string;
}
