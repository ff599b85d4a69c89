import { canHold, type NumberOf, type Relation } from './expression.js';
import type { CheckFinding } from './finding.js';

/** A rule that a text says to hold for all groups but some. */
export interface ExceptionsCheck {
  pairs: readonly { group: string; left: string; right: string }[];
  is: Relation;
  /** Groups in which the text says it does not hold. */
  except: readonly string[];
}

const opposite: Readonly<Record<Relation, Relation | null>> = {
  '=': null,
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** Whether a rule holds in every group but those that the text names, and in none of those. */
export function checkExceptions({ pairs, is, except }: ExceptionsCheck, numberOf: NumberOf): CheckFinding {
  const against = opposite[is];
  const groups = [...new Set(pairs.map(({ group }) => group))];
  const must = new Set<string>();
  const may = new Set<string>();
  for (const { group, left, right } of pairs) {
    const [a, b] = [numberOf(left), numberOf(right)];
    if (!canHold(a, is, b)) must.add(group);
    if (against !== null && canHold(a, against, b)) may.add(group);
  }
  const unnamed = groups.filter((group) => must.has(group) && !except.includes(group));
  const idle = except.filter((group) => !must.has(group) && !may.has(group));
  const told = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(', '));
  return {
    holds: unnamed.length === 0 && idle.length === 0,
    calculation: `does not hold in ${told(groups.filter((group) => must.has(group)))}; said of ${told(except)}`,
  };
}
