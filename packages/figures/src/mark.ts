import type { Attributes } from './svg.js';

/** What a page needs to find a mark and to say what it is. */
export interface MarkWords {
  /** ODS code of a PCN, sub-ICB location or ICB, or the ISO date of a snapshot. */
  code: string;
  /** Name to read out. */
  label: string;
  /** Value in words. */
  value: string;
}

/** Attributes of a mark: a page finds it by code, and shows label and value on hover and focus. */
export function markData({ code, label, value }: MarkWords): Attributes {
  return { 'data-code': code, 'data-label': label, 'data-value': value };
}

/** "−0.35 (−0.63 to −0.07)": an estimate with its interval, without it where there is none. */
export function estimateWords(
  { estimate, low, high }: { estimate: number; low: number; high: number },
  format: (value: number) => string,
): string {
  return Number.isFinite(low) && Number.isFinite(high)
    ? `${format(estimate)} (${format(low)} to ${format(high)})`
    : format(estimate);
}
