import type { Printed } from '../printed.js';
import type { NumberOf } from './expression.js';
import { between, type CheckFinding, short } from './finding.js';

/** An estimate with its confidence interval. */
export interface IntervalCheck {
  estimate: string;
  low: string;
  high: string;
  /** The text gives the size of a fall: the estimate is its negative. */
  falls?: boolean;
  /** Intervals of this method lie evenly about the estimate (Wald, t); true where left out. Ratios: say false. */
  symmetric?: boolean;
}

const negative = ({ value, low, high }: Printed): Printed => ({ value: -value, low: -high, high: -low });

/** The power of ten by which an estimate would stand in the middle of its interval, where there is one. */
function scaleThatFits(estimate: Printed, low: Printed, high: Printed): number | null {
  for (const scale of [10, 100, 1000, 0.1, 0.01, 0.001]) {
    const middle = [(low.low + high.low) / 2, (low.high + high.high) / 2] as const;
    if (estimate.low * scale <= middle[1] && estimate.high * scale >= middle[0]) return scale;
  }
  return null;
}

/**
 * Whether an interval holds its estimate and, where it should be symmetric, has it in the middle. Where a power of ten
 * would put it there the calculation says so: the two are then of different units.
 */
export function checkInterval(check: IntervalCheck, numberOf: NumberOf): CheckFinding {
  const printed = numberOf(check.estimate);
  const estimate = check.falls ? negative(printed) : printed;
  const low = numberOf(check.low);
  const high = numberOf(check.high);
  const text = `${short(estimate.value)} with ${short(low.value)} to ${short(high.value)}`;
  if (low.low > high.high)
    return { holds: false, calculation: `${text}: the limits are the wrong way round` };
  const inside = estimate.high >= low.low && estimate.low <= high.high;
  const middle = [(low.low + high.low) / 2, (low.high + high.high) / 2] as const;
  const hair = 1e-9 * Math.max(1, Math.abs(estimate.value));
  const central =
    check.symmetric === false || (estimate.high >= middle[0] - hair && estimate.low <= middle[1] + hair);
  if (inside && central) return { holds: true, calculation: `${text}: middle ${between(...middle)}` };
  const scale = scaleThatFits(estimate, low, high);
  const why = inside ? `the middle is ${between(...middle)}` : 'the estimate lies outside';
  const unit = scale === null ? '' : `; ${short(scale)} times the estimate would be the middle`;
  return { holds: false, calculation: `${text}: ${why}${unit}` };
}
