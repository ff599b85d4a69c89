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
/** The interval of that quantile alone does. */
const alone = ({ conf_low, conf_high }: QuantileRow) =>
  conf_low !== null && conf_high !== null && (conf_low > 0 || conf_high < 0);

function joint(rows: readonly QuantileRow[], input: ReportInput): string {
  const joined = rows.filter(clear);
  const single = rows.filter(alone).length;
  const level = levelOf(input.study);
  const where =
    joined.length === 0
      ? 'includes zero at every quantile'
      : `leaves out zero at ${listed(joined.map(({ tau }) => decimal(tau, 2)))}`;
  return `The band that holds all quantiles with a slope at once with ${level} certainty ${where}. Taken one by one, ${count(single)} of the ${count(rows.length)} intervals leave${single === 1 ? 's' : ''} out zero; among so many, one that does is no finding of its own.`;
}

/** How the headline need goes with quantiles of provision; null where that was not asked. */
export function quantileSentences(input: ReportInput): string | null {
  const rows = headlineQuantiles(input);
  const [first] = rows;
  if (first === undefined) return null;
  const { words, perUnit } = moreNeed(first.need, input);
  const say = (tau: number, name: string) => {
    const row = rows.find((one) => one.tau === tau)!;
    return `${signed(row.estimate / perUnit, 3)} (${interval(row.conf_low! / perUnit, row.conf_high! / perUnit, 3)}; p ${pValue(row.p_value)}) at the ${name}`;
  };
  const none = rows.filter(({ band_low }) => band_low === null).length;
  const floor =
    none === 0
      ? ''
      : `At ${count(none)} of the quantiles the line lies at none, as so many PCNs have no ${staffOf(input.study)}: these have nothing to say of need. `;
  return `Of provision ${count(rows.length)} quantiles were looked at, so what they say is said jointly and not of the best of them. At ${longDate(first.snapshot)}, ${words} went with ${say(0.25, 'lower quartile')}, ${say(0.5, 'median')} and ${say(0.75, 'upper quartile')} of FTE per 10,000 patients, where the mean has ${signed(first.mean_slope === null ? null : first.mean_slope / perUnit, 3)}. ${floor}${joint(rows, input)}`;
}

const lastOf = <T extends { snapshot: string }>(rows: readonly T[]) =>
  rows.reduce<T | undefined>((a, b) => (a === undefined || b.snapshot > a.snapshot ? b : a), undefined);

function attenuationSentence(rows: readonly AttenuationRow[], input: ReportInput): string {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return '';
  const { perUnit } = moreNeed(first.need, input);
  const known = input.tables.rows(surveyError).some(({ need }) => need === first.need);
  const why = known
    ? 'What the numbers of respondents tell of it stands under “How reliably surveys measure need”; that is sampling error alone, and answers err in other ways. Were '
    : 'Nobody says how many answered, so that error is not estimated; were ';
  return `The measure of ${needName(first.need, input.data.panel)} comes from survey answers, whose error draws the coefficient towards zero. ${why}${percent(first.assumed_reliability)} to ${percent(last.assumed_reliability)} of what differs between PCNs real, which is an assumption, ${signed(first.observed / perUnit, 3)} at ${longDate(first.snapshot)} would be ${signed(first.estimate / perUnit, 3)} to ${signed(last.estimate / perUnit, 3)}, and as far from chance as before.`;
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
    const { words, perUnit } = moreNeed(row.need, input);
    const limits = (low: number, high: number) => interval(low / perUnit, high / perUnit, 3);
    parts.push(
      `Predicted need is computed by an equation that has sampling error of its own. At ${longDate(row.snapshot)}, ${words} went with ${signed(row.estimate / perUnit, 3)} FTE per 10,000 patients (${limits(row.conf_low, row.conf_high)}, ${row.errors}); with the error of the equation’s coefficients, as its published intervals have it, ${limits(row.total_low, row.total_high)}. That takes their errors to be uncorrelated, as covariances are not published; whatever these are, the interval is no wider than ${limits(row.bound_low, row.bound_high)}.`,
    );
  }
  const text = parts.filter((part) => part !== '').join(' ');
  return text === '' ? null : text;
}
