import type { Claim } from './tables.js';

/** A finding as a place where an interval must lie: above zero (1), below it (-1), or within a margin about it (0). */
export type Stand = { side: 1 | -1 } | { side: 0; margin: number };

/** An interval; null where a bound is missing. */
export interface Interval {
  low: number;
  high: number;
}

/** Bounds divided by how many differences a unit of need has; null where one is missing or no number. */
export function intervalOf(
  low: number | null | undefined,
  high: number | null | undefined,
  perUnit: number,
): Interval | null {
  if (low === null || low === undefined || high === null || high === undefined) return null;
  const of = { low: low / perUnit, high: high / perUnit };
  return Number.isFinite(of.low) && Number.isFinite(of.high) ? of : null;
}

/** Whether an interval bears a finding out. */
export function bears(stand: Stand, { low, high }: Interval): boolean {
  if (stand.side === 0) return low > -stand.margin && high < stand.margin;
  return stand.side > 0 ? low > 0 : high < 0;
}

/** How far an interval is from undoing a finding: negative where it does. */
export function room(stand: Stand, { low, high }: Interval): number {
  if (stand.side === 0) return stand.margin - Math.max(Math.abs(low), Math.abs(high));
  return stand.side > 0 ? low : -high;
}

/**
 * Which side a claim is of; where none is made, the side of the estimate, which the tests are then held against.
 * @param margin within which the difference is shown to be, in units of the estimate; null where it is not.
 */
export function standOf(claim: Claim, estimate: number, margin: number | null): Stand {
  if (claim === 'small' && margin !== null) return { side: 0, margin };
  if (claim === 'more' || claim === 'fewer') return { side: claim === 'more' ? 1 : -1 };
  return { side: estimate < 0 ? -1 : 1 };
}
