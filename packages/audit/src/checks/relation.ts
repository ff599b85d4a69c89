import { canHold, type Expression, evaluate, type NumberOf, type Relation, written } from './expression.js';
import { between, type CheckFinding } from './finding.js';

/** Two sides that are said to be equal, or one to exceed the other. */
export interface RelationCheck {
  left: Expression;
  is: Relation;
  right: Expression;
}

const signs: Readonly<Record<Relation, string>> = { '=': '=', '<': '<', '<=': '≤', '>': '>', '>=': '≥' };

/**
 * Sums, shares, flow diagrams, a quantity told twice, a sentence against the table it cites. The bounds of what each
 * printed number can stand for are carried through; only what no value within them allows fails.
 */
export function checkRelation({ left, is, right }: RelationCheck, numberOf: NumberOf): CheckFinding {
  const a = evaluate(left, numberOf);
  const b = evaluate(right, numberOf);
  const side = (expression: Expression, value: typeof a) => {
    const text = written(expression, numberOf);
    const bounds = between(value.low, value.high);
    return typeof expression === 'object' || text !== bounds ? `${text} (${bounds})` : text;
  };
  const holds = canHold(a, is, b);
  return {
    holds,
    calculation: `${side(left, a)} ${signs[is]} ${side(right, b)}${holds ? '' : ' does not hold'}`,
  };
}
