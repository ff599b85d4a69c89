import type { PanelRow, Study } from '@inverse-care/domain';
import {
  type CoefficientTest,
  coefficientTests,
  covariance,
  leastSquares,
  weightedMean,
} from '@inverse-care/stats';
import { inferDependent } from '../../model/dependence.js';
import { refusalOf } from '../../model/refusal.js';
import { columnsOf, fewestPcns, type Question, rowsWith, valueIn } from '../../model/rows.js';
import { hasReported } from '../reporting/reporting.js';
import type { AreaRows } from './areas.js';
import type { AreaNeedRow } from './tables.js';

/** A PCN whose provision is known. */
type Reporter = PanelRow & { fte_per_10k: number };

type Slope = Pick<
  AreaNeedRow,
  'constant' | 'estimate' | 'std_error' | 'df' | 'conf_low' | 'conf_high' | 'method'
>;

const noSlope: Slope = {
  constant: null,
  estimate: null,
  std_error: null,
  df: null,
  conf_low: null,
  conf_high: null,
  method: 'none',
};

const known = (value: number) => (Number.isFinite(value) ? value : null);

/**
 * Least squares of provision on need over the PCNs of an area that reported. In an ICB every PCN stands for itself: CR2
 * with clusters of one is HC2 with the degrees of freedom of Bell and McCaffrey (2002), which keeps its level in samples
 * of ten; what England's PCNs share is as the study says.
 */
function slopeOf(
  level: AreaRows['level'],
  rows: readonly Reporter[],
  need: Question['need'],
  study: Study,
): Slope {
  if (rows.length < fewestPcns) return noSlope;
  const design = {
    y: Float64Array.from(rows, (row) => row.fte_per_10k),
    columns: columnsOf(rows, [need]),
    names: ['constant', 'need'],
  };
  const cells = ([constant, test]: readonly CoefficientTest[], method: string): Slope => ({
    constant: constant!.estimate,
    estimate: test!.estimate,
    std_error: known(test!.stdError),
    df: known(test!.degreesOfFreedom),
    conf_low: known(test!.confLow),
    conf_high: known(test!.confHigh),
    method,
  });
  try {
    if (level === 'england') {
      const { tests, method } = inferDependent(design, rows, study);
      return cells(tests, method);
    }
    const fit = leastSquares(design);
    const clusters = rows.map(({ pcn_code }) => pcn_code);
    const tests = coefficientTests(fit, covariance(fit, 'CR2', { clusters }), study.inference.level);
    return cells(tests, 'CR2 by PCN');
  } catch (error) {
    refusalOf(error);
    return noSlope;
  }
}

/** Need in an area, and the slope of provision on it where that is asked for. */
export function needRow(area: AreaRows, question: Question, study: Study, withSlope = true): AreaNeedRow {
  const { need, snapshot } = question;
  const valued = rowsWith(area.rows, [need]);
  const values = valued.map((row) => valueIn(row, need)!);
  const reporters = valued.filter(hasReported);
  const some = values.length > 0;
  return {
    snapshot,
    need,
    level: area.level,
    code: area.code,
    pcns: valued.length,
    mean: some
      ? weightedMean(
          values,
          valued.map(({ patients }) => patients),
        )
      : null,
    least: some ? Math.min(...values) : null,
    most: some ? Math.max(...values) : null,
    n: reporters.length,
    ...(withSlope ? slopeOf(area.level, reporters, need, study) : { ...noSlope, method: 'not asked' }),
  };
}
