import type { NumberedClusters } from '../cluster-codes.js';
import type { LeastSquaresFit } from '../least-squares.js';
import type { SlopeScale } from './mixed-model.js';
import { type MixedCriterion, type Profile, type ProfileData, profile } from './profile.js';
import { product, transpose } from './small-matrix.js';

/**
 * A bound that the variances have reached: groups do not differ at all, not in the slope, in the slope alone (at the
 * column's mean all are alike), or slope and intercept go together without exception. `none` where none is reached.
 */
export type VarianceBoundary =
  | 'none'
  | 'no variance'
  | 'no slope variance'
  | 'no intercept variance'
  | 'correlation of one';

/** What one group adds to the fixed effects: its intercept, and its slope where that varies. */
export interface GroupEffect {
  id: string | number;
  n: number;
  /** Best linear unbiased predictions: length 1 or 2. */
  effects: Float64Array;
  /** Their covariance given the outcome, the fixed effects and variances taken as known: q x q. */
  conditionalCovariance: Float64Array;
  /**
   * Standard error of fixed effect plus prediction, the fixed effect's own error included and the variances taken as
   * known (Henderson 1975, Biometrics 31, 423-447): of the slope, or of the intercept where no slope varies (NaN where
   * there is no column of ones).
   */
  totalError: number;
}

/** A fitted linear mixed model; units of y, and of y per unit of a column. Plain data. */
export interface MixedModelFit {
  criterion: MixedCriterion;
  /** Fixed effects, length p. */
  coefficients: Float64Array;
  names: readonly string[];
  standardErrors: Float64Array;
  /** p x p, row-major. */
  covariance: Float64Array;
  /** Of the fixed effects: groups less columns, at least 1. */
  degreesOfFreedom: number;
  residualVariance: number;
  /** Covariance of the random effects, q x q: of the intercept (where the column is 0) and the slope. */
  effectCovariance: Float64Array;
  /** The same with the intercept at the mean of the slope's column. */
  centredCovariance: Float64Array;
  boundary: VarianceBoundary;
  /** Its maximum: restricted where the criterion is REML. */
  logLikelihood: number;
  n: number;
  groups: GroupEffect[];
}

interface Fitted {
  fit: LeastSquaresFit;
  numbered: NumberedClusters;
  sums: ProfileData;
  lambda: Float64Array;
  scaling: SlopeScale;
  /** Index of the fixed effect that the last random effect adds to; -1 where there is none. */
  partner: number;
}

/** As in `lme4::isSingular`. */
const singular = 1e-4;

function boundaryOf(lambda: Float64Array): VarianceBoundary {
  if (lambda.length === 1) return lambda[0]! < singular ? 'no variance' : 'none';
  const [first, , below, last] = lambda as unknown as [number, number, number, number];
  const slope = Math.hypot(below, last);
  if (slope < singular) return first < singular ? 'no variance' : 'no slope variance';
  if (first < singular) return 'no intercept variance';
  return last < singular ? 'correlation of one' : 'none';
}

/** T of b = T b*, where b* belongs to the scaled columns 1 and (x - centre) / scale. */
const unscaling = (q: number, { centre, scale }: SlopeScale): Float64Array =>
  q === 1 ? Float64Array.of(1) : Float64Array.of(1, -centre / scale, 0, 1 / scale);

const sandwich = (outer: Float64Array, inner: Float64Array, q: number): Float64Array =>
  product(product(outer, inner, q), transpose(outer, q), q);

function groupEffects(model: Fitted, found: Profile, variance: number): GroupEffect[] {
  const { fit, numbered, sums, lambda, scaling, partner } = model;
  const { q, p } = sums;
  const psi = product(lambda, transpose(lambda, q), q);
  const t = unscaling(q, scaling);
  return sums.groups.map((group, index) => {
    const { h, score } = found.groups[index]!;
    const given = product(psi, h, q);
    const conditional = sandwich(t, given, q).map((value) => value * variance);
    // What an error of gamma does to fixed effect plus prediction.
    const drawn = product(t, product(given, group.zq, q), q).slice((q - 1) * p);
    const lever = drawn.map((value, j) =>
      partner < 0 ? Number.NaN : fit.basisToCoefficients[partner * p + j]! - value,
    );
    const byFixed = product(product(lever, found.gammaCovariance, p), lever, p)[0]! * variance;
    return {
      id: numbered.ids[index]!,
      n: group.n,
      effects: product(t, product(psi, score, q), q),
      conditionalCovariance: conditional,
      totalError: Math.sqrt(byFixed + conditional.at(-1)!),
    };
  });
}

/** What a relative covariance factor means for fixed effects, variances and groups. */
export function fittedModel(model: Fitted): MixedModelFit {
  const { fit, numbered, sums, lambda, scaling } = model;
  const { q, p, n, criterion } = sums;
  const found = profile(lambda, sums);
  const m = criterion === 'REML' ? n - p : n;
  const variance = found.residual / m;
  const back = fit.basisToCoefficients;
  const covariance = sandwich(back, found.gammaCovariance, p).map((value) => value * variance);
  const change = product(back, found.gamma, p);
  const scaled = product(lambda, transpose(lambda, q), q).map((value) => value * variance);
  let logRoot = 0;
  for (let j = 0; j < p; j++) logRoot -= Math.log(Math.abs(back[j * (p + 1)]!));
  const constant = m * (1 + Math.log((2 * Math.PI) / m)) + (criterion === 'REML' ? 2 * logRoot : 0);
  return {
    criterion,
    coefficients: fit.coefficients.map((value, j) => value + change[j]!),
    names: fit.names,
    standardErrors: Float64Array.from({ length: p }, (_, j) => Math.sqrt(covariance[j * (p + 1)]!)),
    covariance,
    degreesOfFreedom: Math.max(1, numbered.count - p),
    residualVariance: variance,
    effectCovariance: sandwich(unscaling(q, scaling), scaled, q),
    centredCovariance: sandwich(unscaling(q, { centre: 0, scale: scaling.scale }), scaled, q),
    boundary: boundaryOf(lambda),
    logLikelihood: -(found.deviance + constant) / 2,
    n,
    groups: groupEffects(model, found, variance),
  };
}
