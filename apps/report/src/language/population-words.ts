import { type PopulationRow, population } from '@inverse-care/core/tables';
import { longDate, type Population, type Survivors, survivorsOf } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { cited } from './cells.js';
import { count, points } from './numbers.js';

/** A snapshot in both populations. */
export interface BothPopulations {
  snapshot: string;
  open: PopulationRow;
  survivors: PopulationRow;
}

/** Snapshots that the run counts in both populations. */
export function bothPopulations({ tables }: ReportInput): BothPopulations[] {
  const rows = tables.rows(population);
  return rows.flatMap((open) => {
    const survivors = rows.find(
      (row) => row.snapshot === open.snapshot && row.population === 'survivors' && row !== open,
    );
    return open.population === 'open_on_date' && survivors !== undefined
      ? [{ snapshot: open.snapshot, open, survivors }]
      : [];
  });
}

/** The rule of survivors that a run counts: the study's own, else the one that comes closest to the paper. */
export const survivorsRule = ({ study }: ReportInput): Survivors => survivorsOf(study);

/** "PCNs that are open on the snapshot", or the rule of survivors in words. */
export function populationInWords(rule: Population): string {
  if (rule === 'open_on_date') return 'PCNs that are open on the snapshot';
  const since =
    rule.open_by === 'middle_of_quarter'
      ? ', were open on the first day of the middle month of its quarter'
      : '';
  const practices = rule.practices === 'surveyed' ? ', counting practices with a value in the survey' : '';
  return `PCNs that are open on the snapshot${since} and are still open on ${longDate(rule.survivors)}${practices}`;
}

/** What looking at survivors alone does to totals and to the number of PCNs; null where the run has one population. */
export function populationSentences(input: ReportInput): string | null {
  const both = bothPopulations(input);
  const [first, last] = [both[0], both.at(-1)];
  if (first === undefined || last === undefined) return null;
  const lacking = both
    .map(({ survivors }) => survivors)
    .filter(({ fte_less }) => fte_less !== null)
    .sort((a, b) => a.fte_less! - b.fte_less!);
  const [least, most] = [lacking[0], lacking.at(-1)];
  const range =
    least === undefined || most === undefined
      ? []
      : [
          `Survivors have ${points(cited(least, 'fte_less'), 1, '%')} to ${points(cited(most, 'fte_less'), 1, '%')} less FTE in total.`,
        ];
  const grew = (from: PopulationRow, to: PopulationRow) =>
    `${count(cited(from, 'pcns'))} to ${count(cited(to, 'pcns'))}`;
  const growth =
    first === last
      ? []
      : [
          `From ${longDate(first.snapshot)} to ${longDate(last.snapshot)} the PCNs counted go from ${grew(first.open, last.open)} where all that are open count, and from ${grew(first.survivors, last.survivors)} where survivors do: a PCN that has since closed is missing from the early snapshots alone, so that survivors seem to become more.`,
        ];
  return [...range, ...growth].join(' ');
}
