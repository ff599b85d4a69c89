import type { PanelRow } from '@inverse-care/domain';
import {
  averageSlope,
  fractionalLogit,
  type GeneralisedLinearFit,
  leastSquares,
  type Period,
  poisson,
  twoPart,
  twoPartSlope,
} from '@inverse-care/stats';
import { type DeclaredDesign, type DeclaredRegression, declaredDesign, rowsOfRegression } from '../design.js';

/** Whether the effect is told as it is, or the coefficient of the linear predictor: the log of a rate or an odds. */
export type SlopeScale = 'effect' | 'coefficient';

/** The slope of need by one regression, with what each PCN adds to it. */
export interface SlopeWithInfluence {
  regression: DeclaredRegression;
  rows: readonly PanelRow[];
  /** Per unit of need. */
  estimate: number;
  /** Length n: what each row adds to the estimate, to first order. */
  influence: Float64Array;
  /** Coefficients of the model. */
  k: number;
  /** The regression by least squares; null for a pseudo-likelihood. */
  period: Omit<Period, 'units'> | null;
}

/** The influences of several coefficients, put together by a gradient. */
function along(gradient: ArrayLike<number>, influences: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(influences[0]!.length);
  influences.forEach((values, j) => {
    const weight = gradient[j]!;
    if (weight === 0) return;
    for (let i = 0; i < total.length; i++) total[i] = total[i]! + weight * values[i]!;
  });
  return total;
}

type Numbers = Pick<SlopeWithInfluence, 'estimate' | 'influence' | 'k' | 'period'>;

function byLeastSquares({ y, columns, names, weights }: DeclaredDesign, label: string): Numbers {
  const fit = leastSquares({ y, columns, names, ...(weights && { weights }) });
  const [, x, ...others] = columns;
  return {
    estimate: fit.coefficients[1]!,
    influence: fit.pseudoinverse[1]!.map((value, i) => value * fit.residuals[i]!),
    k: fit.k,
    period: { label, y, x: x!, others, ...(weights && { weights }) },
  };
}

function ofLikelihood(fit: GeneralisedLinearFit, design: DeclaredDesign, scale: SlopeScale): Numbers {
  const { derivatives, weights, offset } = design;
  if (scale === 'coefficient')
    return { estimate: fit.coefficients[1]!, influence: fit.influence[1]!, k: fit.k, period: null };
  const effect = averageSlope(fit, { derivatives, weights, perExposure: offset !== undefined });
  return {
    estimate: effect.estimate,
    influence: along(effect.gradient, fit.influence),
    k: fit.k,
    period: null,
  };
}

function ofTwoParts({ y, columns, names, weights, derivatives }: DeclaredDesign): Numbers {
  const fit = twoPart({
    y,
    columns,
    names,
    positive: 'linear',
    covariance: 'HC0',
    ...(weights && { weights }),
  });
  const { estimate, gradient } = twoPartSlope(fit, { derivatives, weights });
  return { estimate, influence: along(gradient, fit.contributions), k: columns.length, period: null };
}

/**
 * The slope of need by a regression of a declared model, with the influences that its covariance with other slopes is
 * made of: by least squares the coefficient, else the average slope of the mean, or the coefficient of the predictor.
 * @returns null where fewer rows are complete than a regression needs.
 * @throws what the form's estimator throws.
 */
export function slopeWithInfluence(
  panelRows: readonly PanelRow[],
  regression: DeclaredRegression,
  scale: SlopeScale,
  fewest: number,
): SlopeWithInfluence | null {
  const rows = rowsOfRegression(panelRows, regression);
  if (rows.length < fewest) return null;
  const { model, snapshot, need } = regression;
  const design = declaredDesign(rows, regression);
  const { y, columns, names, weights, offset } = design;
  const data = { y, columns, names, ...(offset && { offset }), ...(weights && { weights }) };
  const own = { regression, rows };
  if (model.form === 'two_part') return { ...own, ...ofTwoParts(design) };
  if (model.form === 'poisson') return { ...own, ...ofLikelihood(poisson(data), design, scale) };
  if (model.form === 'logit') return { ...own, ...ofLikelihood(fractionalLogit(data), design, scale) };
  return { ...own, ...byLeastSquares(design, `${need} @ ${snapshot}`) };
}
