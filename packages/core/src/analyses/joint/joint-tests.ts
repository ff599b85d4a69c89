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
  };
}

/** Clusters are areas, which are few. */
const ofAreas = (periods: readonly Period[], years: readonly number[], level: number) => ({
  ...clusteredSlopeTests(periods),
  trend: clusteredTrend(periods, years, level),
});

/** Tests over the regressions of one need at all snapshots, clustered by the periods' units. */
export function jointTests(
  need: NeedId,
  periods: readonly Period[],
  level: number,
  areas: boolean,
): JointTest[] {
  const years = periods.map(({ label }) => daysBetween(periods[0]!.label, label) / 365.25);
  const { zero, equal, trend } = (areas ? ofAreas : ofPcns)(periods, years, level);
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
  return [
    f('all zero', zero),
    f('all equal', equal),
    {
      need,
      test: 'trend per year',
      statistic: trend.trend,
      df1: 1,
      df2: trend.degreesOfFreedom,
      conf_low: trend.confLow,
      conf_high: trend.confHigh,
      p_value: trend.pValue,
    },
  ];
}
