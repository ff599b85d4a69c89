import { monthEnds, quarterEnds } from '../../snapshots.js';
import type { SnapshotChoice, SnapshotSpan } from '../snapshot-choice.js';
import type { Fault, Judge } from './fault.js';

/** The snapshots of a study where they are known before the folder is looked at. */
function datesOf(choice: SnapshotChoice | undefined): readonly string[] | undefined {
  if (choice === undefined || choice === 'all') return undefined;
  if (Array.isArray(choice)) return choice as readonly string[];
  const { from, to, every } = choice as SnapshotSpan;
  if (from === undefined || to === undefined || every.startsWith('available')) return undefined;
  return every === 'month' ? monthEnds(from, to) : quarterEnds(from, to);
}

/** Dates of change that the study has no snapshot of, or on whose one side there is none. */
export const timeFaults: Judge = ({ time, snapshots, model }) => {
  if (time === undefined) return [];
  const faults: Fault[] = [];
  if (model !== undefined && model.form !== 'level' && model.form !== 'log1p')
    faults.push({
      path: ['time'],
      problem: `Change over time is of differences by least squares, and the model's form is "${model.form}".`,
      expected: 'form: level or log1p',
      remedy: 'Write "form: level" below "model", or take "time" out.',
    });
  const dates = datesOf(snapshots);
  if (dates === undefined) return faults;
  const { event, change } = time;
  const before = event === undefined ? 0 : dates.filter((date) => date < event.date).length;
  if (event !== undefined && (before < 1 || before === dates.length))
    faults.push({
      path: ['time', 'event', 'date'],
      problem: `The study has no snapshot ${before < 1 ? 'before' : 'on or after'} ${event.date}: there is nothing to set ${before < 1 ? 'what follows' : 'what was before'} against.`,
      expected: `a date after ${dates[0]} and not after ${dates.at(-1)}`,
      remedy: 'Correct the date, or add snapshots.',
    });
  const missing = change && (['from', 'to'] as const).find((end) => !dates.includes(change[end]));
  if (missing !== undefined && change !== undefined)
    faults.push({
      path: ['time', 'change', missing],
      problem: `The study has no snapshot of ${change[missing]}.`,
      expected: `one of ${dates.join(', ')}`,
      remedy: 'Correct the date, or add the snapshot.',
    });
  return faults;
};
