import { daysBetween, type NeedId, type Panel, type Study } from '@inverse-care/domain';
import {
  equivalenceTest,
  firstLasting,
  holm,
  nullCentredDraws,
  type Period,
  pooledTrend,
  romanoWolf,
  type SharedDraws,
  stackedRegression,
  studentTQuantile,
  supTBand,
  testSlopesEqual,
  testSlopesZero,
} from '@inverse-care/stats';
import type { Increment } from './increment.js';
import type { CoefficientRow, JointInference, JointRow, JointTest } from './results.js';
import { completeRows, designOf, type OutcomeId, specificationOf } from './specification.js';

/** The regressions of one need over the snapshots, with the PCN of every row. */
export function periodsOf(
  panel: Panel,
  outcome: OutcomeId,
  need: NeedId,
  snapshots: readonly string[],
): Period[] {
  return snapshots.map((snapshot) => {
    const specification = specificationOf(outcome, need, snapshot);
    const { y, columns } = designOf(panel, specification);
    return {
      label: snapshot,
      y,
      x: columns[1]!,
      units: completeRows(panel, specification).map(({ pcn_code }) => pcn_code),
    };
  });
}

function jointTests(need: NeedId, periods: readonly Period[], level: number): JointTest[] {
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

/**
 * Judges the need coefficients of all snapshots together.
 * @param rows the need rows of Figure 3 for this need, snapshots ascending, at least two.
 * @param periods the same regressions, in the same order.
 * @param draws bootstrap draws of the coefficients, replicates shared by the snapshots.
 * @param increment of need, to which the study's smallest effect belongs.
 */
export function jointInference(
  rows: readonly CoefficientRow[],
  periods: readonly Period[],
  draws: SharedDraws,
  { inference }: Study,
  { perUnit }: Increment,
): JointInference {
  const { need } = rows[0]!;
  const { level, smallest_effect } = inference;
  const estimates = rows.map(({ estimate }) => estimate);
  const stdErrors = rows.map(({ std_error }) => std_error);
  const band = supTBand({ estimates, stdErrors, draws, level });
  const adjusted = romanoWolf({
    statistics: estimates.map((estimate, i) => estimate / stdErrors[i]!),
    draws: nullCentredDraws({ estimates, draws, stdErrors }),
  });
  const byHolm = holm(rows.map(({ p_value }) => p_value));
  const smallest = Math.min(...rows.map(({ n }) => n - 2));
  const criticalValue = studentTQuantile(1 - (1 - level) / 2, smallest);
  const first = firstLasting({ estimates, stdErrors, draws, criticalValue, level });
  const snapshotAt = (i: number) => rows[i]?.snapshot ?? null;
  return {
    need,
    rows: rows.map(
      ({ snapshot, estimate, std_error, p_value, n }, i): JointRow => ({
        need,
        snapshot,
        estimate,
        std_error,
        band_low: band.low[i]!,
        band_high: band.high[i]!,
        band_critical: band.criticalValue,
        band_critical_mcse: band.monteCarloError,
        p_value,
        p_holm: byHolm[i]!,
        p_romano_wolf: adjusted.pValues[i]!,
        p_romano_wolf_mcse: adjusted.monteCarloErrors[i]!,
        p_equivalence:
          smallest_effect === undefined
            ? null
            : equivalenceTest({
                estimate,
                stdError: std_error,
                degreesOfFreedom: n - 2,
                low: -perUnit * smallest_effect,
                high: perUnit * smallest_effect,
              }).pValue,
        first_lasting_share: first.shares[i]!,
      }),
    ),
    tests: jointTests(need, periods, level),
    pcns: new Set(periods.flatMap(({ units }) => Array.from(units))).size,
    first_lasting: snapshotAt(first.observed),
    first_low: snapshotAt(first.low),
    first_high: snapshotAt(first.high),
    replicates: band.replicates,
  };
}
