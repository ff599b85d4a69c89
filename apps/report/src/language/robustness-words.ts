import {
  bounds,
  type CarrierRow,
  carriers,
  influence,
  type UnitLevel,
  type UnreportedRow,
  unmeasured,
} from '@inverse-care/core/tables';
import { isPredictedFrom, longDate, type NeedId, type Snapshot } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { cited, fromLeast, less, per, rowsWith } from './cells.js';
import { fixed } from './marks.js';
import { count, decimal, listed, percent, signed } from './numbers.js';
import { placeName } from './place-names.js';
import { studyRange } from './range-words.js';
import { byNeed, controlsOf, namesIn } from './rows.js';
import { levelOf, moreNeed, needName } from './words.js';

/** The headline need and the last snapshot for which a part of the results has a row; undefined where none has. */
function headlineOf<T extends { need: NeedId; snapshot: Snapshot }>(
  rows: readonly T[],
  { study }: ReportInput,
): T | undefined {
  const need = study.needs.find((one) => rows.some((row) => row.need === one));
  return rows
    .filter((row) => row.need === need)
    .reduce<T | undefined>(
      (last, row) => (last === undefined || row.snapshot > last.snapshot ? row : last),
      undefined,
    );
}

/** Which side of zero two bounds leave: null where zero lies between them. */
const settled = (low: number, high: number) => (low > 0 ? 'positive' : high < 0 ? 'negative' : null);

/** For how many other needs non-reporting leaves the sign settled at the same snapshot. */
function otherBounds(
  unreported: readonly UnreportedRow[],
  { need: headline, snapshot: at }: { need: NeedId; snapshot: Snapshot },
  input: ReportInput,
): string {
  const others = unreported.filter(({ need, snapshot }) => need !== headline && snapshot === at);
  if (others.length === 0) return '';
  const sure = others.filter(({ bound_low, bound_high }) => settled(bound_low, bound_high) !== null);
  const names = listed(sure.map(({ need }) => needName(need, input.data.panel)));
  if (sure.length === others.length) return `By ${names} the bounds at that snapshot leave out zero.`;
  return sure.length === 0
    ? 'By no other need do the bounds at that snapshot leave out zero.'
    : `Of the other needs, the bounds at that snapshot leave out zero by ${names} alone.`;
}

/** What non-reporting can do to the coefficient: bounds and tipping point; null where there are none. */
export function unreportedSentences(input: ReportInput): string | null {
  const unreported = byNeed(input.tables.rows(bounds), input);
  const row = headlineOf(unreported, input);
  if (row === undefined) return null;
  const { data, study, tables } = input;
  const { words, unit } = moreNeed(row.need, input);
  const name = needName(row.need, data.panel);
  const at = longDate(row.snapshot);
  if (row.unreported === 0) return `At ${at} every PCN reported, so there is nothing to bound.`;
  const own = unreported.filter(({ need }) => need === row.need);
  const sure = rowsWith(tables, bounds, { need: row.need, settled: true });
  const sign = settled(row.bound_low, row.bound_high);
  const range = `from ${decimal(cited(row, 'range_low'), 2)} to ${decimal(cited(row, 'range_high'), 2)} FTE per 10,000 patients`;
  const tipping =
    row.tipping_pcns === 0 || row.tipping_zero === null
      ? `No provision of the non-reporting PCNs with need ${row.tipping_side} the median alone would bring it to zero.`
      : `It would be zero if each of the ${count(cited(row, 'tipping_pcns'))} non-reporting PCNs with need ${row.tipping_side} the median had ${decimal(cited(row, 'tipping_zero'), 2)} FTE per 10,000 patients and the others none.`;
  return [
    `At ${at}, ${count(cited(row, 'unreported'))} of ${count(cited(row, 'n'))} PCNs did not report. If each may have had anything ${range}, the difference for ${words} lies between ${signed(per(cited(row, 'bound_low'), unit), 3)} and ${signed(per(cited(row, 'bound_high'), unit), 3)} FTE per 10,000 patients: ${sign === null ? 'its sign is not settled' : `the estimate is ${sign} whatever they had in that range`}.`,
    own.length > 1
      ? `Over ${count(rowsWith(tables, bounds, { need: row.need }))} snapshots the bounds of ${name} leave out zero at ${sure.value === 0 ? 'none' : count(sure)}.`
      : '',
    tipping,
    otherBounds(unreported, row, input),
    `Within the range the bounds let provision be whatever suits them best${studyRange(study) ? '' : fixed`; its top is the 95th percentile of PCNs that reported, so they are not the worst that could be`}. A PCN that did not report may have had no staff, which is what the estimate takes it to have${study.absent === 'zero' ? '' : ' here, though the study leaves it out'}.`,
  ]
    .filter((one) => one !== '')
    .join(' ');
}

