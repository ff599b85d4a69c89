import { daysBetween, type NeedId } from '@inverse-care/domain';
import {
  type Period,
  pooledTrend,
  stackedRegression,
  testSlopesEqual,
  testSlopesZero,
} from '@inverse-care/stats';
import type { JointTest } from './tables.js';

/** Tests over the regressions of one need at all snapshots, clustered by PCN. */
export function jointTests(need: NeedId, periods: readonly Period[], level: number): JointTest[] {
  const stacked = stackedRegression(periods);
  const zero = testSlopesZero(stacked);
  const equal = testSlopesEqual(stacked);
  const years = periods.map(({ label }) => daysBetween(periods[0]!.label, label) / 365.25);
  const trend = pooledTrend(periods, years, level);
  const f = (test: JointTest['test'], { f: statistic, df, denominatorDf, fP }: typeof zero): JointTest => ({
    need,
    test,
    statistic,
    df1: df,
    df2: denominatorDf,
    conf_low: null,
    conf_high: null,
    p_value: fP,
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
