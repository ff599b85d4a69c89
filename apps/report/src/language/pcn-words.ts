import type { FunnelRow, ShortfallRow } from '@inverse-care/core/tables';
import { type AreaSummaryRow, areaSummary, panelTable } from '@inverse-care/core/tables';
import { longDate, type Snapshot } from '@inverse-care/domain';
import { type PanelCells, type PcnFacts, placesOf } from '../places/places.js';
import type { ReportInput } from '../report-input.js';
import { rowsAddress } from './addresses.js';
import { type CellNumber, cited } from './cells.js';
import { measureName, shortIcbName } from './equity-words.js';
import { fixed } from './marks.js';
import { count, decimal, interval, intervalDigits } from './numbers.js';
import { wholeOf } from './whole.js';
import { levelOf, staffOf } from './words.js';

/** What is known of a PCN at a snapshot. */
export type Standing = 'closed' | 'silent' | 'unread' | 'none' | 'some';

/** What is known of a PCN from its row of the panel; undefined where it was not open. */
export function standingOf(row: PanelCells | undefined): Standing {
  if (row === undefined) return 'closed';
  if (!row.reported) return 'silent';
  if (row.fte === null || row.fte_per_10k === null) return 'unread';
  return row.fte === 0 ? 'none' : 'some';
}

/** How many rows of the panel a PCN has, or has with some reporting. */
const panelRows = (value: number, code: string, reported?: boolean): CellNumber => ({
  value,
  of: `${rowsAddress(panelTable.file, [
    ['pcn_code', '=', code],
    ...(reported === undefined ? [] : [['reported', '=', reported] as const]),
  ])}*`,
  per: '',
  turned: '',
});

/** England or an ICB at a snapshot. */
export function areaAt(
  snapshot: Snapshot,
  code: string,
  { tables }: ReportInput,
): AreaSummaryRow | undefined {
  return tables.rows(areaSummary).find((row) => row.snapshot === snapshot && row.code === code);
}

const rate = (row: AreaSummaryRow) =>
  row.conf_low === null || row.conf_high === null
    ? decimal(cited(row, 'value'), 2)
    : `${decimal(cited(row, 'value'), 2)} (${interval(cited(row, 'conf_low'), cited(row, 'conf_high'), 2)})`;

/** What stands beside it: its ICB and England, among those that reported. */
export function provisionBeside({ now }: PcnFacts, input: ReportInput): string {
  const icb = areaAt(now.snapshot, now.icb_code, input);
  const england = areaAt(now.snapshot, 'England', input);
  if (england === undefined || england.value === null) return '';
  const name = shortIcbName(now.icb_code);
  const { area } = wholeOf(input.study);
  const around =
    icb === undefined || icb.value === null
      ? `In its ICB (${name}) ${icb === undefined || icb.reporters === 0 ? 'no PCN' : 'too few PCNs'} reported${icb === undefined || icb.reporters === 0 ? '' : ' to tell a mean by'}. PCNs of ${area} that reported had ${rate(england)}`
      : `PCNs of its ICB (${name}) that reported had ${rate(icb)}, those of ${area} ${rate(england)}`;
  return `${around} FTE for every 10,000 patients (${levelOf(input.study)} intervals in brackets).`;
}

/** What it has at the last snapshot, or that this is not known. */
export function provisionAnswer(facts: PcnFacts, input: ReportInput): string {
  const { now } = facts;
  const staff = staffOf(input.study);
  const when = `At ${longDate(now.snapshot)}`;
  switch (standingOf(now)) {
    case 'silent':
      return `It did not report at ${longDate(now.snapshot)}: the workforce publication has no row of any role for it. What it has is not known, and is taken for none nowhere on this page.`;
    case 'unread':
      return `${when} it reported, but an FTE of its own cannot be read: what it has is not known.`;
    case 'none':
      return `${when} it reported staff, but no ${staff}. A post that another PCN or a partner hosts for it would not show.`;
    default:
      return `${when} it reported ${decimal(cited(now, 'fte'), 2)} FTE ${staff}: ${decimal(cited(now, 'fte_per_10k'), 2)} for every 10,000 patients.`;
  }
}

/** At how many snapshots it reported. */
export function reportingHistory({ code, history }: PcnFacts, input: ReportInput): string {
  const rows = [...history.values()];
  const silent = rows.filter(({ reported }) => !reported).length;
  const open = panelRows(rows.length, code);
  const all = rows.length === input.data.panel.snapshots.length;
  const where = all ? 'snapshots' : 'snapshots at which it was open';
  if (rows.length === 1)
    return silent === 0
      ? 'It was open at one snapshot, and reported.'
      : 'It was open at one snapshot, and did not report.';
  if (silent === 0) return `It reported at each of the ${count(open)} ${where}.`;
  if (silent === rows.length) return `It reported at none of the ${count(open)} ${where}.`;
  return `It reported at ${count(panelRows(rows.length - silent, code, true))} of the ${count(open)} ${where}.`;
}

