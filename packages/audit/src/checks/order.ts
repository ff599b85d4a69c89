import type { NumberOf } from './expression.js';
import { type CheckFinding, short } from './finding.js';

/** Numbers that a text says to rise, or to fall, from one to the next. */
export interface OrderCheck {
  of: readonly string[];
  direction: 'rises' | 'falls';
}

/** Whether numbers can run the way that is said; equal ones do not break the order. */
export function checkOrder({ of, direction }: OrderCheck, numberOf: NumberOf): CheckFinding {
  const sign = direction === 'rises' ? 1 : -1;
  const numbers = of.map(numberOf);
  const breaks = numbers.flatMap((one, i) => {
    const before = numbers[i - 1];
    if (before === undefined) return [];
    const steps = sign > 0 ? one.high - before.low : before.high - one.low;
    return steps >= 0 ? [] : [`${short(before.value)} to ${short(one.value)}`];
  });
  const all = numbers.map(({ value }) => short(value)).join(', ');
  return {
    holds: breaks.length === 0,
    calculation: breaks.length === 0 ? all : `${all}: not so from ${breaks.join('; ')}`,
  };
}
