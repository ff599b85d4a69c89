import type { NumberOf } from './expression.js';
import { type CheckFinding, short } from './finding.js';

/** A share or a mean of whole numbers, with the number of units it is of. */
export interface GrimCheck {
  /** A percentage, where `of` counts units; else a mean. */
  percent?: string;
  mean?: string;
  /** Number of units, or the least and the greatest that it can be. */
  of: number | string | readonly [number, number];
  /** Whole numbers that each unit's value is a mean of, as items of a scale. */
  items?: number;
}

/** Whether some whole number of units, divided by their number, rounds to what is printed. */
function possible(low: number, high: number, n: number, per: number): number | null {
  const hair = 1e-9;
  const first = Math.ceil((low * n) / per - hair);
  return first <= (high * n) / per + hair ? first : null;
}

/**
 * GRIM (Brown and Heathers 2017): a mean of n whole numbers is a multiple of 1/n. Not every printed percentage can be
 * had from a given number of people. It says nothing where n exceeds the steps of the rounding, and then says so.
 */
export function checkGrim(check: GrimCheck, numberOf: NumberOf): CheckFinding {
  const id = check.percent ?? check.mean;
  if (id === undefined) throw new RangeError('GRIM needs a percentage or a mean.');
  const { value, low, high } = numberOf(id);
  const per = (check.percent === undefined ? 1 : 100) / (check.items ?? 1);
  const [from, to] =
    typeof check.of === 'string'
      ? [numberOf(check.of).low, numberOf(check.of).high]
      : typeof check.of === 'number'
        ? [check.of, check.of]
        : check.of;
  const unit = check.percent === undefined ? '' : '%';
  for (let n = Math.ceil(from); n <= to; n += 1) {
    const count = possible(low, high, n, per);
    if (count === null) continue;
    const every = (high - low) * n >= per ? ' (any would be: no test)' : '';
    return { holds: true, calculation: `${short(value)}${unit} can be ${count} of ${n}${every}` };
  }
  const range = from === to ? short(from) : `${short(from)} to ${short(to)}`;
  return { holds: false, calculation: `no whole number of ${range} rounds to ${short(value)}${unit}` };
}
