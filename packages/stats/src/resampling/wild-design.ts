import {
  type ClusterCodes,
  type ClusterIds,
  clusterCodes,
  singletons,
  sumBy,
  sumProductsBy,
} from '../cluster-codes.js';
import { clusterFactor } from '../covariance/cluster-factor.js';
import { InvalidDataError } from '../errors.js';
import type { LeastSquaresFit } from '../least-squares.js';
import { checkLeverage } from '../leverage-one.js';
import { checkCoefficient, checkFinite } from './checks.js';
import { inner } from './inner.js';
import { fitSample, type Sample } from './sample.js';

export interface WildTestData extends Sample {
  /** Index of the coefficient tested, from 0. */
  coefficient: number;
  /** Of the standard error in the t statistic; CR1 where there are clusters, else HC1. */
  covariance?: 'HC0' | 'HC1' | 'HC2' | 'HC3' | 'CR1';
  clusters?: ClusterIds;
  /** Whose residuals share a weight: those of a cluster (the default where there are clusters), or none. */
  weightLevel?: 'observation' | 'cluster';
  /** Residuals of the regression in which the coefficient has the value tested (the default), or of the free one. */
  nullImposed?: boolean;
}

/** The t test of one coefficient, and what its wild bootstrap needs: sums that are linear in the weights. */
export interface WildDesign {
  estimate: number;
  stdError: number;
  nullImposed: boolean;
  /** Number of weights. */
  groups: number;
  k: number;
  /**
   * The residuals resampled are directions[0] + d x directions[1]. By direction, 2k arrays over the weights: k that
   * sum to Q'(u v), then k that sum to the cross terms of the variance.
   */
  sums: Float64Array[][];
  /** Of the squared weights, or of the clusters' own sums: terms (0,0), and where there are two directions (0,1), (1,1). */
  squares:
    | { byWeight: Float64Array[] }
    | { scores: Float64Array[]; weightOf: Int32Array; clusterOf: Int32Array };
  /** Clusters of the covariance. */
  clusters: number;
  /** k x k row-major: the variance's quadratic in Q'(u v). */
  quadratic: Float64Array;
  /** Length k: the coefficient is its inner product with Q'y. */
  back: Float64Array;
}

/** A regression whose coefficient is to be tested: what the designs of all nulls share. */
export interface WildRegression {
  fit: LeastSquaresFit;
  coefficient: number;
  estimate: number;
  stdError: number;
  nullImposed: boolean;
  covariance: NonNullable<WildTestData['covariance']>;
  /** Number of weights. */
  groups: number;
  /** Whose scores are summed before they are squared, and whose residuals share a weight. */
  units: ClusterCodes;
  weighted: ClusterCodes;
  level: NonNullable<WildTestData['weightLevel']>;
  /** Row of the pseudoinverse, times what the covariance corrects scores by: length n. */
  scaled: Float64Array;
}

/**
 * Fits the regression and its standard error.
 *
 * @throws as `wildDesign`.
 */
export function wildRegression(data: WildTestData): WildRegression {
  const { clusters, coefficient, nullImposed = true } = data;
  const fit = fitSample(data);
  const { n, k, coefficients, residuals, leverage } = fit;
  checkCoefficient(coefficient, k);
  const groups = clusters === undefined ? undefined : clusterCodes(fit, clusters);
  const covariance = data.covariance ?? (groups === undefined ? 'HC1' : 'CR1');
  const level = data.weightLevel ?? (groups === undefined ? 'observation' : 'cluster');
  if (groups === undefined && (covariance === 'CR1' || level === 'cluster')) {
    throw new InvalidDataError('Cluster-robust errors and weights by cluster need `clusters`.');
  }
  if (covariance === 'HC2' || covariance === 'HC3') checkLeverage(leverage, covariance);

  const units = covariance === 'CR1' ? groups! : singletons(n);
  const weighted = level === 'cluster' ? groups! : singletons(n);
  const scaled = fit.pseudoinverse[coefficient]!.slice();
  for (let i = 0; i < n; i++) scaled[i]! *= scoreScale(covariance, n, k, units.count, leverage[i]!);
  const own = sumProductsBy(units, scaled, residuals);
  const stdError = Math.sqrt(inner(own, own));
  if (!(stdError > 0)) {
    throw new InvalidDataError(
      'The standard error is 0: the outcome is fitted exactly, and there is nothing to test.',
    );
  }
  return {
    fit,
    coefficient,
    estimate: coefficients[coefficient]!,
    stdError,
    nullImposed,
    covariance,
    groups: weighted.count,
    units,
    weighted,
    level,
    scaled,
  };
}

