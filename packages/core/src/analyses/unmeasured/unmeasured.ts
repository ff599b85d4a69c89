import {
  controlsOf,
  measureTheSame,
  type Panel,
  type PanelRow,
  type Study,
  type VariableId,
} from '@inverse-care/domain';
import {
  adjustForOmitted,
  benchmarkStrength,
  type CoefficientSummary,
  type CovarianceMatrix,
  covariance,
  type LeastSquaresFit,
  leastSquares,
  robustnessValue,
  selectionProportionality,
} from '@inverse-care/stats';
import { allowanceFor } from '../../model/dependence.js';
import { columnsOf, fewestPcns, provisionOf, type Question, rowsWith } from '../../model/rows.js';
import type { BenchmarkRow, UnmeasuredRow } from './tables.js';

export interface Unmeasured {
  row: UnmeasuredRow;
  benchmarks: BenchmarkRow[];
  /** What `adjustForOmitted` takes, for a contour. */
  summary: CoefficientSummary;
}

const candidates = controlsOf(['age', 'deprivation', 'rurality', 'ethnicity']);

/**
 * Controls for a need: age, income deprivation, rurality and ethnicity, as far as the data have them, less what need
 * itself measures.
 */
export function controlsFor(need: VariableId, panel: Pick<Panel, 'variables' | 'local'>): VariableId[] {
  return candidates.filter((id) => panel.variables.includes(id) && !measureTheSame(panel, id, need));
}

/** Partial R-squared of a column from the fits with and without it. */
const partial = (whole: LeastSquaresFit, without: LeastSquaresFit) =>
  Math.max(0, 1 - whole.residualSumOfSquares / without.residualSumOfSquares);

/** Oster's rule of thumb: what could be explained is 1.3 times what is. */
const osterFactor = 1.3;

/** Strength against what was not measured of one need and snapshot; null where too few PCNs have everything. */
export function unmeasuredOf(
  snapshotRows: readonly PanelRow[],
  { need, snapshot }: Question,
  controls: readonly VariableId[],
  { inference }: Pick<Study, 'inference'>,
): Unmeasured | null {
  const rows = rowsWith(snapshotRows, [need, ...controls]).filter((row) => row.fte_per_10k !== null);
  if (rows.length < Math.max(fewestPcns, controls.length + 4)) return null;
  const y = Float64Array.from(rows, provisionOf);
  const columns = columnsOf(rows, [need, ...controls]);
  const [ones, needs, ...others] = columns as [Float64Array, Float64Array, ...Float64Array[]];
  const fit = leastSquares({ y, columns, names: ['constant', need, ...controls] });
  const { method, matrix } = allowanceFor(rows, { inference })(fit);
  const error = ({ values }: CovarianceMatrix) => Math.sqrt(values[fit.k + 1]!);
  const summary: CoefficientSummary = {
    estimate: fit.coefficients[1]!,
    classicalError: error(covariance(fit, 'classical')),
    robustError: error(matrix),
    degreesOfFreedom: fit.degreesOfFreedom,
    ...(inference.dependence === 'none' ? {} : { robustDegreesOfFreedom: matrix.degreesOfFreedom[1]! }),
  };
  const { point, interval, partialRSquared } = robustnessValue(summary, inference.level);
  const delta = (maximum: number) => {
    if (others.length === 0) return null;
    const found = selectionProportionality({ y, column: needs, controls: others, maximum }).delta;
    return Number.isFinite(found) ? found : null;
  };
  const needOnOthers = leastSquares({ y: needs, columns: [ones, ...others] });
  const benchmarks = controls.flatMap((benchmark, i): BenchmarkRow[] => {
    const rest = others.filter((_, at) => at !== i);
    const observed = {
      withColumn: partial(needOnOthers, leastSquares({ y: needs, columns: [ones, ...rest] })),
      withOutcome: partial(fit, leastSquares({ y, columns: [ones, needs, ...rest] })),
    };
    return [1, 2, 3].flatMap((times): BenchmarkRow[] => {
      const strength = benchmarkStrength(observed, times);
      if (strength === null) return [];
      const adjusted = adjustForOmitted(summary, strength, inference.level);
      return [
        {
          need,
          snapshot,
          benchmark,
          times,
          r2_need: strength.withColumn,
          r2_provision: strength.withOutcome,
          estimate: adjusted.estimate,
          conf_low: adjusted.confLow,
          conf_high: adjusted.confHigh,
        },
      ];
    });
  });
  return {
    row: {
      need,
      snapshot,
      controls: controls.join(' '),
      characteristics: controls.length,
      n: rows.length,
      estimate: summary.estimate,
      std_error: summary.robustError!,
      errors: method,
      partial_r2: partialRSquared,
      robustness_value: point,
      robustness_value_interval: interval,
      r2: fit.rSquared,
      oster_delta: delta(Math.min(1, osterFactor * fit.rSquared)),
      oster_delta_all: delta(1),
    },
    benchmarks,
    summary,
  };
}
