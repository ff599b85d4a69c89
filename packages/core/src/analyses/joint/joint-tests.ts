import { daysBetween, type NeedId } from '@inverse-care/domain';
import {
  clusteredSlopeTests,
  clusteredTrend,
  type HotellingTest,
  type Period,
  pooledTrend,
  stackedRegression,
  testSlopesEqual,
  testSlopesZero,
  type WaldTest,
} from '@inverse-care/stats';
import { refusalOf } from '../../model/refusal.js';
import type { JointTest } from './tables.js';

/** The F tests in one form. */
const fForm = ({ f, df, denominatorDf, fP }: WaldTest): HotellingTest => ({
  f,
  df,
  denominatorDf,
  pValue: fP,
});

/** Clusters are PCNs, which are many. */
function ofPcns(periods: readonly Period[], years: readonly number[], level: number) {
  const stacked = stackedRegression(periods);
  return {
    zero: fForm(testSlopesZero(stacked)),
    equal: fForm(testSlopesEqual(stacked)),
    trend: pooledTrend(periods, years, level),
    untested: null,
  };
}

/** Clusters are areas, which are few: they may be too few for a test of all snapshots, though not for a trend. */
function ofAreas(periods: readonly Period[], years: readonly number[], level: number) {
  const trend = clusteredTrend(periods, years, level);
  try {
    return { ...clusteredSlopeTests(periods), trend, untested: null };
  } catch (error) {
    return { trend, untested: refusalOf(error) };
  }
}

/**
 * Tests over the regressions of one need at all snapshots, clustered by the periods' units.
 * @returns the tests, and why those of all snapshots at once are not among them where they are not.
 */
export function jointTests(
  need: NeedId,
  periods: readonly Period[],
  level: number,
  areas: boolean,
): { tests: JointTest[]; untested: string | null } {
  const years = periods.map(({ label }) => daysBetween(periods[0]!.label, label) / 365.25);
  const found = areas ? ofAreas(periods, years, level) : ofPcns(periods, years, level);
  const { trend } = found;
  const f = (
    test: JointTest['test'],
    { f: statistic, df, denominatorDf, pValue }: HotellingTest,
  ): JointTest => ({
    need,
    test,
    statistic,
    df1: df,
    df2: denominatorDf,
    conf_low: null,
    conf_high: null,
    p_value: pValue,
  });
  const together = 'zero' in found ? [f('all zero', found.zero), f('all equal', found.equal)] : [];
  const overTime: JointTest = {
    need,
    test: 'trend per year',
    statistic: trend.trend,
    df1: 1,
    df2: trend.degreesOfFreedom,
    conf_low: trend.confLow,
    conf_high: trend.confHigh,
    p_value: trend.pValue,
  };
  return { tests: [...together, overTime], untested: found.untested };
}
