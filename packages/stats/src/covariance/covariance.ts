import type { ClusterIds } from '../cluster-codes.js';
import { InvalidDataError } from '../errors.js';
import type { LeastSquaresFit } from '../least-squares.js';
import { adjustedRows, workingBasis } from './bell-mccaffrey.js';
import { type ClusterGroups, groupClusters, intersectClusters } from './cluster-groups.js';
import { clusterJackknife } from './cluster-jackknife.js';
import { clusterSandwich } from './cluster-sandwich.js';
import type {
  ClusterType,
  CovarianceConvention,
  CovarianceMatrix,
  CovarianceType,
  HeteroskedasticType,
} from './covariance-matrix.js';
import { heteroskedasticSandwich } from './heteroskedastic.js';
import { positiveSemidefinite } from './positive-semidefinite.js';
import { satterthwaite } from './satterthwaite.js';
import { smallSample } from './small-sample.js';
import { warningsOf, warningsOfCr2 } from './warnings.js';

export interface CovarianceOptions {
  /** Small-sample factor and degrees of freedom, see `smallSample`. `stata` where not given. */
  convention?: CovarianceConvention;
  /** Length n. Needed by the CR types, and by them alone. */
  clusters?: ClusterIds;
  /** Length n: a second way of clustering, for CR0 and CR1. */
  secondClusters?: ClusterIds;
}

/**
 * The covariance of the coefficients, weighted or not. `classical` is s^2 (X'WX)^-1; HC0 to HC5 are robust to
 * heteroskedasticity (`heteroskedasticSandwich` has the formulas), CR0 to CR3 also to correlation within clusters:
 * CR0 and CR1 `clusterSandwich`, CR2 `adjustedRows` with `satterthwaite` degrees of freedom, CR3 `clusterJackknife`.
 * Factor and degrees of freedom follow the convention and are part of the result. Where as many observations as
 * columns have a positive weight, `classical`, HC1 and CR1 are NaN, and a warning says so.
 *
 * With two ways of clustering it is V1 + V2 - V12, V12 being that of their intersections: the pairs of clusters that
 * have an observation (Cameron, Gelbach and Miller 2011, J. Business and Economic Statistics 29, 238-249, section 2.2).
 * Eigenvalues below zero (by more than 1e-12 of the largest) are set to zero, under every convention, and a warning
 * says so; `sandwich::vcovCL` does this with `fix = TRUE`. As theirs, this repair depends on the units of the columns.
 *
 * @throws InvalidDataError where clusters are missing, unwanted, of another length than n, incomplete or a single one.
 * @throws LeverageOneError for HC2 and beyond where an observation's leverage is within 1e-12 of 1.
 * @throws ClusterLeverageOneError for CR3 where the coefficients cannot be estimated without one of the clusters.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const fit = leastSquares({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: [x.map(() => 1), x] });
 * // R: x <- 1:8; fit <- lm(c(3, 1, 4, 1, 5, 9, 2, 6) ~ x)
 * covariance(fit, 'HC1').values; // => [1.5245991, -0.30988824, -0.30988824, 0.10443662]
 * // R: sandwich::vcovHC(fit, type = "HC1")
 * covariance(fit, 'HC3').values[3]; // => 0.14528866
 * // R: sandwich::vcovHC(fit, type = "HC3")[2, 2]
 * const clusters = ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'];
 * covariance(fit, 'CR1', { clusters }).values[3]; // => 0.087439936
 * // R: sandwich::vcovCL(fit, cluster = rep(c("a", "b", "c", "d"), each = 2), type = "HC1")[2, 2]
 * ```
 */
