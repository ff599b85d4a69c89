import type { Comparison } from './tables.js';

/**
 * Sets a published number beside a reproduced one. They agree where the reproduced number lies within half a unit of
 * the last printed decimal of the published one, a hair's breadth for binary fractions allowed.
 */
export function compare(
  part: Comparison['part'],
  row: string,
  column: string,
  published: number,
  decimals: number,
  reproduced: number | null,
): Comparison {
  if (reproduced === null) {
    return { part, row, column, published, decimals, reproduced, difference: null, agrees: null };
  }
  const difference = reproduced - published;
  const agrees = Math.abs(difference) <= 0.5 * 10 ** -decimals + 1e-9;
  return { part, row, column, published, decimals, reproduced, difference, agrees };
}

/** How many comparisons agree, differ, or have nothing to compare. */
export interface Tally {
  agree: number;
  differ: number;
  absent: number;
}

export function tally(comparisons: readonly Comparison[]): Tally {
  const count = { agree: 0, differ: 0, absent: 0 };
  for (const { agrees } of comparisons) {
    if (agrees === null) count.absent += 1;
    else if (agrees) count.agree += 1;
    else count.differ += 1;
  }
  return count;
}
