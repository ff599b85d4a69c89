import {
  isAsked,
  isPredicted,
  type PanelRow,
  publishedTable2,
  publishedTable2N,
  type Study,
  type VariableId,
} from '@inverse-care/domain';
import { type CoefficientTest, generatedRegressor, studentTQuantile } from '@inverse-care/stats';
import { inferDependent } from '../../model/dependence.js';
import { columnsOf, fewestPcns, provisionOf, type Question, rowsWith, valueIn } from '../../model/rows.js';
import type { AttenuationRow, PredictionErrorRow } from './tables.js';

/** From nearly all signal to half of it. */
export const assumedReliabilities = [0.9, 0.8, 0.7, 0.6, 0.5] as const;

const terms = publishedTable2.filter((row) => row.term !== 'constant');

/** Characteristics that the published equation takes. */
export const equationParts: readonly VariableId[] = terms.map(({ term }) => term);

export interface NeedError {
  attenuation: AttenuationRow[];
  prediction: PredictionErrorRow[];
}

type Inferring = Pick<Study, 'inference'>;

/** The slope under the study's dependence; null where there are too few PCNs. */
function dependentSlope(rows: readonly PanelRow[], need: VariableId, study: Inferring) {
  if (rows.length < fewestPcns) return null;
  const y = Float64Array.from(rows, provisionOf);
  const found = inferDependent(
    { y, columns: columnsOf(rows, [need]), names: ['constant', need] },
    rows,
    study,
  );
  return { y, errors: found.method, clusters: found.clusters, slope: found.tests[1]! };
}

/** Dividing by a reliability that is assumed divides the limits too: nothing is estimated. */
const corrected = (
  slope: CoefficientTest,
  base: Question & Pick<AttenuationRow, 'n' | 'clusters' | 'errors'>,
): AttenuationRow[] =>
  assumedReliabilities.map((assumed_reliability) => ({
    ...base,
    assumed_reliability,
    observed: slope.estimate,
    estimate: slope.estimate / assumed_reliability,
    conf_low: slope.confLow / assumed_reliability,
    conf_high: slope.confHigh / assumed_reliability,
  }));

/** The published limits are Student's t with n - k degrees of freedom about the estimates, rounded to three decimals. */
const equationErrors = () => {
  const width = 2 * studentTQuantile(0.975, publishedTable2N - publishedTable2.length);
  return terms.map(({ conf_low, conf_high }) => (conf_high - conf_low) / width);
};

function predictionRow(
  rows: readonly PanelRow[],
  { y, clusters, errors, slope }: NonNullable<ReturnType<typeof dependentSlope>>,
  { need, snapshot }: Question,
  { inference }: Inferring,
): PredictionErrorRow {
  const { estimate, stdError } = slope;
  const equation = generatedRegressor({
    y,
    parts: equationParts.map((id) => Float64Array.from(rows, (row) => valueIn(row, id)!)),
    coefficients: terms.map((row) => row.estimate),
    stdErrors: equationErrors(),
  });
  const t = studentTQuantile((1 + inference.level) / 2, slope.degreesOfFreedom);
  const total = Math.hypot(stdError, equation.stdError);
  const most = Math.hypot(stdError, equation.stdErrorBound);
  return {
    need,
    snapshot,
    n: rows.length,
    clusters,
    errors,
    estimate,
    std_error: stdError,
    conf_low: slope.confLow,
    conf_high: slope.confHigh,
    equation_error: equation.stdError,
    total_error: total,
    total_low: estimate - t * total,
    total_high: estimate + t * total,
    equation_bound: equation.stdErrorBound,
    bound_low: estimate - t * most,
    bound_high: estimate + t * most,
  };
}

/** What error in one need may do to its coefficient at one snapshot; null where too few PCNs have what it takes. */
export function needErrorOf(
  snapshotRows: readonly PanelRow[],
  question: Question,
  study: Inferring,
): NeedError | null {
  const { need, snapshot } = question;
  const needed = isPredicted(need) ? [need, ...equationParts] : [need];
  const rows = rowsWith(snapshotRows, needed).filter((row) => row.fte_per_10k !== null);
  const found = dependentSlope(rows, need, study);
  if (found === null) return null;
  const { clusters, errors } = found;
  const base = { need, snapshot, n: rows.length, clusters, errors };
  return {
    attenuation: isAsked(need) ? corrected(found.slope, base) : [],
    prediction: isPredicted(need) ? [predictionRow(rows, found, question, study)] : [],
  };
}
