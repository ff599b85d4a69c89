import type { PanelRow, StudyInference } from '@inverse-care/domain';
import {
  modelCovariance,
  poisson,
  ridits,
  standardDeviation,
  studentTQuantile,
  studentTTwoSidedP,
} from '@inverse-care/stats';
import { type Question, valueIn } from '../../model/rows.js';
import { clusterOf, clustersOf } from './clusters.js';
import type { TrendRow } from './tables.js';

const names = { pcn: 'HC1', sub_icb: 'CR1 by sub-ICB', icb: 'CR1 by ICB' } as const;

/**
 * The relative index of inequality as a ratio of rates (Mackenbach and Kunst 1997; Moreno-Betancur, Latouche, Menvielle,
 * Kunst and Rey 2015, Epidemiology 26, 518-527): FTE by Poisson pseudo-maximum
 * likelihood on the rank of need, log link, patients the exposure; the exponential of the coefficient. No FTE need be
 * whole, and PCNs of none stay in. Standard errors by the study's clusters, or HC1 where PCNs are independent; t with
 * clusters less one degrees of freedom, else n - 2.
 *
 * @throws InvalidDataError where nobody has FTE; SeparationError, NoConvergenceError, RankDeficientError.
 */
export function rateRatioRow(
  rows: readonly PanelRow[],
  { need, snapshot }: Question,
  inference: StudyInference,
): TrendRow {
  const values = Float64Array.from(rows, (row) => valueIn(row, need)!);
  const patients = Float64Array.from(rows, (row) => row.patients);
  const fte = Float64Array.from(rows, (row) => row.fte ?? 0);
  const ranks = ridits(values, patients);
  const fit = poisson({ y: fte, columns: [ranks.map(() => 1), ranks], offset: patients.map(Math.log) });
  const together = clustersOf(inference.dependence);
  const covariance =
    together === 'pcn'
      ? modelCovariance(fit, 'HC1')
      : modelCovariance(fit, 'cluster', rows.map(clusterOf(inference.dependence)));
  const df = together === 'pcn' ? rows.length - fit.k : covariance.clusters - 1;
  const estimate = fit.coefficients[1]!;
  const stdError = Math.sqrt(covariance.values[3]!);
  const width = studentTQuantile((1 + inference.level) / 2, df) * stdError;
  const total = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0);
  return {
    snapshot,
    need,
    measure: 'slope index',
    scale: 'rate ratio',
    n: rows.length,
    need_sd: standardDeviation(values),
    mean: (10_000 * total(fte)) / total(patients),
    estimate: Math.exp(estimate),
    std_error: stdError,
    df,
    conf_low: Math.exp(estimate - width),
    conf_high: Math.exp(estimate + width),
    p_value: studentTTwoSidedP(estimate / stdError, df),
    errors: names[together],
  };
}
