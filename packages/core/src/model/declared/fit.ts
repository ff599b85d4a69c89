import type { PanelRow } from '@inverse-care/domain';
import { errorMethod, type Study, type StudyInference } from '@inverse-care/domain';
import { clusterCount, clusterings } from './clusters.js';
import type { DeclaredCoefficient, Inferred } from './coefficient.js';
import { type DeclaredDesign, type DeclaredRegression, declaredDesign, rowsOfRegression } from './design.js';
import { leastSquaresFit } from './least-squares-fit.js';
import { likelihoodFit, twoPartFit } from './likelihood-fit.js';
import { nestedConstants, nestedNote, withoutErrors } from './nested-constants.js';

/** A declared model, fitted. */
export interface DeclaredFit {
  coefficients: DeclaredCoefficient[];
  /** What one unit of need comes to in the unit of the outcome: its slope, or its average slope over PCNs. */
  effect: Inferred;
  /** k x k, row-major; of a two-part model 2k x 2k, participation first. */
  covariance: Float64Array;
  /** Of each coefficient's t; null where tests are normal. */
  degreesOfFreedom: Float64Array | null;
  method: string;
  /** Of least squares. */
  r2: number | null;
  notes: string[];
}

export type ModelInference = Pick<StudyInference, 'level' | 'replicates'>;

/** Fits a design as its model says. @throws what the form's estimator throws. */
export function fitDesign(
  design: DeclaredDesign,
  regression: DeclaredRegression,
  inference: ModelInference,
  seed: number,
): DeclaredFit {
  const { model } = regression;
  const nested = nestedConstants(design, model, clusterings(design.rows, errorMethod(model.errors)));
  const fit = fitForm(design, regression, inference, seed, nested);
  if (nested.length === 0) return fit;
  return {
    ...fit,
    coefficients: fit.coefficients.map((one) => (nested.includes(one.term) ? withoutErrors(one) : one)),
    notes: [nestedNote(model), ...fit.notes],
  };
}

function fitForm(
  design: DeclaredDesign,
  { model, need, snapshot }: DeclaredRegression,
  inference: ModelInference,
  seed: number,
  nested: readonly string[],
): DeclaredFit {
  const method = errorMethod(model.errors);
  if (model.form === 'two_part') return twoPartFit(design, method, inference);
  if (model.form === 'poisson' || model.form === 'logit')
    return likelihoodFit(design, model, method, inference);
  return leastSquaresFit(design, method, inference, { seed, key: `model, ${need} @ ${snapshot}` }, nested);
}

/** A model's fit with the same on need alone, on the same rows. */
export interface FittedModel {
  fit: DeclaredFit;
  /** The effect of need without covariates and fixed effects. */
  unadjusted: Inferred;
  n: number;
  /** Rows of the snapshot that lack something. */
  lost: number;
  clusters: number | null;
  needs: Float64Array;
}

/**
 * Fits a declared model to the rows of a snapshot that have all that it asks for.
 * @returns null where fewer are left than a regression needs.
 * @throws what the form's estimator throws.
 */
export function fitModel(
  rows: readonly PanelRow[],
  regression: DeclaredRegression,
  { inference, seed }: Pick<Study, 'inference' | 'seed'>,
  fewest: number,
): FittedModel | null {
  const complete = rowsOfRegression(rows, regression);
  if (complete.length < fewest) return null;
  const design = declaredDesign(complete, regression);
  const plain = { ...regression, terms: [], model: { ...regression.model, fixed_effects: 'none' as const } };
  const alone = design.names.length === 2;
  const fit = fitDesign(design, regression, inference, seed);
  return {
    fit,
    unadjusted: alone
      ? fit.effect
      : fitDesign(declaredDesign(complete, plain), plain, inference, seed).effect,
    n: complete.length,
    lost: rows.length - complete.length,
    clusters: clusterCount(clusterings(complete, errorMethod(regression.model.errors))),
    needs: design.columns[1]!,
  };
}
