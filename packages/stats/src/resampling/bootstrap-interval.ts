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

/** The draws that were sorted last, as they were then: several intervals are mostly asked for of the same ones. */
let last: { draws: Float64Array; usable: UsableDraws } | undefined;

/** The result is not to be changed. */
export function usableDraws(draws: Float64Array): UsableDraws {
  if (last !== undefined && sameBytes(draws, last.draws)) return last.usable;
  const sorted = draws.slice();
  let replicates = 0;
  for (let b = 0; b < draws.length; b++) if (Number.isFinite(draws[b]!)) sorted[replicates++] = draws[b]!;
  const usable = {
    sorted: sorted.subarray(0, replicates).sort(),
    replicates,
    failed: draws.length - replicates,
  };
  last = { draws: draws.slice(), usable };
  return usable;
}

function sameBytes(a: Float64Array, b: Float64Array): boolean {
  const bytes = ({ buffer, byteOffset, byteLength }: Float64Array) =>
    Buffer.from(buffer, byteOffset, byteLength);
  return a.length === b.length && bytes(a).equals(bytes(b));
}