export function covariance(
  fit: LeastSquaresFit,
  type: CovarianceType,
  options: CovarianceOptions = {},
): CovarianceMatrix {
  const groupings = groupingsOf(fit, type, options);
  const { k } = fit;
  const convention = options.convention ?? 'stata';
  const clusters = groupings.map(({ members }) => members.length);
  const { factors, degreesOfFreedom } = smallSample(type, convention, fit, clusters);
  const result: CovarianceMatrix = {
    type,
    k,
    values: new Float64Array(k * k),
    convention,
    factors,
    degreesOfFreedom: new Float64Array(k).fill(degreesOfFreedom),
    clusters,
    warnings: warningsOf(fit, type, groupings.slice(0, 2)),
  };
  const [groups] = groupings;
  if (groups === undefined) {
    const values = unclustered(fit, type as 'classical' | HeteroskedasticType);
    return { ...result, values: values.map((value) => value * factors[0]!) };
  }
  if (type === 'CR2') return bellMcCaffrey(fit, groups, result);
  if (groupings.length === 3) return twoWay(fit, groupings, result);
  const values = type === 'CR3' ? clusterJackknife(fit, groups) : sandwichOf(fit, groups);
  return { ...result, values: values.map((value) => value * factors[0]!) };
}

/** None, one, or the first, the second and their intersections. */
function groupingsOf(
  fit: LeastSquaresFit,
  type: CovarianceType,
  { clusters, secondClusters }: CovarianceOptions,
): ClusterGroups[] {
  const clustered = (['CR0', 'CR1', 'CR2', 'CR3'] satisfies ClusterType[] as string[]).includes(type);
  if (!clustered) {
    if (clusters === undefined && secondClusters === undefined) return [];
    throw new InvalidDataError(`${type} takes no clusters. Use CR0, CR1, CR2 or CR3, or leave them out.`);
  }
  if (clusters === undefined) {
    throw new InvalidDataError(`${type} needs clusters: one identifier an observation.`);
  }
  const first = groupClusters(fit, clusters);
  if (secondClusters === undefined) return [first];
  if (type === 'CR2' || type === 'CR3') {
    throw new InvalidDataError(`${type} is not defined for two ways of clustering. Use CR0 or CR1.`);
  }
  const second = groupClusters(fit, secondClusters);
  return [first, second, intersectClusters(fit, first, second)];
}

function unclustered(fit: LeastSquaresFit, type: 'classical' | HeteroskedasticType): Float64Array {
  return type === 'classical'
    ? fit.crossProductInverse.map((value) => value * fit.residualVariance)
    : heteroskedasticSandwich(fit, type);
}

function sandwichOf({ pseudoinverse, residuals }: LeastSquaresFit, groups: ClusterGroups): Float64Array {
  return clusterSandwich(pseudoinverse, residuals, groups);
}

function bellMcCaffrey(
  fit: LeastSquaresFit,
  groups: ClusterGroups,
  result: CovarianceMatrix,
): CovarianceMatrix {
  const working = workingBasis(fit);
  const adjusted = adjustedRows(fit, working, groups);
  const degreesOfFreedom = satterthwaite(adjusted, working, groups);
  return {
    ...result,
    values: clusterSandwich(adjusted.rows, fit.residuals, groups),
    degreesOfFreedom,
    warnings: [...result.warnings, ...warningsOfCr2(adjusted.singular, groups, degreesOfFreedom, fit.names)],
  };
}

function twoWay(
  fit: LeastSquaresFit,
  groupings: readonly ClusterGroups[],
  result: CovarianceMatrix,
): CovarianceMatrix {
  const total = new Float64Array(fit.k * fit.k);
  groupings.forEach((groups, part) => {
    const factor = result.factors[part]! * (part === 2 ? -1 : 1);
    sandwichOf(fit, groups).forEach((value, at) => {
      total[at] = total[at]! + factor * value;
    });
  });
  const { values, negative } = positiveSemidefinite(total, fit.k);
  if (negative === 0) return { ...result, values };
  const message =
    `The two-way covariance had ${negative} negative eigenvalue${negative > 1 ? 's' : ''}, set to zero: ` +
    'some combinations of coefficients have too small a variance.';
  return { ...result, values, warnings: [...result.warnings, { code: 'negative-eigenvalues', message }] };
}
