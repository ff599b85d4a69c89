/** A published number beside the reproduced one. */
export interface Comparison {
  /** What the number is of: a snapshot or a term. */
  row: string;
  /** Which number: "per_10k_mean", "estimate", ... */
  column: string;
  published: number;
  /** Decimals that the publication prints. */
  decimals: number;
  /** null where the run has no such number. */
  reproduced: number | null;
  /** Reproduced minus published. */
  difference: number | null;
  /** Whether the reproduced number, rounded as the publication rounds, is the published one; null where there is none. */
  agrees: boolean | null;
}

/**
 * Sets a published number beside a reproduced one. They agree where the reproduced number lies within half a unit of
 * the last printed decimal of the published one, a hair's breadth for binary fractions allowed.
 */
export function compare(
  row: string,
  column: string,
  published: number,
  decimals: number,
  reproduced: number | null,
): Comparison {
  if (reproduced === null) {
    return { row, column, published, decimals, reproduced, difference: null, agrees: null };
  }
  const difference = reproduced - published;
  const agrees = Math.abs(difference) <= 0.5 * 10 ** -decimals + 1e-9;
  return { row, column, published, decimals, reproduced, difference, agrees };
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
