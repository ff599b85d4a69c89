import type { Study } from '@inverse-care/domain';
import { type Association, directionOf } from './association.js';
import { cited, per } from './cells.js';
import { drawnWords } from './dependence-words.js';
import { count, interval, intervalDigits, inWords, pValue, signed, simulatedP } from './numbers.js';
import type { TogetherRows } from './rows.js';
import { levelOf } from './words.js';

const known = (value: number | null): value is number => value !== null && Number.isFinite(value);

/** How the coefficient moved over the snapshots; null where nothing tested it. */
export function trendSentence(
  { more, unit }: Association,
  joint: TogetherRows | undefined,
  study: Study,
): string | null {
  const trend = joint?.tests.find(({ test }) => test === 'trend per year');
  if (joint === undefined || trend === undefined || !Number.isFinite(trend.statistic)) return null;
  if (!known(trend.conf_low) || !known(trend.conf_high)) return null;
  const [low, high] = [per(cited(trend, 'conf_low'), unit), per(cited(trend, 'conf_high'), unit)];
  const digits = intervalDigits(low, high, 3);
  const bounds = `${signed(per(cited(trend, 'statistic'), unit), digits)} FTE a year for ${more}, ${levelOf(study)} confidence interval ${interval(low, high, digits)}`;
  const over = `Over the ${inWords(joint.snapshots)} snapshots`;
  return {
    less: `${over} the coefficient of need fell (${bounds}).`,
    more: `${over} the coefficient of need rose (${bounds}).`,
    none: `${over} the coefficient of need has no clear trend (${bounds}).`,
  }[directionOf(trend.conf_low, trend.conf_high)];
}

/**
 * How the last snapshot by itself and all together go with one another; null where nothing tested them together. One
 * snapshot may show nothing where all of them do, and the other way round.
 * @param change whether it says, too, how the coefficient moved.
 */
export function togetherSentence({ finding, clear }: Association, change = true): string | null {
  const { together, p_all_zero, snapshots } = finding;
  if (together === '' || p_all_zero === null) return null;
  const all =
    snapshots === 2
      ? 'both snapshots together'
      : `all ${inWords(cited(finding, 'snapshots'))} snapshots together`;
  const rejected = together === 'difference' || together === 'both';
  const p = `p ${pValue(cited(finding, 'p_all_zero'))}`;
  const moved = change ? changeWords(finding, rejected) : '';
  if (clear === 'none')
    return rejected
      ? `That is the last snapshot by itself; of ${all}, that none has a difference is rejected (${p})${moved}.`
      : `Nor do ${all} show a difference (that none has one is not rejected, ${p})${moved}.`;
  return rejected
    ? `Of ${all}, that none has a difference is rejected too (${p})${moved}.`
    : `Yet of ${all}, that none has a difference is not rejected (${p})${moved}.`;
}

/** "; yet over time the coefficient rose": what the test of a steady change says, where there is one. */
function changeWords(finding: Association['finding'], rejected: boolean): string {
  const { trend, trend_low, trend_high, together } = finding;
  if (!known(trend) || !known(trend_low) || !known(trend_high)) return '';
  const but = rejected ? 'and' : 'yet';
  const way = { less: 'fell', more: 'rose', none: null }[directionOf(trend_low, trend_high)];
  if (way !== null)
    return `; ${but} over time the coefficient ${way} (${signed(cited(finding, 'trend'), 3)} FTE a year, ${interval(cited(finding, 'trend_low'), cited(finding, 'trend_high'), intervalDigits(trend_low, trend_high, 3))})`;
  return together === 'both' || together === 'change'
    ? `; ${but} that all have the same is rejected (p ${pValue(cited(finding, 'p_all_equal'))}), though it neither rose nor fell steadily`
    : '';
}

/** Whether the last result stands when all snapshots are looked at; null where none was found or nothing tested it. */
export function correctedSentence(
  association: Association,
  joint: TogetherRows | undefined,
  study: Study,
): string | null {
  const row = joint?.rows.find(({ snapshot }) => snapshot === association.last.snapshot);
  if (joint === undefined || row === undefined || association.direction === 'none') return null;
  if (!Number.isFinite(row.p_romano_wolf)) return null;
  const stands = row.p_romano_wolf < 1 - study.inference.level;
  return `With a correction for looking at ${inWords(joint.snapshots)} snapshots (Romano and Wolf, ${count(cited(joint.need, 'replicates'))} draws of ${drawnWords(joint.need.drawn)}; p ${simulatedP(cited(row, 'p_romano_wolf'), cited(row, 'p_romano_wolf_mcse'))}), the last result ${stands ? 'is still clear of zero' : 'is no longer clear of zero'}.`;
}
