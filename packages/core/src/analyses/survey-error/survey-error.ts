import type { PanelRow, Study } from '@inverse-care/domain';
import {
  type CalibrationData,
  calibrationJackknife,
  mean,
  quantile,
  shareVariance,
  standardDeviation,
  studentTQuantile,
} from '@inverse-care/stats';
import { areaNames, areaOf, inferDependent, isByDistance } from '../../model/dependence.js';
import { refusalOf } from '../../model/refusal.js';
import { columnsOf, fewestPcns, provisionOf, type Question, rowsWith, valueIn } from '../../model/rows.js';
import type { SurveyErrorRow } from './tables.js';

/** Who answered for a PCN's need. */
export interface Answered {
  pcn_code: string;
  respondents: number;
  effective: number;
}

/**
 * Design effects of weights within practices: 1 where weights were alike, so that reliability is at most what it then
 * is; the others are assumed, as the survey's weights are not published.
 */
export const designEffects = [1, 1.5, 2] as const;

type Inferring = Pick<Study, 'inference'>;

/** Both corrected slopes with standard errors under the study's dependence, and how it was made. */
function jackknifed(data: CalibrationData, rows: readonly PanelRow[], study: Inferring) {
  const { dependence } = study.inference;
  if (!isByDistance(dependence) && dependence !== 'none') {
    const found = calibrationJackknife(
      data,
      rows.map((row) => areaOf(row, dependence)),
    );
    return { ...found, errors: `jackknife by ${areaNames[dependence]}` };
  }
  const found = calibrationJackknife(data);
  if (dependence === 'none') return { ...found, errors: 'jackknife' };
  const ones = new Float64Array(rows.length).fill(1);
  const near = (y: Float64Array) => inferDependent({ y, columns: [ones], names: ['mean'] }, rows, study);
  const { tests, method } = near(found.pseudoValues);
  return {
    ...found,
    stdError: tests[0]!.stdError,
    momentsError: near(found.momentsPseudoValues).tests[0]!.stdError,
    errors: `jackknife, ${method}`,
  };
}

const nothing = {
  moments: null,
  moments_low: null,
  moments_high: null,
  estimate: null,
  std_error: null,
  df: null,
  conf_low: null,
  conf_high: null,
  errors: '',
  note: '',
};

/**
 * Reliability below which no slope is corrected: it would be multiplied by more than five, and by how much more hangs on
 * a few PCNs.
 */
const leastReliability = 0.2;

/** The slope once the sampling error of need is taken out; empty, with the reason, where too little else is left. */
function calibrated(
  data: CalibrationData,
  reliability: number,
  rows: readonly PanelRow[],
  study: Inferring,
): Pick<SurveyErrorRow, keyof typeof nothing> {
  if (reliability < leastReliability)
    return { ...nothing, note: `reliability below ${leastReliability}: too little left to correct by` };
  const { y, x } = data;
  try {
    const found = jackknifed(data, rows, study);
    const columns = [new Float64Array(x.length).fill(1), found.guess];
    const { tests } = inferDependent({ y, columns, names: ['constant', 'need'] }, rows, study);
    const df = tests[1]!.degreesOfFreedom;
    const t = studentTQuantile((1 + study.inference.level) / 2, df);
    const width = t * found.stdError;
    return {
      moments: found.moments,
      moments_low: found.moments - t * found.momentsError,
      moments_high: found.moments + t * found.momentsError,
      estimate: found.calibrated,
      std_error: found.stdError,
      df,
      conf_low: found.calibrated - width,
      conf_high: found.calibrated + width,
      errors: found.errors,
      note: '',
    };
  } catch (error) {
    return { ...nothing, note: refusalOf(error) };
  }
}

/**
 * Reliability of a surveyed need at one snapshot and its slope by regression calibration, one row a design effect; null
 * where too few PCNs have need and respondents. A PCN's sampling variance is that of a share among its effective
 * respondents.
 */
export function surveyErrorOf(
  snapshotRows: readonly PanelRow[],
  answered: readonly Answered[],
  { need, snapshot }: Question,
  study: Inferring,
): SurveyErrorRow[] | null {
  const byPcn = new Map(answered.map((one) => [one.pcn_code, one]));
  const rows = rowsWith(snapshotRows, [need]).filter(
    ({ fte_per_10k, pcn_code }) => fte_per_10k !== null && byPcn.has(pcn_code),
  );
  if (rows.length < fewestPcns) return null;
  const bases = rows.map(({ pcn_code }) => byPcn.get(pcn_code)!);
  const respondents = bases.map((base) => base.respondents);
  const y = Float64Array.from(rows, provisionOf);
  const x = Float64Array.from(rows, (row) => valueIn(row, need)!);
  const design = { y, columns: columnsOf(rows, [need]), names: ['constant', need] };
  const { tests, method } = inferDependent(design, rows, study);
  const [, observed] = tests;
  const deviation = standardDeviation(x);
  return designEffects.map((design_effect): SurveyErrorRow => {
    const effective = bases.map((base) => base.effective / design_effect);
    const errorVariances = x.map((share, i) => shareVariance(share, effective[i]!));
    const error = mean(errorVariances);
    const reliability = 1 - error / deviation ** 2;
    return {
      snapshot,
      need,
      design_effect,
      n: rows.length,
      respondents_median: quantile(respondents, 0.5),
      respondents_low: Math.min(...respondents),
      respondents_high: Math.max(...respondents),
      effective_median: quantile(effective, 0.5),
      need_sd: deviation,
      error_sd: Math.sqrt(error),
      reliability,
      observed: observed!.estimate,
      observed_low: observed!.confLow,
      observed_high: observed!.confHigh,
      observed_errors: method,
      ...calibrated({ y, x, errorVariances }, reliability, rows, study),
    };
  });
}
