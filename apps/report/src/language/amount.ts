import type { Association } from './association.js';
import { decimal, interval, intervalDigits } from './numbers.js';

/** Most decimals that a sentence prints. */
const most = 6;

/** An effect of the difference in need for which effects are told, and its interval; bounds are null where there is none. */
export interface Effect {
  estimate: number;
  low: number | null;
  high: number | null;
}

/** The effect that was found and its bounds, for that difference. */
export const lastEffect = ({ finding: { estimate, conf_low, conf_high } }: Association): Effect => ({
  estimate,
  low: conf_low,
  high: conf_high,
});

/** A size without its sign, with as many decimals as it takes not to print it as zero: "0.041", "under 0.000001". */
export function amount(value: number, digits: number): string {
  const size = Math.abs(value);
  const enough = intervalDigits(size, size, digits);
  return size > 0 && Number(size.toFixed(enough)) === 0
    ? `under ${decimal(10 ** -most, most)}`
    : decimal(size, enough);
}

/** The sizes of an interval on one side of zero, the smaller first: "0.012 to 0.070". */
export function amounts(low: number, high: number, digits: number): string {
  const [small, large] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))];
  const enough = intervalDigits(small, large, digits);
  if (Number(small.toFixed(enough)) > 0) return interval(small, large, enough);
  const [from, to] = [amount(small, digits), amount(large, digits)];
  return from === to ? from : `${from} to ${to}`;
}
