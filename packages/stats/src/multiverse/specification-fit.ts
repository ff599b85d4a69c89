import { inner } from '../covariance/orthonormal-span.js';
import { InvalidDataError } from '../errors.js';
import { families } from '../models/family.js';
import { linearPredictor } from '../models/linear-predictor.js';
import type { Component } from './component.js';
import { type NewtonFit, newton } from './newton.js';
import {
  type OrthonormalDesign,
  orthonormalDesign,
  project,
  toCoefficients,
  toCoordinateGradient,
} from './orthonormal-design.js';

export type ModelName = 'linear' | 'poisson' | 'logit' | 'two-part';

/** Rows and regressors that several outcomes share. */
export interface SharedDesign {
  /** k columns of length n, the constant first and the column of interest last. */
  columns: readonly Float64Array[];
  /** Length n, above 0; left out for none. */
  weights?: Float64Array;
}

export interface OutcomeModel {
  model: ModelName;
  /** Length n. */
  y: Float64Array;
  /** Added to the linear predictor of a Poisson model, whose effect is then on y over its exponential. */
  offset?: Float64Array;
}

export interface SpecificationFit {
  /** Slope of the last column, or its average marginal effect where the model is not linear. */
  estimate: number;
  components: Component[];
}

/** Fits that outcomes of a group have in common: whether there is any, and the rows where there is. */
export interface CommonParts {
  any: { y: Float64Array; fit: NewtonFit }[];
  positive: { rows: Int32Array; design: OrthonormalDesign }[];
}

const same = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/** The design of the least-squares fits of a group, computed once for all outcomes. */
export function leastSquaresDesign({ columns, weights }: SharedDesign): OrthonormalDesign {
  const n = columns[0]!.length;
  return orthonormalDesign(columns, weights?.map(Math.sqrt) ?? new Float64Array(n).fill(1));
}

/**
 * Fits one outcome. `linear` is (weighted) least squares. `poisson` and `logit` are pseudo-likelihoods, and
 * `two-part` a logit for whether the outcome is above zero with least squares for how much it is there; their estimate
 * is the (weighted) average over observations of the derivative of the mean by the last column, as
 * `averageMarginalEffect` and `twoPartMarginalEffect` have it.
 *
 * @param common filled as fits are made, for the outcomes to come.
 * @param design of {@link leastSquaresDesign} for the same columns and weights.
 * @throws InvalidDataError, RankDeficientError, NoConvergenceError where the data do not allow the fit.
 */
export function fitOutcome(
  shared: SharedDesign,
  design: OrthonormalDesign,
  outcome: OutcomeModel,
  common: CommonParts,
): SpecificationFit {
  const { y } = outcome;
  if (y.every((value) => value === y[0])) {
    throw new InvalidDataError(`The outcome is ${y[0]} in every observation: there is nothing to explain.`);
  }
  if (outcome.model === 'linear') {
    const { component, coefficients } = leastSquaresComponent(design, y);
    return { estimate: coefficients.at(-1)!, components: [component] };
  }
  return outcome.model === 'two-part'
    ? fitTwoPart(shared, y, common)
    : fitCanonical(shared, outcome.model, outcome, common);
}

function leastSquaresComponent(design: OrthonormalDesign, y: Float64Array) {
  const scaled = y.map((value, i) => value * design.roots[i]!);
  const coordinates = project(design, scaled);
  design.basis.forEach((unit, l) => {
    for (let i = 0; i < scaled.length; i++) scaled[i] = scaled[i]! - coordinates[l]! * unit[i]!;
  });
  // A second pass keeps the residuals orthogonal where the fit is close.
  design.basis.forEach((unit) => {
    const rest = inner(unit, scaled);
    for (let i = 0; i < scaled.length; i++) scaled[i] = scaled[i]! - rest * unit[i]!;
  });
  const coefficients = toCoefficients(design, coordinates);
  const slope = design.basisToCoefficients.at(-1)!;
  const gradient = new Float64Array(design.k);
  gradient[design.k - 1] = slope;
  const component: Component = { design, scaledResiduals: scaled, gradient, nullGradient: slope };
  return { component, coefficients };
}

/** Weights as shares that sum to 1. */
function shares({ columns, weights }: SharedDesign): Float64Array {
  const n = columns[0]!.length;
  if (weights === undefined) return new Float64Array(n).fill(1 / n);
  let total = 0;
  for (const weight of weights) total += weight;
  return weights.map((weight) => weight / total);
}

