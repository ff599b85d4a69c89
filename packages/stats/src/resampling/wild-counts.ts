import { tied } from './count-extremes.js';
import { simulatedShare } from './monte-carlo-error.js';
import { curveLength, curveStatistic } from './wild-curve.js';
import type { WildTail } from './wild-test.js';

/** Replicates' curves with what makes them a test of any null. */
export interface WildCurves {
  /** Five numbers a replicate; see `curveLength`. */
  curves: Float64Array;
  /** Replicates. */
  size: number;
  /** Of the sample, in the unit of the coefficient. */
  stdError: number;
  tail: WildTail;
  /** Whether they are all combinations of weights, the sample's own among them. */
  enumerated: boolean;
}

/** How many replicates are at least and at most the sample's t; where symmetric, beyond |t|, and `below` stays 0. */
export interface TailCounts {
  above: number;
  below: number;
  /** Replicates whose statistic is NaN. */
  failed: number;
}

export const noCounts: TailCounts = { above: 0, below: 0, failed: 0 };

/** The p-value that the counts of so many replicates give: `wildTest` has it, but for its limit of 1. */
export function pValueOf(
  { above, below, failed }: TailCounts,
  { size, tail, enumerated }: Pick<WildCurves, 'size' | 'tail' | 'enumerated'>,
): number {
  return tail === 'symmetric'
    ? simulatedShare(above, size - failed, enumerated)
    : 2 * simulatedShare(Math.min(above, below), size - failed, enumerated);
}

/**
 * Counts replicates under the null that the coefficient is the estimate less d, on top of what is known of others.
 *
 * @param from the first of them and the one after the last: numbers of replicates, or places in the list.
 */
export function countTails(
  { curves, stdError, tail }: Omit<WildCurves, 'size' | 'enumerated'>,
  d: number,
  { from, to, list }: { from: number; to: number; list?: Int32Array },
  known: TailCounts,
): TailCounts {
  const t = d / stdError;
  const margin = tied * Math.abs(t);
  const least = tail === 'symmetric' ? Math.abs(t) - margin : t - margin;
  const most = t + margin;
  let { above, below, failed } = known;
  for (let i = from; i < to; i++) {
    const value = curveStatistic(curves, (list === undefined ? i : list[i]!) * curveLength, d);
    if (tail === 'symmetric') {
      if (Math.abs(value) >= least) above += 1;
    } else {
      if (value >= least) above += 1;
      if (value <= most) below += 1;
    }
    if (Number.isNaN(value)) failed += 1;
  }
  return { above, below, failed };
}

/** The counts of nulls ever further away: only replicates whose variance does not grow with d keep up with the sample's t. */
export function countFarAway({
  curves,
  stdError,
  tail,
}: Pick<WildCurves, 'curves' | 'stdError' | 'tail'>): TailCounts {
  const symmetric = tail === 'symmetric';
  let keepUp = 0;
  let failed = 0;
  for (let at = 0; at < curves.length; at += curveLength) {
    const free = curves[at + 2]!;
    const grows = curves[at + 4]! > 0;
    if (grows && free !== 0) continue;
    const growth = symmetric ? Math.abs(curves[at + 1]!) : curves[at + 1]!;
    if (free === 0 && curves[at] === 0 && growth === 0) failed += 1;
    else if (grows) continue;
    else if (free === 0) keepUp += growth > 0 || curves[at] !== 0 ? 1 : 0;
    else if (growth * stdError >= Math.sqrt(free) * (1 - tied)) keepUp += 1;
  }
  return { above: keepUp, below: keepUp, failed };
}
