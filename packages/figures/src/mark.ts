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
