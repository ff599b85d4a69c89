/** A confidence interval from bootstrap draws of one coefficient, in its unit. */
export interface BootstrapInterval {
  method: 'percentile' | 'basic' | 'normal' | 'studentized' | 'BCa';
  /** Such as 0.95. */
  level: number;
  low: number;
  high: number;
  /** Standard deviation of each bound over repetitions of the same number of replicates on the same data. */
  lowError: number;
  highError: number;
  /** Draws that the interval rests on. */
  replicates: number;
  /** Draws that were not finite and are left out. */
  failed: number;
  /** Why there is no interval: present if and only if the bounds and their errors are NaN. */
  reason?: string;
}

export function noInterval(
  method: BootstrapInterval['method'],
  level: number,
  { replicates, failed }: { replicates: number; failed: number },
  reason: string,
): BootstrapInterval {
  const nothing = { low: Number.NaN, high: Number.NaN, lowError: Number.NaN, highError: Number.NaN };
  return { method, level, ...nothing, replicates, failed, reason };
}

export function tooFewReplicates(replicates: number, level: number): string {
  return `${replicates} usable replicates are too few for order statistics at a level of ${level}.`;
}

/** The finite draws in ascending order, and how many were not finite. */
export interface UsableDraws {
  sorted: Float64Array;
  replicates: number;
  failed: number;
}

export function usableDraws(draws: Float64Array): UsableDraws {
  const sorted = draws.filter(Number.isFinite).sort();
  return { sorted, replicates: sorted.length, failed: draws.length - sorted.length };
}
