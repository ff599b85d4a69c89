import {
  regionSlopes,
  type SlopeVariationRow,
  slopeVariation,
  type WithinBetweenRow,
  withinBetweenSlopes,
} from '@inverse-care/core/tables';
import { longDate, type NeedId, type Snapshot } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { associations } from './association.js';
import { cited, type Further, per, rowsWith } from './cells.js';
import { allTogether } from './model-place-words.js';
import { count, decimal, interval, pEquals, percent, pValue, signed } from './numbers.js';
import type { Said } from './said.js';
import { levelOf, moreNeed, syntheticNotice } from './words.js';

/** Below this a test is told as having found something. */
const alpha = 0.05;

/** What a need's slopes at one snapshot came to, by place. */
export interface LevelRows {
  need: NeedId;
  snapshot: Snapshot;
  slopes: {
    all?: WithinBetweenRow;
    within?: WithinBetweenRow;
    between?: WithinBetweenRow;
    difference?: WithinBetweenRow;
  };
  icb: SlopeVariationRow | undefined;
  region: SlopeVariationRow | undefined;
}

/** The last snapshot of each need, in the study's order. */
export function levelRows({ tables, study }: ReportInput): LevelRows[] {
  return study.needs.flatMap((need) => {
    const own = tables.rows(slopeVariation).filter((row) => row.need === need);
    const terms = tables.rows(withinBetweenSlopes).filter((row) => row.need === need);
    const snapshot = [...own, ...terms]
      .map((row) => row.snapshot)
      .sort()
      .at(-1);
    if (snapshot === undefined) return [];
    const at = <T extends { snapshot: Snapshot }>(rows: readonly T[]) =>
      rows.filter((row) => row.snapshot === snapshot);
    return [
      {
        need,
        snapshot,
        slopes: Object.fromEntries(at(terms).map((row) => [row.term, row])),
        icb: at(own).find(({ level }) => level === 'icb'),
        region: at(own).find(({ level }) => level === 'region'),
      },
    ];
  });
}

/** Whether slopes are found to differ: between ICBs, and between regions by more than their ICBs do. */
export type Differing = 'regions' | 'places' | 'ICBs' | 'nowhere';

export function differing({ icb, region }: LevelRows): Differing {
  const byRegion = region !== undefined && region.p_value < alpha;
  if (byRegion && region.p_shuffled !== null && region.p_shuffled < alpha) return 'regions';
  if (icb === undefined || !(icb.p_value < alpha)) return byRegion ? 'places' : 'nowhere';
  return byRegion ? 'places' : 'ICBs';
}

/** The headline of the forest plot. */
export const forestTitle: Readonly<Record<Differing, string>> = {
  regions: 'The slope on need differs between regions',
  places: 'The slope differs from place to place, but regions as such are not shown to differ',
  ICBs: 'The slope differs between ICBs, but regions are not shown to differ',
  nowhere: 'Regions are not shown to differ in their slopes',
};

function withinSentence({ need, slopes }: LevelRows, input: ReportInput): string | null {
  const { within, between, difference } = slopes;
  if (within === undefined || between === undefined || difference === undefined) return null;
  const { words, unit } = moreNeed(need, input);
  const of = (row: WithinBetweenRow, column: 'estimate' | 'conf_low' | 'conf_high') =>
    per(cited(row, column), unit);
  const said = (row: WithinBetweenRow) =>
    `${signed(of(row, 'estimate'), 3)} (${interval(of(row, 'conf_low'), of(row, 'conf_high'), 3)})`;
  const p = `p = ${pValue(cited(difference, 'p_value'))}`;
  const test =
    difference.p_value < alpha
      ? `The two differ (${p})`
      : `The two are not shown to differ (${p}), nor to be the same: the difference may be anything`;
  const range = interval(of(difference, 'conf_low'), of(difference, 'conf_high'), 3);
  return `Compared with PCNs of the same ICB, ${words} went with a difference of ${said(within)} FTE per 10,000 patients; comparing whole ICBs by their means, with ${said(between)} (${levelOf(input.study)} intervals that let PCNs of one ICB be alike). ${test}${difference.p_value < alpha ? ', by' : ' from'} ${range}.`;
}

