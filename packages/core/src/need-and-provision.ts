import type { NeedId, Panel, Snapshot, Study } from '@inverse-care/domain';
import { covariance, leastSquares, RankDeficientError, studentTQuantile } from '@inverse-care/stats';
import { completeRows, designOf, specificationOf } from './specification.js';

/** A PCN in the plane of need and provision. */
export interface NeedAndProvisionPoint {
  pcn_code: string;
  pcn_name: string;
  sub_icb_code: string;
  icb_code: string;
  need: number;
  /** FTE per 10,000 patients. */
  provision: number;
  reported: boolean;
}

/** The fitted line at one value of need, with the pointwise interval of the mean. */
export interface FittedPoint {
  need: number;
  fit: number;
  conf_low: number;
  conf_high: number;
}

export interface NeedAndProvision {
  snapshot: Snapshot;
  need: NeedId;
  points: NeedAndProvisionPoint[];
  /** From the least to the greatest need; empty where no line can be fitted. */
  line: FittedPoint[];
}

const linePoints = 41;

/**
 * Need and provision of the PCNs of one snapshot, and the fitted line of the study's regression with the interval of
 * the mean at each need x: fit +- t sqrt((1, x) V (1, x)'), V the study's covariance of constant and slope (HC1 unless
 * it says otherwise), t on n - 2 degrees of freedom.
 */
export function needAndProvision(
  panel: Panel,
  snapshot: Snapshot,
  need: NeedId,
  { inference }: Study,
): NeedAndProvision {
  const specification = specificationOf('fte_per_10k', need, snapshot);
  const points = completeRows(panel, specification).map((row) => ({
    pcn_code: row.pcn_code,
    pcn_name: row.pcn_name,
    sub_icb_code: row.sub_icb_code,
    icb_code: row.icb_code,
    need: row.values[need] as number,
    provision: row.fte_per_10k as number,
    reported: row.reported,
  }));
  const found = { snapshot, need, points };
  if (points.length < 3) return { ...found, line: [] };
  try {
    const fit = leastSquares(designOf(panel, specification));
    const { values } = covariance(fit, inference.covariance);
    const t = studentTQuantile((1 + inference.level) / 2, fit.degreesOfFreedom);
    const [constant, slope] = fit.coefficients as unknown as [number, number];
    const needs = points.map((point) => point.need);
    const low = Math.min(...needs);
    const high = Math.max(...needs);
    const line = Array.from({ length: linePoints }, (_, i) => {
      const x = low + ((high - low) * i) / (linePoints - 1);
      const y = constant + slope * x;
      const half = t * Math.sqrt(Math.max(0, values[0]! + 2 * x * values[1]! + x * x * values[3]!));
      return { need: x, fit: y, conf_low: y - half, conf_high: y + half };
    });
    return { ...found, line };
  } catch (error) {
    if (error instanceof RankDeficientError) return { ...found, line: [] };
    throw error;
  }
}