const nowhere = 'It did not report, so it has no place among those that did.';

/** Where it stands against what size and need lead to expect. */
export function expectedSentence(facts: PcnFacts, input: ReportInput): string {
  const standing = standingOf(facts.now);
  if (standing === 'silent') return nowhere;
  if (standing === 'unread')
    return 'What it has cannot be read, so it has no place among those that reported.';
  const [row] = facts.expected;
  if (row === undefined || row.ratio === null)
    return 'There is no expectation for it: a measure of need is missing, or is zero.';
  const has =
    standing === 'none' ? 'It reported none.' : `It has ${decimal(cited(row, 'ratio'), 2)} times that.`;
  return `By its patients and ${measureName(row.need, input)} it would have ${decimal(cited(row, 'expected'), 2)} FTE if FTE went with patients times need among the PCNs that reported. ${has} ${positionWords(row)}`;
}

/** Decimals with which no limit above zero is printed as zero. */
export const limitDigits = (low: number | null, high: number | null): number =>
  intervalDigits(low ?? 0, high ?? 0, 2);

/** A position in words, with the limits that it is against. */
export function positionWords(row: FunnelRow): string {
  const limits = `the ${fixed`99.8% limits`} of ${interval(cited(row, 'low_998'), cited(row, 'high_998'), limitDigits(row.low_998, row.high_998))}`;
  if (row.position === 'above')
    return `That is above ${limits}: more than PCNs of its size and need have, even as they differ among themselves.`;
  if (row.position === 'below')
    return `That is below ${limits}: less than PCNs of its size and need have, even as they differ among themselves.`;
  const small =
    row.low_998 === 0 ? ' A PCN expected to have so few would be within them with no one at all.' : '';
  return `That is within ${limits}: not unlike other PCNs, which does not say that it is as it should be.${small}`;
}

const additional = (row: ShortfallRow, column: 'more' | 'more_low' | 'more_high') =>
  decimal(cited(row, column), 2);

/** What it would take to bring it up to England's need-adjusted median. */
export function dueSentence(facts: PcnFacts, input: ReportInput): string {
  const [row] = facts.due;
  const standing = standingOf(facts.now);
  if (row === undefined) return 'What it would take cannot be said: a measure of need is missing for it.';
  const name = measureName(row.need, input);
  const { its } = wholeOf(input.study);
  if (standing === 'silent')
    return `It did not report, so what it would take is not known. If the FTE of the PCNs that reported were shared among all PCNs by patients times ${name}, its share would be ${decimal(cited(row, 'share_of_all'), 2)} FTE.`;
  if (row.more === null || row.more_low === null || row.more_high === null)
    return 'What it has cannot be read, so what it would take is not known.';
  const measures = facts.due.filter(({ need }) => need !== 'patients').length;
  if (row.more_high === 0)
    return `It is at or above ${its} need-adjusted median by ${measures > 1 ? 'every measure of need' : name}, so that levelling up would bring it nothing.`;
  const range =
    row.more_low === row.more_high
      ? 'the same by every measure of need'
      : `${additional(row, 'more_low')} to ${additional(row, 'more_high')} over the measures of need`;
  const ranged = measures > 1 ? ` (${range})` : '';
  const cost =
    row.cost === null ? '' : ` At the salary that the study states, £${count(cited(row, 'cost'))} a year.`;
  return row.more === 0
    ? `By ${name} it is at or above ${its} need-adjusted median; by the measure that asks for most it would take ${additional(row, 'more_high')} FTE more.`
    : `To reach ${its} need-adjusted median by ${name} it would take ${additional(row, 'more')} FTE more${ranged}.${cost}`;
}

/** Whether any PCN has an interval of its need. */
export const hasNeedInterval = (facts: PcnFacts): boolean =>
  facts.needs.some(({ percentile }) => percentile !== null);

/** How positions by need are told, and why not more finely. */
export function needPolicy(facts: PcnFacts, input: ReportInput): string {
  const base = `Where it stands by need is told in fifths of ${wholeOf(input.study).its} patients, the first having the least need.`;
  const none =
    'A rank or percentile is told only with its interval. These measures have none that is known, so that no rank is given.';
  return hasNeedInterval(facts)
    ? `${base} Where need is asked in a survey, and it is known how many answered, the table has its ${levelOf(input.study)} interval and the percentiles that this spans; of other measures no rank is given.`
    : `${base} ${none}`;
}

/** How many PCNs there are beside it. */
export const neighboursOf = ({ now, code }: PcnFacts, input: ReportInput): readonly PcnFacts[] =>
  (placesOf(input).icbs.get(now.icb_code)?.pcns ?? []).filter((one) => one.code !== code);