const unit = (n: number) => new Float64Array(n).fill(1);

function fitCanonical(
  shared: SharedDesign,
  family: 'poisson' | 'logit',
  { y, offset }: OutcomeModel,
  common: CommonParts,
): SpecificationFit {
  const { columns, weights } = shared;
  const n = y.length;
  const fit =
    family === 'logit'
      ? fitAny(shared, y, common)
      : newton({ family, y, columns, weights: weights ?? unit(n), offset: offset ?? new Float64Array(n) });
  const { slope, curvature } = families[family];
  const share = shares(shared);
  const k = columns.length;
  const b = fit.coefficients[k - 1]!;
  const byCoefficient = new Float64Array(k);
  let average = 0;
  fit.linearPredictor.forEach((eta, i) => {
    const part = share[i]! / Math.exp(offset?.[i] ?? 0);
    average += part * slope(eta);
    const bend = part * b * curvature(eta);
    for (let l = 0; l < k; l++) byCoefficient[l] = byCoefficient[l]! + bend * columns[l]![i]!;
  });
  byCoefficient[k - 1] = byCoefficient[k - 1]! + average;
  const component: Component = {
    design: fit.working,
    scaledResiduals: fit.scaledResiduals,
    gradient: toCoordinateGradient(fit.working, byCoefficient),
    nullGradient: average * fit.working.basisToCoefficients.at(-1)!,
  };
  return { estimate: b * average, components: [component] };
}

/** The logit of whether there is any, once for all outcomes that agree on it. */
function fitAny({ columns, weights }: SharedDesign, y: Float64Array, { any }: CommonParts): NewtonFit {
  const known = any.find((one) => same(one.y, y));
  if (known) return known.fit;
  const n = y.length;
  const fit = newton({
    family: 'logit',
    y,
    columns,
    weights: weights ?? unit(n),
    offset: new Float64Array(n),
  });
  any.push({ y, fit });
  return fit;
}

function designOfPositive(
  { columns, weights }: SharedDesign,
  rows: Int32Array,
  { positive }: CommonParts,
): OrthonormalDesign {
  const known = positive.find((one) => same(one.rows, rows));
  if (known) return known.design;
  const pick = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]!);
  const design = leastSquaresDesign({
    columns: columns.map(pick),
    ...(weights && { weights: pick(weights) }),
  });
  positive.push({ rows, design });
  return design;
}

function fitTwoPart(shared: SharedDesign, y: Float64Array, common: CommonParts): SpecificationFit {
  const { columns } = shared;
  const n = y.length;
  const k = columns.length;
  const rows = Int32Array.from([...y.keys()].filter((i) => y[i]! > 0));
  const pick = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]!);
  const any = fitAny(
    shared,
    y.map((value) => (value > 0 ? 1 : 0)),
    common,
  );
  const positive = designOfPositive(shared, rows, common);
  const amount = leastSquaresComponent(positive, pick(y));
  const size = linearPredictor(columns, amount.coefficients);
  const { mean, slope, curvature } = families.logit;
  const share = shares(shared);
  const g = any.coefficients[k - 1]!;
  const b = amount.coefficients[k - 1]!;
  const byAny = new Float64Array(k);
  const bySize = new Float64Array(k);
  let throughAny = 0;
  let throughSize = 0;
  for (let i = 0; i < n; i++) {
    const eta = any.linearPredictor[i]!;
    const part = share[i]!;
    throughAny += part * slope(eta) * size[i]!;
    throughSize += part * mean(eta);
    for (let l = 0; l < k; l++) {
      const x = part * columns[l]![i]!;
      byAny[l] = byAny[l]! + (curvature(eta) * g * size[i]! + slope(eta) * b) * x;
      bySize[l] = bySize[l]! + slope(eta) * g * x;
    }
  }
  byAny[k - 1] = byAny[k - 1]! + throughAny;
  bySize[k - 1] = bySize[k - 1]! + throughSize;
  const participation: Component = {
    design: any.working,
    scaledResiduals: any.scaledResiduals,
    gradient: toCoordinateGradient(any.working, byAny),
    nullGradient: throughAny * any.working.basisToCoefficients.at(-1)!,
  };
  const much: Component = {
    ...amount.component,
    rows,
    gradient: toCoordinateGradient(positive, bySize),
    nullGradient: throughSize * positive.basisToCoefficients.at(-1)!,
  };
  return { estimate: throughAny * g + throughSize * b, components: [participation, much] };
}
