import type { PanelRow, StudyInference } from '@inverse-care/domain';
import {
  coefficientTests,
  covariance,
  leastSquares,
  mean,
  ridits,
  standardDeviation,
  weightedMean,
} from '@inverse-care/stats';
import { provisionOf, type Question, valueIn } from '../../model/rows.js';
import { clusterOf, errorsOf } from './clusters.js';
import type { TrendRow } from './tables.js';

interface Regressed {
  y: Float64Array;
  /** Centred at 0, so that the constant is the mean of y. */
  x: Float64Array;
  weights?: Float64Array;
  clusters: readonly string[];
  inference: StudyInference;
}

/**
 * The slope of y on x, and that slope as a share of the mean by the delta method: with the share r as estimated,
 * mean + slope x = mean (1 + r x) + (slope - r mean) x, so that the second coefficient of a regression on 1 + r x and x
 * has the error, and the degrees of freedom, of slope - r mean.
 */
function bothScales({ y, x, weights, clusters, inference }: Regressed) {
  const byClusters = inference.dependence !== 'none';
  const test = (columns: Float64Array[]) => {
    const fit = leastSquares({ y, columns, ...(weights ? { weights } : {}) });
    const matrix = byClusters
      ? covariance(fit, 'CR2', { clusters: [...clusters] })
      : covariance(fit, inference.covariance);
    return { fit, slope: coefficientTests(fit, matrix, inference.level)[1]! };
  };
  const ones = y.map(() => 1);
  const { fit, slope } = test([ones, x]);
  const level = fit.coefficients[0]!;
  if (!(level > 0)) return { level, slope, share: null };
  const share = slope.estimate / level;
  const { slope: of } = test([x.map((value) => 1 + share * value), x]);
  const width = (of.confHigh - of.confLow) / 2 / level;
  const stdError = of.stdError / level;
  return {
    level,
    slope,
    share: {
      estimate: share,
      stdError,
      degreesOfFreedom: of.degreesOfFreedom,
      confLow: share - width,
      confHigh: share + width,
    },
  };
}

/** The ratio of provision at the highest rank of need to that at the lowest, for a relative index; null where it is none. */
const ratioOf = (share: number) => (Math.abs(share) < 2 ? (1 + share / 2) / (1 - share / 2) : null);

/** Slope for one standard deviation of need and slope index of inequality of one snapshot, on every scale. */
export function slopeRows(
  rows: readonly PanelRow[],
  { need, snapshot }: Question,
  inference: StudyInference,
): TrendRow[] {
  const y = Float64Array.from(rows, provisionOf);
  const values = Float64Array.from(rows, (row) => valueIn(row, need)!);
  const patients = Float64Array.from(rows, (row) => row.patients);
  const clusters = rows.map(clusterOf(inference.dependence));
  const [centre, deviation] = [mean(values), standardDeviation(values)];
  const standard = values.map((value) => (value - centre) / deviation);
  const ranks = ridits(values, patients);
  const middle = weightedMean(ranks, patients);
  const found = [
    { measure: 'slope', ...bothScales({ y, x: standard, clusters, inference }) },
    {
      measure: 'slope index',
      ...bothScales({ y, x: ranks.map((rank) => rank - middle), weights: patients, clusters, inference }),
    },
  ] as const;
  const errors = errorsOf(inference);
  return found.flatMap(({ measure, level, slope, share }): TrendRow[] => {
    const base = { snapshot, need, measure, n: rows.length, need_sd: deviation, mean: level, errors };
    const common = { ...base, df: slope.degreesOfFreedom, p_value: slope.pValue };
    const absolute: TrendRow = {
      ...common,
      scale: 'absolute',
      estimate: slope.estimate,
      std_error: slope.stdError,
      conf_low: slope.confLow,
      conf_high: slope.confHigh,
    };
    if (share === null) return [absolute];
    const relative: TrendRow = {
      ...common,
      scale: 'relative',
      estimate: share.estimate,
      std_error: share.stdError,
      df: share.degreesOfFreedom,
      conf_low: share.confLow,
      conf_high: share.confHigh,
    };
    const [ratio, low, high] = [share.estimate, share.confLow, share.confHigh].map(ratioOf) as (
      | number
      | null
    )[];
    if (measure === 'slope' || ratio == null || low == null || high == null) return [absolute, relative];
    return [
      absolute,
      relative,
      { ...relative, scale: 'ratio', estimate: ratio, std_error: null, conf_low: low, conf_high: high },
    ];
  });
}
