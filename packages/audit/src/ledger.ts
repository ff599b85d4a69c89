import { InputError } from '@inverse-care/domain';
import type { Check } from './check.js';
import type { Listed } from './known/listed.js';
import { type Printed, readPrinted } from './printed.js';
import type { Pointer } from './results.js';

/** How much a fault matters to who relies on the document. */
export type Severity = 'high' | 'medium' | 'low';

/** A document whose numbers are checked. */
export interface PublishedDocument {
  id: string;
  title: string;
  authors: string;
  year: number;
  kind: string;
}

/** One quantitative statement of a document. */
export interface Statement {
  /** Unique over all documents: the document's id, a point, its own. */
  id: string;
  document: string;
  /** Where in the document, such as "Table 1, 2020/21 Q1". */
  place: string;
  quantity: string;
  /** As the document prints it. */
  printed: string;
  unit: string;
  group: string;
  date: string;
  /** What it is said to show, in our words. */
  shows: string;
  number: Printed;
  /** Cells of a run that hold the same quantity, the closest first. */
  results: readonly Pointer[];
  /** What it would take to check it, where nothing here does. */
  needs: string;
}

/** A check as a ledger states it. */
export interface LedgerCheck {
  id: string;
  document: string;
  /** Statements that it judges. */
  about: readonly string[];
  check: Check;
  /** Where it fails: what that means, how grave it is, and the likeliest reason, called that. */
  otherwise: { verdict: 'inconsistent' | 'unsupported'; severity: Severity; explanation: string };
  /** Why a reader may take it for an error although it is none. */
  tempting: string;
}

/** All that is known of some documents. */
export interface Ledger {
  documents: readonly PublishedDocument[];
  statements: readonly Statement[];
  checks: readonly LedgerCheck[];
  /** What a report shows of each document. */
  listed: readonly Listed[];
}

/** A statement as a ledger file has it. */
export interface WrittenStatement {
  id: string;
  place: string;
  quantity: string;
  printed: string;
  unit: string;
  group: string;
  date: string;
  shows: string;
  needs: string;
  rounded_to?: number | undefined;
  /** What is printed is a word that makes a claim, and no number. */
  claim?: boolean | undefined;
  results: readonly Pointer[];
}

const unknown: Printed = {
  value: Number.NaN,
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
};

/**
 * A written statement with its number read.
 * @throws InputError where what is printed is no number.
 */
export function statementOf(written: WrittenStatement, document: string, file: string): Statement {
  const { rounded_to, claim, id, ...rest } = written;
  const number = claim ? unknown : readPrinted(written.printed, rounded_to);
  if (number === null) {
    throw new InputError(`The statement "${id}" prints "${written.printed}", which is no number.`, {
      place: { file, column: 'printed' },
      expected: 'a number as the document has it, such as "0.093", "1,186", "81%", "over 2,800" or "twelve"',
      remedy: 'Write one number a statement; the words around it go into "shows".',
    });
  }
  return { ...rest, id: `${document}.${id}`, document, number };
}