/**
 * Prepares the wild bootstrap of the t test of one coefficient. The variance is that of the coefficient, the sum over
 * units of squared scores, where a unit is an observation (HC) or a cluster (CR1). A resample's residuals are
 * u v - QQ'(u v), so its variance is a quadratic form in sums over u v: nothing of length n need be formed but those
 * sums (Roodman, MacKinnon, Nielsen and Webb 2019, Stata Journal 19, 4-60, section 5).
 *
 * @param nullValue what the coefficient is under the null: resampled is the t statistic of that null. Without it,
 * both directions are kept where the null is imposed, for the statistic as a function of the null.
 * @throws InvalidDataError, RankDeficientError as `leastSquares`; InvalidDataError where there is no such coefficient,
 * fewer than two clusters, CR1 without clusters, no more observations than columns, or a standard error of 0;
 * LeverageOneError for HC2 and HC3.
 */
export function wildDesign(data: WildTestData, nullValue?: number): WildDesign {
  return designOf(wildRegression(data), nullValue);
}

/** The design of a regression for one null, or for any; see `wildDesign`. */
export function designOf(regression: WildRegression, nullValue?: number): WildDesign {
  const { fit, coefficient, estimate, stdError, nullImposed, covariance, level, units, weighted, scaled } =
    regression;
  const { k, basis, basisToCoefficients, residuals } = fit;
  if (nullValue !== undefined) checkFinite(nullValue, 'value under the null');
  const influence = fit.pseudoinverse[coefficient]!;
  const length = inner(influence, influence);
  const direction = influence.slice();
  for (let i = 0; i < direction.length; i++) direction[i]! /= length;
  const away = nullValue === undefined ? 0 : estimate - nullValue;
  const directions = !nullImposed
    ? [residuals]
    : nullValue === undefined
      ? [residuals, direction]
      : [residuals.map((e, i) => e + away * direction[i]!)];

  const leverageScores = basis.map((column) => sumProductsBy(units, scaled, column));
  const scores = directions.map((u) => productsOf(scaled, u));
  return {
    estimate,
    stdError,
    nullImposed,
    groups: weighted.count,
    k,
    sums: directions.map((u, d) => [
      ...basis.map((column) => sumProductsBy(weighted, column, u)),
      ...leverageScores.map((p) => sumProductsBy(weighted, p, scores[d]!, units.codes)),
    ]),
    squares:
      level === 'cluster' || covariance !== 'CR1'
        ? { byWeight: squaresByWeight(scores, units, weighted) }
        : { scores, weightOf: weighted.codes, clusterOf: units.codes },
    clusters: units.count,
    quadratic: Float64Array.from({ length: k * k }, (_, at) =>
      inner(leverageScores[Math.floor(at / k)]!, leverageScores[at % k]!),
    ),
    back: basisToCoefficients.slice(coefficient * k, (coefficient + 1) * k),
  };
}

function productsOf(a: Float64Array, b: Float64Array): Float64Array {
  const products = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) products[i] = a[i]! * b[i]!;
  return products;
}

/** What an observation's score is multiplied by for the covariance's small-sample correction. */
function scoreScale(covariance: string, n: number, k: number, units: number, leverage: number): number {
  if (covariance === 'HC1') return Math.sqrt(n / (n - k));
  if (covariance === 'HC2') return 1 / Math.sqrt(1 - leverage);
  if (covariance === 'HC3') return 1 / (1 - leverage);
  return covariance === 'CR1' ? Math.sqrt(clusterFactor(units, n, k)) : 1;
}

/** Sums over the units of each weight of products of their scores. */
function squaresByWeight(
  scores: Float64Array[],
  units: ClusterCodes,
  weighted: ClusterCodes,
): Float64Array[] {
  const weightOf = new Int32Array(units.count);
  units.codes.forEach((unit, i) => {
    weightOf[unit] = weighted.codes[i]!;
  });
  const nested = { codes: weightOf, count: weighted.count };
  const totals = scores.map((score) => sumBy(units, (i) => score[i]!));
  const pairs =
    scores.length === 1
      ? [[0, 0]]
      : [
          [0, 0],
          [0, 1],
          [1, 1],
        ];
  return pairs.map(([d, e]) => sumBy(nested, (u) => totals[d!]![u]! * totals[e!]![u]!));
}
