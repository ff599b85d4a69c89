import type { Study } from '@inverse-care/domain';
import { covariance, leastSquares, studentTQuantile } from '@inverse-care/stats';
import type { Design, Specification } from '../../model/specification.js';
import type { FittedLineRow } from './tables.js';

const linePoints = 41;

/**
 * The fitted line of a regression of provision on need, from the least to the greatest need, with the interval of the
 * mean at each need x: fit +- t sqrt((1, x) V (1, x)'), V the study's covariance of constant and slope (HC1 unless it
 * says otherwise), t on n - 2 degrees of freedom.
 * @throws RankDeficientError where need does not vary.
 */
export function fittedLine(
  { need, snapshot }: Specification,
  design: Design,
  { inference }: Study,
): FittedLineRow[] {
  const fit = leastSquares(design);
  const { values } = covariance(fit, inference.covariance);
  const t = studentTQuantile((1 + inference.level) / 2, fit.degreesOfFreedom);
  const [constant, slope] = fit.coefficients as unknown as [number, number];
  const needs = design.columns[1]!;
  const [low, high] = [Math.min(...needs), Math.max(...needs)];
  return Array.from({ length: linePoints }, (_, i) => {
    const x = low + ((high - low) * i) / (linePoints - 1);
    const y = constant + slope * x;
    const half = t * Math.sqrt(Math.max(0, values[0]! + 2 * x * values[1]! + x * x * values[3]!));
    return { snapshot, need, value: x, fit: y, conf_low: y - half, conf_high: y + half };
  });
}
