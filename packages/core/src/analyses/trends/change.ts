import { daysBetween, type NeedId, type PanelRow, type Snapshot, type Study } from '@inverse-care/domain';
import { changePoint, type SlopeSeries, seriesTrend, slopeSeries } from '@inverse-care/stats';
import { refusalOf } from '../../model/refusal.js';
import { provisionOf, valueIn } from '../../model/rows.js';
import { clusterOf, clustersOf } from './clusters.js';
import { type BreakRow, type TrendScale, type TrendTestRow, trendScales } from './tables.js';

/** The complete rows of one snapshot. */
export interface SnapshotRows {
  snapshot: Snapshot;
  rows: readonly PanelRow[];
}

type Inferring = Pick<Study, 'inference' | 'seed'>;

const fewestForBreak = 5;

type Base = Pick<TrendTestRow, 'need' | 'scale' | 'snapshots' | 'clusters' | 'clustered_by'>;

function trendTest(series: SlopeSeries, base: Base, years: readonly number[], level: number): TrendTestRow {
  const trend = seriesTrend(series, years, level);
  return {
    ...base,
    test: 'trend per year',
    statistic: trend.trend,
    df1: 1,
    df2: trend.degreesOfFreedom,
    conf_low: trend.confLow,
    conf_high: trend.confHigh,
    p_value: trend.pValue,
  };
}

/** R-squared of a straight line. */
function lineShare(values: Float64Array, times: readonly number[]): number {
  const average = (all: ArrayLike<number>) => Array.from(all).reduce((a, b) => a + b, 0) / all.length;
  const [time, value] = [average(times), average(values)];
  let [xy, xx, yy] = [0, 0, 0];
  values.forEach((one, t) => {
    const [x, y] = [times[t]! - time, one - value];
    xy += x * y;
    xx += x * x;
    yy += y * y;
  });
  return (xy * xy) / (xx * yy);
}

function breakOf(
  series: SlopeSeries,
  { need, scale }: { need: NeedId; scale: TrendScale },
  dates: readonly Snapshot[],
  years: readonly number[],
  { inference: { replicates, level }, seed }: Inferring,
): BreakRow {
  const specification = `break of fte_per_10k ~ ${need}, ${scale}, ${dates.join(' ')}`;
  const found = changePoint(series, { replicates, seed, specification, level });
  return {
    need,
    scale,
    break_at: dates[found.at]!,
    break_low: dates[found.low]!,
    break_high: dates[found.high]!,
    before: found.before,
    after: found.after,
    sup_f: found.supF,
    p_value: found.pValue,
    r2_break: found.r2,
    r2_trend: lineShare(series.estimates, years),
    candidates: found.candidates,
    replicates,
  };
}

/** What becomes of the slopes of a need. */
export interface Change {
  tests: TrendTestRow[];
  breaks: BreakRow[];
  /** What the data refuse, with the reason. */
  refused: { what: string; why: string }[];
}

/** Whether the slopes of one need change over its snapshots, and where, on both scales. */
export function changeOf(need: NeedId, snapshots: readonly SnapshotRows[], study: Inferring): Change {
  const { dependence, level, replicates } = study.inference;
  const periods = snapshots.map(({ snapshot, rows }) => ({
    label: snapshot,
    y: Float64Array.from(rows, provisionOf),
    x: Float64Array.from(rows, (row) => valueIn(row, need)!),
    clusters: rows.map(clusterOf(dependence)),
  }));
  const dates = snapshots.map(({ snapshot }) => snapshot);
  const years = dates.map((date) => daysBetween(dates[0]!, date) / 365.25);
  const found: Change = { tests: [], breaks: [], refused: [] };
  /** One question that cannot be answered leaves the others. */
  const ask = (what: string, question: () => void) => {
    try {
      question();
    } catch (error) {
      found.refused.push({ what, why: refusalOf(error) });
    }
  };
  for (const scale of trendScales) {
    ask(`Change of the ${scale} slopes`, () => {
      const series = slopeSeries(periods, scale);
      const base: Base = {
        need,
        scale,
        snapshots: dates.length,
        clusters: series.clusters,
        clustered_by: clustersOf(dependence),
      };
      found.tests.push(trendTest(series, base, years, level));
      if (dates.length >= fewestForBreak && replicates > 0) {
        ask(`A break of the ${scale} slopes`, () =>
          found.breaks.push(breakOf(series, { need, scale }, dates, years, study)),
        );
      }
    });
  }
  return found;
}
