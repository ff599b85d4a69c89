import { type Expression, mapExpression } from '../checks/expression.js';
import type { LedgerFile } from '../ledger-schema.js';

/** A share that a survey prints, with what it is of. */
export interface ListedProportion {
  statement: string;
  /** Statement that prints the base, or the least and the greatest that the base can be. */
  of: string | readonly [number, number];
  /** Of whom it is a share, in our words. */
  among: string;
  /** Whether the document prints the base, whether it follows from what it prints, or whether it is assumed. */
  base: 'printed' | 'follows' | 'assumed';
  /** From what it follows, or why it is assumed. */
  basis: string;
}

/** A number in the flow of a review: one that is printed, or one worked out from such. */
export interface ListedCount {
  id: string;
  count: Expression;
  unit: string;
  label: string;
}

/** A line of the flow of a review, and what leaves before the next. */
export interface ListedLine {
  boxes: readonly ListedCount[];
  leaving: readonly ListedCount[];
}

/** A study that a bulletin tells of, in our words. */
export interface ListedStudy {
  id: string;
  authors: string;
  year: number;
  reference: string;
  design: string;
  /** null where the bulletin prints none. */
  n: Expression | null;
  n_of: string;
  result: string;
}

/** What a report shows of one document besides its statements. */
export interface Listed {
  document: string;
  proportions: readonly ListedProportion[];
  flow: readonly ListedLine[];
  studies: readonly ListedStudy[];
}

/**
 * What a ledger file lists, with the ids of statements in full.
 * @param name finds a statement by the file's own id, on behalf of what names it.
 */
export function listedIn(
  { document, proportions, flow, studies }: LedgerFile,
  name: (id: string, by: string) => string,
): Listed {
  const counts = (list: readonly ListedCount[]) =>
    list.map((one) => ({ ...one, count: mapExpression(one.count, (id) => name(id, `flow "${one.id}"`)) }));
  return {
    document: document.id,
    proportions: proportions.map((one) => ({
      ...one,
      statement: name(one.statement, `proportion of "${one.statement}"`),
      of: typeof one.of === 'string' ? name(one.of, `proportion of "${one.statement}"`) : one.of,
    })),
    flow: flow.map(({ boxes, leaving }) => ({ boxes: counts(boxes), leaving: counts(leaving) })),
    studies: studies.map(({ n, ...one }) => ({
      ...one,
      n: n === undefined ? null : mapExpression(n, (id) => name(id, `study "${one.id}"`)),
    })),
  };
}