/** At how many snapshots the slope is found to differ between ICBs; empty for a single one. */
function foundSentence({ need }: LevelRows, { tables }: ReportInput): string {
  const all = tables.rows(slopeVariation).filter((row) => row.need === need && row.level === 'icb');
  if (all.length < 2) return '';
  const found = all.filter((row) => row.p_value < alpha);
  const since = all.findLastIndex((row) => !(row.p_value < alpha)) + 1;
  const rows = (...further: Further<SlopeVariationRow>) =>
    count(rowsWith(tables, slopeVariation, { need, level: 'icb' }, further));
  const lasting =
    since > 0 && since < all.length
      ? `, the last ${rows(['snapshot', '>', all[since - 1]!.snapshot])} in a row`
      : '';
  return found.length === 0
    ? ` The test finds this at ${count(0)} of ${rows()} snapshots.`
    : ` The test finds this at ${rows(['p_value', '<', alpha])} of ${rows()} snapshots${lasting}.`;
}

function icbSentence(rows: LevelRows, input: ReportInput): string | null {
  const { need, icb } = rows;
  if (icb === undefined) return null;
  const { unit } = moreNeed(need, input);
  if (!(icb.p_value < alpha))
    return `That the slope differs between the ${count(cited(icb, 'places'))} ICBs is not shown (likelihood-ratio test, p ${pEquals(cited(icb, 'p_value'))}).`;
  const { direction } = associations(input).find((one) => one.need === need) ?? {};
  const hidden =
    direction === 'none'
      ? `That there is no clear association in ${input.study.where === undefined ? 'England as a whole' : allTogether(input.study)} hides this: the`
      : 'The';
  const opposite =
    icb.slope_sd > Math.abs(icb.estimate)
      ? ' As the spread is wider than the mean is far from zero, more need went, by this model, with more provision in some ICBs and with less in others.'
      : '';
  return `${hidden} slope is not the same in all ${count(cited(icb, 'places'))} ICBs (likelihood-ratio test, p ${pEquals(cited(icb, 'p_value'))}). Between them it is estimated to vary about a mean of ${signed(per(cited(icb, 'estimate'), unit), 3)} with a standard deviation of ${decimal(per(cited(icb, 'slope_sd'), unit), 3)}.${opposite}${foundSentence(rows, input)}`;
}

function regionSentence(rows: LevelRows): string | null {
  const { region } = rows;
  if (region === undefined) return null;
  const test = `likelihood-ratio test, p ${pEquals(cited(region, 'p_value'))}`;
  if (!(region.p_value < alpha)) return `That it differs between regions is not shown (${test}).`;
  if (region.p_shuffled === null)
    return `Between regions it differs too (${test}), but that test takes the ICBs of a region as alike.`;
  const deals = `when ICBs are dealt to regions at random, their slopes differ as much between the regions in ${percent(cited(region, 'p_shuffled'), 1)} of deals`;
  return differing(rows) === 'regions'
    ? `Between regions it differs (${test}), and by more than their ICBs do by chance: ${deals}.`
    : `Between regions it seems to differ too (${test}), but that test takes the ICBs of a region as alike: ${deals}. So regions as such are not shown to differ, whichever of them stands out in the plot.`;
}

/** What is said of where the slope lives; null where the run has nothing of it. */
export function levelsWords(
  input: ReportInput,
): { prefix: string | null; when: string; said: Said[] } | null {
  const [headline] = levelRows(input);
  if (headline === undefined) return null;
  const item = (label: string, text: string | null): Said[] => (text === null ? [] : [{ label, text }]);
  return {
    prefix: input.data.synthetic ? `${syntheticNotice}:` : null,
    when: longDate(headline.snapshot),
    said: [
      ...item('Within ICBs or between them', withinSentence(headline, input)),
      ...item('From ICB to ICB', icbSentence(headline, input)),
      ...item('From region to region', regionSentence(headline)),
    ],
  };
}

/** The regions' slopes of a need at the snapshot that has them. */
export const regionsOf = ({ tables }: ReportInput, need: NeedId) =>
  tables.rows(regionSlopes).filter((row) => row.need === need);
