import { InputError } from '../errors.js';
import { isQuarterEnd, monthEnds, quarterEnds, type Snapshot } from '../snapshots.js';

/** Steps of a span: every quarter or month end, all of which must be there; or those quarter or month ends that are. */
export const snapshotSteps = ['quarter', 'month', 'available', 'available months'] as const;

/** A span of census dates with a step. */
export interface SnapshotSpan {
  from?: Snapshot | undefined;
  to?: Snapshot | undefined;
  every: (typeof snapshotSteps)[number];
}

/** What a study may say of its snapshots: census dates, ascending; a span; or "all", every quarter end of the folder. */
export type SnapshotChoice = readonly Snapshot[] | SnapshotSpan | 'all';

const isList = (choice: SnapshotChoice): choice is readonly Snapshot[] => Array.isArray(choice);

/**
 * The census dates that a choice comes to, ascending. Listed and stepped dates are given whether the folder has them
 * or not.
 * @param inFolder census dates of the folder's workforce files.
 * @throws InputError where only what is there was asked for, and nothing is.
 */
export function chooseSnapshots(choice: SnapshotChoice, inFolder: readonly Snapshot[]): Snapshot[] {
  if (isList(choice)) return [...choice];
  const { from, to, every } = choice === 'all' ? { every: 'available' as const } : choice;
  if (every === 'quarter') return quarterEnds(from as string, to as string);
  if (every === 'month') return monthEnds(from as string, to as string);
  const there = [...new Set(inFolder)].sort();
  const wanted = there.filter(
    (date) =>
      (every === 'available months' || isQuarterEnd(date)) &&
      (from === undefined || date >= from) &&
      (to === undefined || date <= to),
  );
  if (wanted.length > 0) return wanted;
  const span = `${from === undefined ? '' : ` from ${from}`}${to === undefined ? '' : ` to ${to}`}`;
  const months = every === 'available months';
  throw new InputError(
    `The folder has no workforce file of a ${months ? 'month' : 'quarter'} end${span}: the study comes to no snapshot.`,
    {
      place: { column: 'snapshots', inStudy: ['snapshots'] },
      expected: 'Primary Care Network Workforce, individual level, of at least one such date',
      remedy:
        there.length === 0
          ? 'No workforce file is there at all: download some.'
          : `There are: ${there.join(', ')}. Widen the span${months ? '' : ', write "every: available months"'}, or download more.`,
    },
  );
}
