import type { LeastSquaresFit } from '../least-squares.js';
import { distinctPoints } from '../spatial/distinct-points.js';
import { checkCutoff, checkPoints, type GeographicPoints } from '../spatial/great-circle.js';
import { type ConleyKernel, kernelWeights } from '../spatial/kernel-weights.js';
import type { CovarianceConvention, CovarianceMatrix } from './covariance-matrix.js';
import { positiveSemidefinite } from './positive-semidefinite.js';
import { smallSample } from './small-sample.js';
import { warningsOf } from './warnings.js';

export interface ConleyOptions extends GeographicPoints {
  /** Distance in km beyond which observations are taken not to depend on one another. */
  cutoff: number;
  /** `bartlett` where not given. */
  kernel?: ConleyKernel;
  /**
   * Small-sample factor: `fixest` has n / (n - k), as its `vcov_conley`; `stata` (where not given) and `sandwich` have
   * none, as Conley (1999) has none. The degrees of freedom are n - k.
   */
  convention?: CovarianceConvention;
}

/**
 * The covariance of the coefficients that allows for dependence between observations near one another (Conley 1999,
 * J. Econometrics 92, 1-45): with u the scores (X'WX)^-1 x w e, it is the sum of K(d_ij) u_i u_j' over all pairs, an
 * observation with itself among them. Distances are great circles in km (`greatCircleKm`). Observations at the same
 * point count with weight 1, and so do those at the cutoff (to within 1e-9 of it) with the uniform kernel.
 *
 * Neither kernel need give a positive semidefinite matrix on a sphere, or on a plane: eigenvalues below zero are set
 * to zero and a warning says so (as `fixest` does; Cameron, Gelbach and Miller 2011).
 *
 * R's `fixest::vcov_conley(distance = "spherical")` has the uniform kernel, a radius that is the same to a millionth
 * and the factor n / (n - k); its default, `distance = "triangular"`, approximates distances on a plane.
 *
 * @throws InvalidDataError where there is not one point an observation, a point is not on Earth or the cutoff is not
 * above 0 km.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const fit = leastSquares({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: [x.map(() => 1), x] });
 * // R: x <- 1:8; fit <- lm(c(3, 1, 4, 1, 5, 9, 2, 6) ~ x)
 * const latitudes = [50, 50.2, 50.4, 51, 51.1, 51.5, 52, 52.1];
 * const longitudes = [-1, -1, -0.5, 0, 0, -1.2, -2, -2];
 * conley(fit, { longitudes, latitudes, cutoff: 100 }).values[3]; // => 0.046409848
 * // R: at <- cbind(c(-1, -1, -0.5, 0, 0, -1.2, -2, -2), c(50, 50.2, 50.4, 51, 51.1, 51.5, 52, 52.1))
 * // R: d <- geosphere::distm(at, fun = function(a, b) geosphere::distHaversine(a, b, r = 6371.0088))
 * // R: u <- sandwich::estfun(fit) %*% solve(crossprod(cbind(1, x)))
 * // R: (t(u) %*% ((1 - d / 100) * (d < 100)) %*% u)[2, 2]
 * ```
 */
export function conley(fit: LeastSquaresFit, options: ConleyOptions): CovarianceMatrix {
  const { k } = fit;
  const convention = options.convention ?? 'stata';
  checkPoints(options, fit.n);
  checkCutoff(options.cutoff);
  const { factors, degreesOfFreedom } = smallSample('Conley', convention, fit, []);
  const scores = fit.pseudoinverse.map((row) => row.map((value, i) => value * fit.residuals[i]!));
  const sandwich = conleySums(scores, options).map((value) => value * factors[0]!);
  const { values, negative } = positiveSemidefinite(sandwich, k);
  const warnings = warningsOf(fit, 'Conley', []);
  if (negative > 0) {
    const message =
      `The Conley covariance had ${negative} negative eigenvalue${negative > 1 ? 's' : ''}, set to zero: ` +
      'some combinations of coefficients have too small a variance. Try another cutoff.';
    warnings.push({ code: 'negative-eigenvalues', message });
  }
  return {
    type: 'Conley',
    k,
    values,
    convention,
    factors,
    degreesOfFreedom: new Float64Array(k).fill(degreesOfFreedom),
    clusters: [],
    warnings,
  };
}

/** Scores are added up by point first: those of one point have the same weights. */
function conleySums(scores: readonly Float64Array[], { kernel = 'bartlett', cutoff, ...at }: ConleyOptions) {
  const k = scores.length;
  const points = distinctPoints(at);
  const count = points.longitudes.length;
  const sums = scores.map((score) => {
    const totals = new Float64Array(count);
    points.codes.forEach((code, i) => {
      totals[code] = totals[code]! + score[i]!;
    });
    return totals;
  });
  const weights = kernelWeights(points, kernel, cutoff);
  const values = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      let total = 0;
      for (let p = 0; p < count; p++) {
        let row = 0;
        for (let q = 0; q < count; q++) row += weights[p * count + q]! * sums[b]![q]!;
        total += sums[a]![p]! * row;
      }
      values[a * k + b] = total;
      values[b * k + a] = total;
    }
  }
  return values;
}
