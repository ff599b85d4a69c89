import type { KnownArticleRow, KnownReviewRow, KnownSurveyRow } from '@inverse-care/audit';
import { longDate } from '@inverse-care/domain';
import { cited, citedWords } from './cells.js';
import { fixed } from './marks.js';
import { count, listed, percent } from './numbers.js';
import type { Said } from './said.js';

/** Whether the audit found fault with what a row prints. */
export const isDoubtful = ({ verdict }: { verdict: string }): boolean =>
  verdict === 'inconsistent' || verdict === 'unsupported';

/** "120", or "45 or 46" where the base is one of several. */
export function baseWords(row: KnownSurveyRow): string {
  const [low, high] = [cited(row, 'n_low'), cited(row, 'n_high')];
  return low.value === high.value ? count(low) : `${count(low)} or ${count(high)}`;
}

/** "73% to 87%"; a dash where a bound is printed and no share. */
export function shareInterval(row: KnownSurveyRow): string {
  const low = cited(row, 'conf_low');
  return low.value === null ? percent(null) : `${percent(low)} to ${percent(cited(row, 'conf_high'))}`;
}

/** The first share with its base, and what the intervals are of; null where there is none. */
export function surveySentence(rows: readonly KnownSurveyRow[]): string | null {
  const first = rows.find(({ conf_low }) => conf_low !== null);
  if (first === undefined) return null;
  return `Of ${baseWords(first)} ${first.among}, ${citedWords(first, 'printed')} (${fixed`95% interval`} ${shareInterval(first)}) have a link worker in their practice or its PCN. Intervals are of chance alone: groups chose to answer, how many were asked is not printed, and some are of Wales and Scotland. Nor is it printed how many answered each question: where the text says no other, all that answered the survey are the base.`;
}

const told = (row: KnownReviewRow) => `${count(cited(row, 'count'))} ${row.unit} ${row.label}`;

/** Whether the counts of the flow add up, and which do not; null where there is no flow. */
export function reviewSentence(rows: readonly KnownReviewRow[]): string | null {
  if (rows.length === 0) return null;
  const doubtful = rows.filter(isDoubtful);
  const wrong =
    doubtful.length === 0
      ? 'Its counts add up from line to line.'
      : `Its counts add up from the search to what is included. What does not fit its own table of the papers: ${listed(doubtful.map(told))}.`;
  const worked = rows.filter(({ given }) => given === 'worked out').map(told);
  return worked.length === 0
    ? wrong
    : `${wrong} Not printed, and worked out from the others: ${listed(worked)}.`;
}

/** On how much of the article the run has a number; null where there is no article. */
export function articleSentence(rows: readonly KnownArticleRow[]): string | null {
  const [first] = rows;
  if (first === undefined) return null;
  return rows.some(({ ours }) => ours !== null)
    ? 'Where this run has a table row of the same quantity and date, its number stands beside the article’s; elsewhere the reason why it has none.'
    : 'This run has no number of the same quantity and date as any that the article prints; the table says why.';
}

/** A calculation as print has it, with true minus signs. */
export const asPrinted = (calculation: string): string => calculation.replace(/(^|[\s(])-(?= ?\d)/g, '$1−');

/** The counts with which the audit finds fault, each with why. */
export const reviewFaults = (rows: readonly KnownReviewRow[]): Said[] =>
  rows.filter(isDoubtful).map((row) => ({
    label: told(row),
    text: `${row.verdict[0]!.toUpperCase()}${row.verdict.slice(1)}: ${citedWords(row, 'calculation', asPrinted)}`,
  }));

/** "April 2020" for "2020-04"; other dates as they are. */
export const monthWords = (date: string): string =>
  /^\d{4}-\d{2}$/.test(date) ? longDate(`${date}-01`).replace(/^1 /, '') : date;
