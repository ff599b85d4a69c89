import { type NeedGapRow, needGaps } from '@inverse-care/core/tables';
import type { ReportInput } from '../report-input.js';
import { cited, size } from './cells.js';
import { count, decimal, intervalDigits, listed, rounded, signed } from './numbers.js';
import { levelOf, needName, staffOf } from './words.js';

/** The fifth of patients with the most need against that with the least, at the last snapshot, in the study’s order of needs. */
export function lastGaps({ tables, study, data }: ReportInput): NeedGapRow[] {
  const last = data.panel.snapshots.at(-1);
  const rows = tables.rows(needGaps).filter(({ snapshot }) => snapshot === last);
  return study.needs.flatMap((need) => rows.filter((row) => row.need === need));
}

/** Whether more, less or neither is sure where need is greatest, by the interval of the gap. */
const gapDirection = ({ conf_low, conf_high }: NeedGapRow): 'more' | 'less' | 'none' =>
  conf_low === null || conf_high === null ? 'none' : conf_low > 0 ? 'more' : conf_high < 0 ? 'less' : 'none';

/** A difference with its interval: "−0.059 (−0.125 to 0.008)". */
export function gapWords(row: NeedGapRow): string {
  const { difference, conf_low, conf_high } = row;
  if (conf_low === null || conf_high === null) return signed(difference, 3);
  const digits = intervalDigits(conf_low, conf_high, 3);
  return `${signed(difference, digits)} (${decimal(conf_low, digits)} to ${decimal(conf_high, digits)})`;
}

/** A headline of the gaps: by which measures those with the most need clearly have more or less. */
export function gapTitle(input: ReportInput): string {
  const rows = lastGaps(input);
  const staff = staffOf(input.study);
  const names = (which: 'more' | 'less') =>
    listed(
      rows.filter((row) => gapDirection(row) === which).map(({ need }) => needName(need, input.data.panel)),
    );
  const [less, more] = [names('less'), names('more')];
  if (less === '' && more === '')
    return `By no measure do the fifth of patients with the most need clearly have more or fewer ${staff} than the fifth with the least`;
  const parts = [
    ...(less === '' ? [] : [`fewer ${staff} by ${less}`]),
    ...(more === '' ? [] : [`more ${staff} by ${more}`]),
  ];
  return `Compared with the fifth of patients with the least need, the fifth with the most have ${parts.join(', and ')}`;
}

const staffWords = (row: NeedGapRow, column: 'staff' | 'staff_low' | 'staff_high') =>
  `${count(size(cited(row, column)))} ${(row[column] ?? 0) < 0 ? 'fewer' : 'more'}`;

/** What the people with the most need have beside those with the least, in staff: one sentence. */
export function gapSentence(row: NeedGapRow, { study, data }: ReportInput): string {
  const { staff_low, staff_high } = row;
  const range =
    staff_low === null || staff_high === null
      ? ''
      : ` (${levelOf(study)} interval ${staffWords(row, 'staff_low')} to ${staffWords(row, 'staff_high')})`;
  return `By ${needName(row.need, data.panel)}, the fifth of patients with the most need had ${decimal(cited(row, 'most'), 2)} FTE ${staffOf(study)} per 10,000, the fifth with the least ${decimal(cited(row, 'least'), 2)}: over their patients ${staffWords(row, 'staff')} FTE${range}.`;
}

/** How the fifths are made, and how to read them. */
export function fifthsParagraph(input: ReportInput): string | null {
  const rows = lastGaps(input);
  const [first] = rows;
  if (first === undefined) return null;
  const silent =
    input.study.absent === 'zero'
      ? ' PCNs that did not report count as having none, as in the regressions; among those that did report, the fifths are given beside.'
      : ' PCNs that did not report are left out.';
  return `PCNs are put in the order of each measure of need and cut into five parts with about as many patients each, ${rounded(cited(first, 'patients'), 5)}. Within a part provision is weighted by patients: what people have, not what PCNs have.${silent} Intervals (${levelOf(input.study)}): ${first.method}.`;
}
