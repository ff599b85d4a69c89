import { exactly } from '../printed.js';
import type { Pointer, ResultOf } from '../results.js';
import { canHold, type NumberOf, type Relation } from './expression.js';
import { type CheckFinding, short } from './finding.js';

/** A number, or a bound that a text sets, held against data under each reading of a label. */
export interface ReadingsCheck {
  /** What the data are held against: a statement, or a number. */
  than: string | number;
  /** How the data should stand to it. */
  is: Relation;
  readings: readonly {
    /** In words: "the quarter's label" or "the end of the financial year". */
    as: string;
    result: Pointer;
    /** The reading that the words bear; the others are for comparison. */
    meant?: boolean;
  }[];
}

/** Holds the data of a run against a number under each reading; the reading that is meant decides. */
export function checkReadings(
  { than, is, readings }: ReadingsCheck,
  numberOf: NumberOf,
  resultOf: ResultOf,
): CheckFinding {
  const right = typeof than === 'number' ? exactly(than) : numberOf(than);
  const found = readings.map(({ as, result, meant = false }) => ({ as, meant, value: resultOf(result) }));
  const told = found.map(({ as, value }) =>
    value === null
      ? `${as}: not in this run`
      : `${as}: ${short(value)} ${is} ${short(right.value)} is ${canHold(exactly(value), is, right)}`,
  );
  const decisive = found.filter(({ meant, value }) => meant && value !== null);
  return {
    holds:
      decisive.length === 0
        ? null
        : decisive.every(({ value }) => value !== null && canHold(exactly(value), is, right)),
    calculation: told.join('; '),
  };
}
