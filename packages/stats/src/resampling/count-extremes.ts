/** Statistics that agree to this share of their size are equal. */
export const tied = 1e-10;

/** How many statistics are at least t, at most t and, without sign, at least |t|. */
export interface ExtremeCounts {
  above: number;
  below: number;
  beyond: number;
  ties: number;
  failed: number;
}

export function countExtremes(length: number, statistic: (r: number) => number, t: number): ExtremeCounts {
  const margin = tied * Math.abs(t);
  const counts = { above: 0, below: 0, beyond: 0, ties: 0, failed: 0 };
  for (let r = 0; r < length; r++) {
    const value = statistic(r);
    if (Number.isNaN(value)) counts.failed += 1;
    if (value >= t - margin) counts.above += 1;
    if (value <= t + margin) counts.below += 1;
    if (Math.abs(value) >= Math.abs(t) - margin) counts.beyond += 1;
    if (Math.abs(Math.abs(value) - Math.abs(t)) <= margin) counts.ties += 1;
  }
  return counts;
}