/** How strong something unmeasured must be; null where it could not be computed. */
export function unmeasuredSentences(input: ReportInput): string | null {
  const row = headlineOf(input.tables.rows(unmeasured), input);
  if (row === undefined) return null;
  const { words, unit } = moreNeed(row.need, input);
  const held = controlsOf(row);
  const controls =
    held.length === 0
      ? 'Without any control'
      : `With ${count(cited(row, 'characteristics'))} characteristics held equal`;
  const level = levelOf(input.study);
  const significance =
    row.robustness_value_interval === 0
      ? `Its ${level} interval (${row.errors}) includes zero without anything unmeasured.`
      : `${percent(cited(row, 'robustness_value_interval'), 1)} would bring zero into its ${level} interval (${row.errors}).`;
  const circular = isPredictedFrom(row.need, held)
    ? ' Predicted need is computed from these very characteristics, so little of it is left beside them.'
    : '';
  return `${controls}, ${words} went with ${signed(per(cited(row, 'estimate'), unit), 3)} FTE per 10,000 patients at ${longDate(row.snapshot)}. Something unmeasured that explains ${percent(cited(row, 'robustness_value'), 1)} of what is left of both need and provision would bring that to zero. ${significance}${circular}`;
}

const units: Readonly<Record<UnitLevel, readonly [one: string, many: string]>> = {
  region: ['region', 'regions'],
  icb: ['ICB', 'ICBs'],
  pcn: ['PCN', 'PCNs'],
};

const without = (row: CarrierRow, input: ReportInput) => {
  const { level, units: many, codes } = row;
  const named = namesIn(codes)
    .slice(0, 3)
    .map((code) => placeName(level, code, input.data.panel));
  const some =
    many! <= 3
      ? ` (${named.join('; ')})`
      : level === 'pcn'
        ? ''
        : ` (${named.join('; ')}; and ${count(less(cited(row, 'units'), 3))} more)`;
  return `${count(cited(row, 'units'))} ${units[level][many === 1 ? 0 : 1]}${some}`;
};

/** Other needs whose significance hangs on three ICBs or fewer. */
function otherCarriers(rows: readonly CarrierRow[], row: CarrierRow, input: ReportInput): string {
  const others = rows.filter(
    ({ need, snapshot, level, undoes, units: many }) =>
      need !== row.need &&
      snapshot === row.snapshot &&
      level === 'icb' &&
      undoes === 'significance' &&
      many !== null &&
      many <= 3,
  );
  if (others.length === 0) return '';
  const each = others.map(
    (one) => `by ${needName(one.need, input.data.panel)} without ${without(one, input)}`,
  );
  return `Other results lose significance: ${each.join('; ')}.`;
}

/** How few places carry the result of the headline need; null where that was not found out. */
export function placesSentences(input: ReportInput): string | null {
  const { tables, data } = input;
  const all = byNeed(tables.rows(carriers), input);
  const row = headlineOf(all, input);
  if (row === undefined) return null;
  const { panel } = data;
  const { unit } = moreNeed(row.need, input);
  const own = all.filter(({ need, snapshot }) => need === row.need && snapshot === row.snapshot);
  const of = (undoes: CarrierRow['undoes']) =>
    (['icb', 'pcn'] as const).flatMap((level) =>
      own.filter((one) => one.level === level && one.undoes === undoes),
    );
  const say = (undoes: CarrierRow['undoes'], does: string) => {
    const found = of(undoes);
    if (found.length === 0) return '';
    const enough = found.filter((one) => one.units !== null).map((one) => without(one, input));
    return enough.length === 0
      ? `Leaving out up to half of the places does not ${does}.`
      : `To ${does} it is enough to leave out ${enough.join(', or ')}.`;
  };
  const one = tables
    .rows(influence)
    .filter(({ need, snapshot, level }) => need === row.need && snapshot === row.snapshot && level === 'icb');
  const errors = one[0] === undefined ? '' : ` (${one[0].errors})`;
  const estimates = fromLeast(one.map((each) => per(cited(each, 'estimate'), unit)));
  const where = `${needName(row.need, panel)} at ${longDate(row.snapshot)}`;
  const lead =
    one.length === 0
      ? `This is of ${where}.`
      : `By ${where} the coefficient stays between ${decimal(estimates[0], 3)} and ${decimal(estimates.at(-1), 3)} with any one ICB left out.`;
  const significant =
    of('significance').length === 0
      ? `It is not significant with all places in${errors}.`
      : `${say('significance', 'make it lose significance')} Significance is of the same kind with and without them${errors}.`;
  return [lead, significant, say('sign', 'turn its sign'), otherCarriers(all, row, input)]
    .filter((part) => part !== '')
    .join(' ');
}
