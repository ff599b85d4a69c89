import { type ErrorMethod, errorMethodInWords } from '@inverse-care/domain';
import {
  type ClusteredSlopes,
  clusteredSlopes,
  fUpperTail,
  InvalidDataError,
  type Period,
  stackedCovariance,
  testClusteredSlopes,
  waldTest,
} from '@inverse-care/stats';
import { type Inferred, inferred } from '../coefficient.js';
import { fewNote } from '../likelihood-fit.js';
import { clustersForEach, waldByClusters } from '../wald-by-clusters.js';
import type { UnitsOf } from './cluster-units.js';
import type { SlopeWithInfluence } from './slope-influence.js';

/** A test of several combinations of slopes at once; without numbers where it is not made, and why. */
export interface TestTogether {
  statistic: number | null;
  df1: number | null;
  /** null for chi-squared. */
  df2: number | null;
  p_value: number | null;
  method: string;
  note: string;
}

/** The slopes of several regressions of one model, with what they have to do with one another. */
export interface SlopesTogether {
  /** Per unit of need, in the order given. */
  estimates: readonly number[];
  /** T x T, row-major, by the model's clusters. */
  covariance: Float64Array;
  /** Of covariance and intervals. */
  method: string;
  clusters: number;
  /** What a reader should know of intervals; empty where there is nothing. */
  note: string;
  /** One combination of the slopes. */
  combined(weights: readonly number[], level: number): Inferred;
  /** That all combinations are zero. */
  tested(rows: readonly (readonly number[])[]): TestTogether;
}

const dot = (weights: readonly number[], values: ArrayLike<number>) =>
  weights.reduce((sum, weight, t) => sum + weight * values[t]!, 0);

const quadratic = (weights: readonly number[], matrix: Float64Array) => {
  const k = weights.length;
  return weights.reduce((sum, left, a) => sum + left * dot(weights, matrix.subarray(a * k, (a + 1) * k)), 0);
};

/** V1 + V2 - V12 for two ways of clustering, else the one there is. */
function covarianceOf(slopes: readonly SlopeWithInfluence[], unitsOf: UnitsOf, method: ErrorMethod) {
  const factor = method.kind === 'HC' && method.type === 'HC0' ? 'CR0' : 'CR1';
  const by = (way: (slope: SlopeWithInfluence) => readonly string[]) =>
    stackedCovariance(
      slopes.map((slope) => ({ influence: slope.influence, clusters: way(slope), k: slope.k })),
      factor,
    );
  const ways = slopes.map((slope) => unitsOf(slope));
  const at = (slope: SlopeWithInfluence) => ways[slopes.indexOf(slope)]!;
  const first = by((slope) => at(slope)[0]!);
  if (ways[0]!.length === 1) return { values: first.values, clusters: first.clusters };
  const second = by((slope) => at(slope)[1]!);
  const both = by((slope) => at(slope)[0]!.map((id, i) => `${id} ${at(slope)[1]![i]}`));
  return {
    values: first.values.map((value, i) => value + second.values[i]! - both.values[i]!),
    clusters: Math.min(first.clusters, second.clusters),
  };
}

/** The regressions as periods with their one way of clusters; null for a pseudo-likelihood, two ways and single PCNs. */
function periodsOf(
  slopes: readonly SlopeWithInfluence[],
  unitsOf: UnitsOf,
  method: ErrorMethod,
): Period[] | null {
  if (method.kind === 'HC' || method.kind === 'two_way') return null;
  const periods = slopes.flatMap((slope): Period[] =>
    slope.period === null ? [] : [{ ...slope.period, units: unitsOf(slope)[0]! }],
  );
  return periods.length === slopes.length ? periods : null;
}

/** By the approximate Hotelling test with CR2, made for few clusters. */
function hotelling(fit: ClusteredSlopes, rows: readonly (readonly number[])[]): TestTogether {
  const method = 'Hotelling with CR2';
  try {
    const { f, df, denominatorDf, pValue } = testClusteredSlopes(fit, rows);
    return { statistic: f, df1: df, df2: denominatorDf, p_value: pValue, method, note: '' };
  } catch (error) {
    if (!(error instanceof InvalidDataError)) throw error;
    return { statistic: null, df1: null, df2: null, p_value: null, method, note: error.message };
  }
}

