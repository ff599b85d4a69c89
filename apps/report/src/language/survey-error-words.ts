import { type SurveyErrorRow, surveyError } from '@inverse-care/core/tables';
import { longDate, type NeedId } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { bareNumber, type CellNumber, cited, type Numeric, per } from './cells.js';
import { count, decimal, interval, percent, signed } from './numbers.js';
import { byNeed } from './rows.js';
import type { Said } from './said.js';
import { capital, moreNeed, needName } from './words.js';

/** Rows of each surveyed need at its last snapshot, one a design effect, the least first. */
export function reliabilityRows(input: ReportInput): [NeedId, SurveyErrorRow[]][] {
  const rows = byNeed(input.tables.rows(surveyError), input);
  return [...new Set(rows.map(({ need }) => need))].map((need): [NeedId, SurveyErrorRow[]] => {
    const own = rows.filter((row) => row.need === need);
    const last = own
      .map(({ snapshot }) => snapshot)
      .sort()
      .at(-1);
    return [need, own.filter(({ snapshot }) => snapshot === last)];
  });
}

/** "63%"; in words where error is all that differs. */
export const reliabilityText = (reliability: Numeric): string =>
  (bareNumber(reliability) ?? 0) > 0 ? percent(reliability) : 'none';

const holdsZero = (low: number, high: number) => low <= 0 && high >= 0;

/** What the corrected coefficients are over the design effects that leave any. */
function correctedText(rows: readonly SurveyErrorRow[], unit: CellNumber): string {
  const found = rows.filter(({ estimate }) => estimate !== null);
  const [first] = found;
  const last = found.at(-1);
  if (first === undefined || last === undefined)
    return 'So little is left that no coefficient can be corrected.';
  type Column = 'estimate' | 'moments' | 'observed' | `${'conf' | 'moments' | 'observed'}_${'low' | 'high'}`;
  const told = (row: SurveyErrorRow, column: Column) => per(cited(row, column), unit);
  const slope = (row: SurveyErrorRow, estimate: 'estimate' | 'moments' | 'observed') => {
    const bound = estimate === 'estimate' ? 'conf' : estimate;
    return `${signed(told(row, estimate), 3)} (${interval(told(row, `${bound}_low`), told(row, `${bound}_high`), 3)})`;
  };
  const of = (row: SurveyErrorRow) =>
    `${slope(row, 'moments')} over the reliability and ${slope(row, 'estimate')} by regression calibration`;
  const { observed_low, observed_high } = first;
  const before = holdsZero(observed_low, observed_high);
  const same = found.every(
    ({ conf_low, conf_high, moments_low, moments_high }) =>
      holdsZero(conf_low!, conf_high!) === before && holdsZero(moments_low!, moments_high!) === before,
  );
  const verdict = same
    ? `None of these changes whether the interval holds zero: it ${before ? 'does' : 'does not'}.`
    : 'Whether the interval holds zero depends on the correction.';
  const second =
    first === last
      ? ''
      : `; with a design effect of ${decimal(cited(last, 'design_effect'), 1)} it would be ${of(last)}`;
  const lost = rows.filter(({ estimate }) => estimate === null);
  const left =
    lost.length === 0
      ? ''
      : ` With a design effect of ${lost.map((row) => decimal(cited(row, 'design_effect'), 1)).join(' or ')} too little is left to correct by.`;
  return `${slope(first, 'observed')} as measured; without that error, ${of(first)}${second}.${left} ${verdict}`;
}

/** How reliably each surveyed need is measured, and what becomes of its coefficient. */
export function surveyErrorWords(input: ReportInput): Said[] {
  return reliabilityRows(input).flatMap(([need, rows]): Said[] => {
    const [first] = rows;
    const last = rows.at(-1);
    if (first === undefined || last === undefined) return [];
    const { words, unit } = moreNeed(need, input);
    const persons = (column: `respondents_${'median' | 'low' | 'high'}`) => count(cited(first, column));
    const text = `At ${longDate(first.snapshot)} the answers of a median of ${persons('respondents_median')} persons a PCN (${persons('respondents_low')} to ${persons('respondents_high')}) stand behind it. Of what differs between PCNs ${reliabilityText(cited(first, 'reliability'))} is more than sampling error if weights within practices were alike, and ${reliabilityText(cited(last, 'reliability'))} if these made every respondent worth ${last.design_effect === 2 ? 'half of one' : `1/${decimal(cited(last, 'design_effect'), 1)}`}. Coefficients for ${words}: ${correctedText(rows, unit)}`;
    return [{ label: capital(needName(need, input.data.panel)), text }];
  });
}
