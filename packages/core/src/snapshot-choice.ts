import { z } from 'zod';
import { InputError } from './errors.js';
import { isQuarterEnd, monthEnd, monthEnds, quarterEnds, type Snapshot } from './snapshots.js';

const snapshot = z
  .string('expected a date such as 2020-03-31')
  .regex(/^\d{4}-(0[1-9]|1[0-2])-\d{2}$/, 'expected a date such as 2020-03-31')
  .refine((date) => date === monthEnd(Number(date.slice(0, 4)), Number(date.slice(5, 7))), {
    error: 'expected the last day of a month: a snapshot is a census date of the workforce publication',
  });

const listed = z
  .array(snapshot)
  .min(1)
  .refine((dates) => dates.every((date, i) => i === 0 || dates[i - 1]! < date), {
    error: 'expected dates in ascending order, each once',
  })
  .readonly();

const steps = ['quarter', 'month', 'available', 'available months'] as const;

const span = z
  .strictObject({
    from: snapshot.optional(),
    to: snapshot.optional(),
    /** Every quarter or month end, all of which must be there; or those quarter or month ends that are. */
    every: z.enum(steps).default('quarter'),
  })
  .refine(
    ({ from, to, every }) => every.startsWith('available') || (from !== undefined && to !== undefined),
    {
      error: 'expected both from and to; only "every: available" and "every: available months" do without',
    },
  )
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    error: 'expected a date in from that is not after the one in to',
  })
  .refine(
    ({ from, to, every }) =>
      every !== 'quarter' ||
      from === undefined ||
      to === undefined ||
      from > to ||
      quarterEnds(from, to).length > 0,
    { error: 'expected a span that holds the end of March, June, September or December' },
  );

/**
 * What a study may say of its snapshots: census dates, ascending; a span with a step; or "all", every quarter end of
 * the folder.
 */
export const snapshotChoice = z.union([listed, span, z.literal('all')], {
  error: 'expected a list of dates, "all", or the keys from, to and every',
});

export type SnapshotChoice = z.infer<typeof snapshotChoice>;

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
      place: { column: 'snapshots' },
      expected: 'Primary Care Network Workforce, individual level, of at least one such date',
      remedy:
        there.length === 0
          ? 'No workforce file is there at all: download some.'
          : `There are: ${there.join(', ')}. Widen the span${months ? '' : ', write "every: available months"'}, or download more.`,
    },
  );
}