/** What Wald's test is made with. */
interface Wald {
  estimates: readonly number[];
  covariance: Float64Array;
  clusters: number;
  method: ErrorMethod;
  leastSquares: boolean;
}

/**
 * Wald's test: of PCNs, which are many, F with their number less 1 by least squares and chi-squared by a
 * pseudo-likelihood; of G areas as Hotelling's T-squared, F with q and G - q degrees of freedom, where there are enough.
 */
function wald(
  { estimates, covariance, clusters, method, leastSquares }: Wald,
  restrictions: readonly (readonly number[])[],
): TestTogether {
  const q = restrictions.length;
  const byArea = method.kind !== 'HC';
  const words = byArea ? 'Wald by clusters' : 'Wald';
  const nothing = { statistic: null, df1: null, df2: null, p_value: null, method: words };
  if (byArea && clusters < clustersForEach * q)
    return {
      ...nothing,
      note: `${q} restrictions are too many for ${clusters} clusters, fewer than ${clustersForEach} for each: no joint test`,
    };
  try {
    const { f, df, chiSquaredP } = waldTest({ estimates, covariance, restrictions });
    if (byArea)
      return {
        ...waldByClusters({ f, df }, clusters),
        method: words,
        note: `the joint test by ${clusters} clusters is too ready where they are few or unlike`,
      };
    const df2 = leastSquares ? clusters - 1 : null;
    const p_value = df2 === null ? chiSquaredP : fUpperTail(f, df, df2);
    return { statistic: f, df1: df, df2, p_value, method: words, note: '' };
  } catch (error) {
    if (!(error instanceof InvalidDataError)) throw error;
    return { ...nothing, note: error.message };
  }
}

/** What the covariance and the intervals are by, in words. */
function inWords(method: ErrorMethod, cr2: boolean): string {
  if (method.kind === 'HC') return `${method.type === 'HC0' ? 'CR0' : 'CR1'} by PCN`;
  return cr2 && method.kind !== 'two_way'
    ? errorMethodInWords({ kind: 'CR2', area: method.area })
    : errorMethodInWords(method);
}

/**
 * Puts the slopes of several regressions of a model together: one stacked system, clustered as the model is, and by PCN
 * where it takes PCNs to be independent, as the same PCNs come back. CR2 (and the wild bootstrap, which is of one
 * regression) has CR2 over all of them with Satterthwaite's degrees of freedom of each combination; CR1 the clusters less
 * 1; a pseudo-likelihood normal tests. Tests of several combinations at once by areas are by CR2 where the model is of
 * least squares, as Wald's rejects far too often with few of them.
 *
 * @throws InvalidDataError where there is one cluster alone, or too few observations.
 */
export function slopesTogether(
  slopes: readonly SlopeWithInfluence[],
  method: ErrorMethod,
  unitsOf: UnitsOf,
): SlopesTogether {
  const estimates = slopes.map(({ estimate }) => estimate);
  const leastSquares = slopes.every(({ period }) => period !== null);
  const periods = periodsOf(slopes, unitsOf, method);
  const fit = periods === null ? null : clusteredSlopes(periods);
  const byCr2 = fit !== null && (method.kind === 'CR2' || method.kind === 'wild');
  const { values, clusters } = covarianceOf(slopes, unitsOf, method);
  const covariance = byCr2 ? fit.covariance : values;
  return {
    estimates,
    covariance,
    clusters,
    note: leastSquares ? '' : fewNote(clusters).join('; '),
    method: inWords(method, byCr2),
    combined(weights, level) {
      const df = byCr2
        ? testClusteredSlopes(fit, [weights]).denominatorDf
        : leastSquares
          ? clusters - 1
          : null;
      return inferred(dot(weights, estimates), quadratic(weights, covariance), df, level);
    },
    tested: (rows) =>
      fit === null
        ? wald({ estimates, covariance, clusters, method, leastSquares }, rows)
        : hotelling(fit, rows),
  };
}
