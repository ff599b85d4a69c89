import { rankRanges } from '@inverse-care/core/tables';
import type { ReportInput } from '../report-input.js';
import { cited, rowsWith } from './cells.js';
import { fixed } from './marks.js';
import { count } from './numbers.js';

/** How many places are so many that a rank says little. */
const many = 200;

/** How small numbers and areas that did not report are treated; the whole policy is in docs/methods.md. */
export function smallNumbersWords({ tables }: ReportInput): string {
  const [first] = tables.rows(rankRanges);
  const moved =
    first === undefined
      ? ''
      : ` With half a post more or less, ${count(rowsWith(tables, rankRanges, {}, [['places', '>', many]]))} of the ${count(cited(first, 'ranked'))} PCNs that reported would stand anywhere within more than ${fixed`200 places`}; the ${count(cited(first, 'not_reported'))} that did not report have no rank, and each may be above any other.`;
  return `Small PCNs and single posts are shown as the publication has them: it names posts, not patients, so that nothing is suppressed. But one person who leaves can empty a PCN, so none is called high or low by its rate alone. Every rank stands with its interval or with what half a post does to it.${moved} A PCN that did not report is never shown as having none: tables, maps and ranks have it apart, and where the study counts it as none, how many those are stands beside. FTE is no count: it has no chance variation of its own by which an area could be told from luck, and limits go by how much areas differ among themselves.`;
}
