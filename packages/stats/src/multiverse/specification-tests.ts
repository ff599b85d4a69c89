import { adjustedRows, workingBasis } from '../covariance/bell-mccaffrey.js';
import { clusterFactor } from '../covariance/cluster-factor.js';
import type { ClusterGroups } from '../covariance/cluster-groups.js';
import { satterthwaite } from '../covariance/satterthwaite.js';
import { normalQuantile, normalTwoSidedP } from '../distributions/normal.js';
import { studentTQuantile, studentTTwoSidedP } from '../distributions/student-t.js';
import { InvalidDataError } from '../errors.js';
import { checkLeverage } from '../leverage-one.js';
import { influenceOf } from './component.js';
import type { OrthonormalDesign } from './orthonormal-design.js';
import type { SpecificationFit } from './specification-fit.js';

/** Standard errors of a specification; `clustering` is an index into the group's clusterings. */
export type ErrorType =
  | { type: 'HC1' | 'HC3' }
  | {
      type: 'CR1' | 'CR2';
      clustering: number;
    };

/** Cluster of every row, numbered from 0 without gaps. */
export interface Clustering {
  codes: Int32Array;
  count: number;
}

export interface EffectTest {
  stdError: number;
  /** Of Student's t; Infinity for the normal distribution, which models other than the linear have. */
  degreesOfFreedom: number;
  confLow: number;
  confHigh: number;
  pValue: number;
}

/** Sum of squares of the sums within clusters. */
export function clusteredSquares(values: Float64Array, { codes, count }: Clustering): number {
  const sums = new Float64Array(count);
  for (let i = 0; i < values.length; i++) sums[codes[i]!] = sums[codes[i]!]! + values[i]!;
  let total = 0;
  for (const value of sums) total += value * value;
  return total;
}

/** What CR2 needs of a design and a clustering: the same for all outcomes. */
export interface AdjustedSlope {
  /** Row of the slope, length n. */
  row: Float64Array;
  degreesOfFreedom: number;
}

/**
 * Bell and McCaffrey's adjustment for the last coefficient; see `adjustedRows` and `satterthwaite`.
 *
 * @param weighted whether the design has weights: CR2's working model is of equal variances all the same.
 */
export function adjustSlope(
  design: OrthonormalDesign,
  clustering: Clustering,
  weighted: boolean,
): AdjustedSlope {
  const { n, k, basis, basisToCoefficients, roots } = design;
  const weights = weighted ? { weights: roots.map((root) => root * root) } : {};
  const groups = groupsOf(clustering);
  const working = workingBasis({ basis, ...weights });
  const adjusted = adjustedRows({ n, k, basisToCoefficients, ...weights }, working, groups);
  const row = adjusted.rows.at(-1)!;
  const [degreesOfFreedom] = satterthwaite({ ...adjusted, rows: [row] }, working, groups);
  return { row, degreesOfFreedom: degreesOfFreedom! };
}

function groupsOf({ codes, count }: Clustering): ClusterGroups {
  const members: number[][] = Array.from({ length: count }, () => []);
  codes.forEach((code, i) => {
    members[code]!.push(i);
  });
  return { ids: members.map((_, g) => g), members: members.map((group) => Int32Array.from(group)) };
}

/**
 * Tests an effect against zero. HC1 is White's sandwich times n / (n - k), HC3 MacKinnon and White's (1985), CR1
 * Stata's clustered sandwich with G - 1 degrees of freedom, CR2 Bell and McCaffrey's (2002) with Satterthwaite's.
 * Models other than the linear have HC1 and CR1, by the delta method, and normal tests; in a two-part model each part
 * has its own n / (n - k).
 *
 * @param adjusted gives the adjusted slope of a clustering, for CR2.
 * @throws InvalidDataError where the variance is not above 0 or the model has no such errors.
 */
export function testEffect(
  { estimate, components }: SpecificationFit,
  linear: boolean,
  errors: ErrorType,
  clusterings: readonly Clustering[],
  level: number,
  adjusted: (clustering: number) => AdjustedSlope,
): EffectTest {
  const { n } = components[0]!.design;
  let variance: number;
  let degreesOfFreedom = Number.POSITIVE_INFINITY;
  const { design, scaledResiduals, gradient } = components[0]!;
  if (!linear && (errors.type === 'CR2' || errors.type === 'HC3')) {
    throw new InvalidDataError(`${errors.type} is defined for least squares alone.`);
  }
  if (errors.type === 'HC3') {
    variance = jackknifeVariance(design, scaledResiduals, gradient.at(-1)!);
    degreesOfFreedom = n - design.k;
  } else if (errors.type === 'CR2') {
    const slope = adjusted(errors.clustering);
    const scores = slope.row.map((value, i) => (value * scaledResiduals[i]!) / design.roots[i]!);
    variance = clusteredSquares(scores, clusterings[errors.clustering]!);
    degreesOfFreedom = slope.degreesOfFreedom;
  } else {
    const clustering = errors.type === 'CR1' ? clusterings[errors.clustering]! : undefined;
    const influence = new Float64Array(n);
    for (const component of components) {
      const { n: own, k } = component.design;
      const count = clustering && clustersWithin(clustering, component.rows);
      const root = Math.sqrt(count === undefined ? own / (own - k) : clusterFactor(count, own, k));
      influenceOf(component, n).forEach((value, i) => {
        influence[i] = influence[i]! + root * value;
      });
    }
    variance = clustering
      ? clusteredSquares(influence, clustering)
      : influence.reduce((total, value) => total + value * value, 0);
    if (linear) degreesOfFreedom = clustering ? clustering.count - 1 : n - design.k;
  }
  if (!(variance > 0)) throw new InvalidDataError(`The variance of the effect is ${variance}.`);
  const stdError = Math.sqrt(variance);
  const normal = degreesOfFreedom === Number.POSITIVE_INFINITY;
  const tail = 1 - (1 - level) / 2;
  const width = (normal ? normalQuantile(tail) : studentTQuantile(tail, degreesOfFreedom)) * stdError;
  const t = estimate / stdError;
  return {
    stdError,
    degreesOfFreedom,
    confLow: estimate - width,
    confHigh: estimate + width,
    pValue: normal ? normalTwoSidedP(t) : studentTTwoSidedP(t, degreesOfFreedom),
  };
}

function clustersWithin({ codes, count }: Clustering, rows: Int32Array | undefined): number {
  if (rows === undefined) return count;
  const seen = new Set<number>();
  for (const i of rows) seen.add(codes[i]!);
  return seen.size;
}

function jackknifeVariance(
  { n, k, basis }: OrthonormalDesign,
  residuals: Float64Array,
  slope: number,
): number {
  const leverage = new Float64Array(n);
  for (const unit of basis) for (let i = 0; i < n; i++) leverage[i] = leverage[i]! + unit[i]! * unit[i]!;
  checkLeverage(leverage, 'HC3');
  const last = basis[k - 1]!;
  let total = 0;
  for (let i = 0; i < n; i++) total += ((slope * last[i]! * residuals[i]!) / (1 - leverage[i]!)) ** 2;
  return total;
}
