import { canBeEqual, exactly, type Printed } from '../printed.js';

/** Arithmetic over printed numbers: a number, the id of a statement, or an operation on such. */
export type Expression =
  | number
  | string
  | { sum: readonly Expression[] }
  | { difference: readonly [Expression, Expression] }
  | { product: readonly Expression[] }
  | { ratio: readonly [Expression, Expression] }
  | { percent: readonly [Expression, Expression] };

/** An expression with other ids. */
export function mapExpression(expression: Expression, name: (id: string) => string): Expression {
  if (typeof expression === 'number') return expression;
  if (typeof expression === 'string') return name(expression);
  return Object.fromEntries(
    Object.entries(expression).map(([operation, parts]) => [
      operation,
      (parts as Expression[]).map((one) => mapExpression(one, name)),
    ]),
  ) as unknown as Expression;
}

/** Finds the number of a statement. Throws RangeError where there is no such statement. */
export type NumberOf = (id: string) => Printed;

const over = (a: Printed, b: Printed, f: (x: number, y: number) => number): Printed => {
  const corners = [f(a.low, b.low), f(a.low, b.high), f(a.high, b.low), f(a.high, b.high)];
  return { value: f(a.value, b.value), low: Math.min(...corners), high: Math.max(...corners) };
};

/**
 * Value and bounds of an expression, by interval arithmetic.
 * @throws RangeError where a divisor can be zero, or a statement is unknown.
 */
export function evaluate(expression: Expression, numberOf: NumberOf): Printed {
  if (typeof expression === 'number') return exactly(expression);
  if (typeof expression === 'string') return numberOf(expression);
  const at = (one: Expression) => evaluate(one, numberOf);
  if ('sum' in expression) {
    return expression.sum.map(at).reduce((a, b) => over(a, b, (x, y) => x + y), exactly(0));
  }
  if ('difference' in expression) {
    return over(at(expression.difference[0]), at(expression.difference[1]), (x, y) => x - y);
  }
  if ('product' in expression) {
    return expression.product.map(at).reduce((a, b) => over(a, b, (x, y) => x * y), exactly(1));
  }
  const [above, below] = 'ratio' in expression ? expression.ratio : expression.percent;
  const divisor = at(below);
  if (divisor.low <= 0 && divisor.high >= 0) throw new RangeError('A divisor can be zero.');
  const times = 'percent' in expression ? 100 : 1;
  return over(at(above), divisor, (x, y) => (times * x) / y);
}

/** An expression in words of arithmetic, with numbers in place of ids. */
export function written(expression: Expression, numberOf: NumberOf): string {
  if (typeof expression === 'number') return String(expression);
  if (typeof expression === 'string') return String(numberOf(expression).value);
  const all = (parts: readonly Expression[], sign: string) =>
    parts
      .map((one) => (typeof one === 'object' ? `(${written(one, numberOf)})` : written(one, numberOf)))
      .join(sign);
  if ('sum' in expression) return all(expression.sum, ' + ');
  if ('difference' in expression) return all(expression.difference, ' − ');
  if ('product' in expression) return all(expression.product, ' × ');
  if ('ratio' in expression) return all(expression.ratio, ' / ');
  return `100 × ${all(expression.percent, ' / ')}`;
}

/** How two numbers are said to stand to one another. */
export type Relation = '=' | '<' | '<=' | '>' | '>=';

/** Whether a relation can hold for some of the values that two printed numbers stand for. */
export function canHold(left: Printed, relation: Relation, right: Printed): boolean {
  switch (relation) {
    case '=':
      return canBeEqual(left, right);
    case '<':
      return left.low < right.high;
    case '<=':
      return left.low <= right.high;
    case '>':
      return left.high > right.low;
    case '>=':
      return left.high >= right.low;
  }
}
