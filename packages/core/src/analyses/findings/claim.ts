import type { Claim } from './tables.js';

/** A finding as a place where an interval must lie: above zero, below it, or within a margin about it. */
export interface Stand {
  /** 1 for more, -1 for fewer, 0 for small. */
  side: 1 | -1 | 0;
  /** Half the width of what is small; infinite where nothing is claimed to be. */
  margin: number;
}

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
export function bears({ side, margin }: Stand, { low, high }: Interval): boolean {
  if (side === 0) return low > -margin && high < margin;
  return side > 0 ? low > 0 : high < 0;
}

/** How far an interval is from undoing a finding: negative where it does. */
export function room({ side, margin }: Stand, { low, high }: Interval): number {
  if (side === 0) return margin - Math.max(Math.abs(low), Math.abs(high));
  return side > 0 ? low : -high;
}

/** Which side a claim is of; where none is made, the side of the estimate, which the tests are then held against. */
export function standOf(claim: Claim, estimate: number, margin: number | null): Stand {
  if (claim === 'small') return { side: 0, margin: margin ?? Number.POSITIVE_INFINITY };
  if (claim === 'none shown') return { side: estimate < 0 ? -1 : 1, margin: Number.POSITIVE_INFINITY };
  return { side: claim === 'more' ? 1 : -1, margin: Number.POSITIVE_INFINITY };
}
