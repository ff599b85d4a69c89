import {
  type AttenuationRow,
  attenuation,
  predictionError,
  type QuantileRow,
  quantiles,
  surveyError,
} from '@inverse-care/core/tables';
import { longDate } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { cited, per, rowsWith } from './cells.js';
import { count, decimal, interval, listed, percent, pValue, signed } from './numbers.js';
import { byNeed } from './rows.js';
import { levelOf, moreNeed, needName, staffOf } from './words.js';

/** Rows of the last snapshot that have draws, need by need. */
export function drawnQuantiles(input: ReportInput): QuantileRow[] {
  return byNeed(input.tables.rows(quantiles), input).filter(({ draws }) => draws !== null);
}

/** Those of the headline need: the first of the study that has any. */
export function headlineQuantiles(input: ReportInput): QuantileRow[] {
  const rows = drawnQuantiles(input);
  return rows.filter(({ need }) => need === rows[0]!.need);
}

/** The band over all quantiles leaves out zero. */
const clear = ({ band_low, band_high }: QuantileRow) =>
  band_low !== null && band_high !== null && (band_low > 0 || band_high < 0);

function joint(rows: readonly QuantileRow[], input: ReportInput): string {
  const [{ need, snapshot }] = rows as [QuantileRow];
  const of = (asked: Partial<QuantileRow> = {}) =>
    rowsWith(input.tables, quantiles, { need, snapshot, ...asked }, [['draws', '!=', null]]);
  const joined = rows.filter(clear);
  const single = of({ clear: true });
  const level = levelOf(input.study);
  const where =
    joined.length === 0
      ? 'includes zero at every quantile'
      : `leaves out zero at ${listed(joined.map((row) => decimal(cited(row, 'tau'), 2)))}`;
  return `The band that holds all quantiles with a slope at once with ${level} certainty ${where}. Taken one by one, ${count(single)} of the ${count(of())} intervals leave${single.value === 1 ? 's' : ''} out zero; among so many, one that does is no finding of its own.`;
}

/** How the headline need goes with quantiles of provision; null where that was not asked. */
export function quantileSentences(input: ReportInput): string | null {
  const rows = headlineQuantiles(input);
  const [first] = rows;
  if (first === undefined) return null;
  const { words, unit } = moreNeed(first.need, input);
  const counted = (asked: Partial<QuantileRow> = {}) =>
    count(
      rowsWith(input.tables, quantiles, { need: first.need, snapshot: first.snapshot, ...asked }, [
        ['draws', '!=', null],
      ]),
    );
  const say = (tau: number, name: string) => {
    const row = rows.find((one) => one.tau === tau)!;
    const of = (column: 'estimate' | 'conf_low' | 'conf_high') => per(cited(row, column), unit);
    return `${signed(of('estimate'), 3)} (${interval(of('conf_low'), of('conf_high'), 3)}; p ${pValue(cited(row, 'p_value'))}) at the ${name}`;
  };
  const none = rows.filter(({ band_low }) => band_low === null).length;
  const floor =
    none === 0
      ? ''
      : `At ${counted({ band_low: null })} of the quantiles the line lies at none, as so many PCNs have no ${staffOf(input.study)}: these have nothing to say of need. `;
  return `Of provision ${counted()} quantiles were looked at, so what they say is said jointly and not of the best of them. At ${longDate(first.snapshot)}, ${words} went with ${say(0.25, 'lower quartile')}, ${say(0.5, 'median')} and ${say(0.75, 'upper quartile')} of FTE per 10,000 patients, where the mean has ${signed(per(cited(first, 'mean_slope'), unit), 3)}. ${floor}${joint(rows, input)}`;
}

const lastOf = <T extends { snapshot: string }>(rows: readonly T[]) =>
  rows.reduce<T | undefined>((a, b) => (a === undefined || b.snapshot > a.snapshot ? b : a), undefined);

function attenuationSentence(rows: readonly AttenuationRow[], input: ReportInput): string {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return '';
  const { unit } = moreNeed(first.need, input);
  const known = input.tables.rows(surveyError).some(({ need }) => need === first.need);
  const why = known
    ? 'What the numbers of respondents tell of it stands under “How reliably surveys measure need”; that is sampling error alone, and answers err in other ways. Were '
    : 'Nobody says how many answered, so that error is not estimated; were ';
  return `The measure of ${needName(first.need, input.data.panel)} comes from survey answers, whose error draws the coefficient towards zero. ${why}${percent(cited(first, 'assumed_reliability'))} to ${percent(cited(last, 'assumed_reliability'))} of what differs between PCNs real, which is an assumption, ${signed(per(cited(first, 'observed'), unit), 3)} at ${longDate(first.snapshot)} would be ${signed(per(cited(first, 'estimate'), unit), 3)} to ${signed(per(cited(last, 'estimate'), unit), 3)}, and as far from chance as before.`;
}

/** What error in need itself may do; null where no need is surveyed or predicted. */
export function needErrorSentences(input: ReportInput): string | null {
  const surveyed = byNeed(input.tables.rows(attenuation), input);
  const headline = lastOf(surveyed.filter(({ need }) => need === surveyed[0]!.need));
  const own = surveyed.filter(
    ({ need, snapshot }) => need === headline?.need && snapshot === headline.snapshot,
  );
  const row = lastOf(input.tables.rows(predictionError));
  const parts = [attenuationSentence(own, input)];
  if (row !== undefined) {
    const { words, unit } = moreNeed(row.need, input);
    const of = (column: 'estimate' | `${'conf' | 'total' | 'bound'}_${'low' | 'high'}`) =>
      per(cited(row, column), unit);
    const limits = (which: 'conf' | 'total' | 'bound') =>
      interval(of(`${which}_low`), of(`${which}_high`), 3);
    parts.push(
      `Predicted need is computed by an equation that has sampling error of its own. At ${longDate(row.snapshot)}, ${words} went with ${signed(of('estimate'), 3)} FTE per 10,000 patients (${limits('conf')}, ${row.errors}); with the error of the equation’s coefficients, as its published intervals have it, ${limits('total')}. That takes their errors to be uncorrelated, as covariances are not published; whatever these are, the interval is no wider than ${limits('bound')}.`,
    );
  }
  const text = parts.filter((part) => part !== '').join(' ');
  return text === '' ? null : text;
}
