import type { Association } from './association.js';
import { type CellNumber, cited, type Numeric, size } from './cells.js';
import { plain } from './marks.js';
import { amount, decimal, intervalDigits } from './numbers.js';

/** An effect of the difference in need for which effects are told, and its interval; bounds are null where there is none. */
export interface Effect {
  estimate: CellNumber;
  low: CellNumber | null;
  high: CellNumber | null;
}

/** The effect that was found and its bounds, for that difference. */
export const lastEffect = ({ finding }: Association): Effect => ({
  estimate: cited(finding, 'estimate'),
  low: finding.conf_low === null ? null : cited(finding, 'conf_low'),
  high: finding.conf_high === null ? null : cited(finding, 'conf_high'),
});

/** The sizes of an interval on one side of zero, the smaller first: "0.012 to 0.070". */
export function amounts(low: Numeric, high: Numeric, digits: number): string {
  const [small, large] = [size(low), size(high)].sort((a, b) => (a.value ?? 0) - (b.value ?? 0)) as [
    CellNumber,
    CellNumber,
  ];
  const enough = intervalDigits(small, large, digits);
  if (Number((small.value ?? 0).toFixed(enough)) > 0)
    return `${decimal(small, enough)} to ${decimal(large, enough)}`;
  const [from, to] = [amount(small, digits), amount(large, digits)];
  return plain(from) === plain(to) ? from : `${from} to ${to}`;
}
