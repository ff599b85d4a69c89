import type { LeastSquaresFit } from '../least-squares.js';
import type { CovarianceConvention, CovarianceMatrix } from './covariance-matrix.js';

/**
 * The factors that a sandwich is multiplied by, and the degrees of freedom of its t tests, for n observations of
 * positive weight, k coefficients and G clusters.
 *
 * Without clusters the conventions agree: HC1 has n / (n - k) (Hinkley 1977, Technometrics 19, 285-292), the others
 * 1, and there are n - k degrees of freedom. `Conley` has 1 too, but n / (n - k) by `fixest` (its `vcov_conley`).
 *
 * With clusters CR0 and CR2 have 1, and CR1 has G / (G - 1) x (n - 1) / (n - k). What differs:
 * - `stata` (`regress, vce(cluster)`): G - 1 degrees of freedom. CR3 has (G - 1) / G, as the jackknife does (Bell and
 *   McCaffrey 2002; MacKinnon, Nielsen and Webb 2023, J. Applied Econometrics 38, 671-694, their CV3). Two-way: each of
 *   the three parts has the factor of its own number of clusters (Cameron, Gelbach and Miller 2011), and the
 *   degrees of freedom are the smaller G less 1.
 * - `sandwich` (R's `vcovCL` with its defaults, tested by `lmtest::coeftest`): n - k degrees of freedom. CR3 has 1:
 *   `vcovCL(type = "HC3")` cancels the jackknife's factor by G / (G - 1). Two-way factors as `stata`.
 * - `fixest` (R, `ssc()` with its defaults K.adj, G.adj, G.df = "min" and t.df = "min"): as `stata`, but all
 *   three parts of a two-way covariance have the factor of the smaller G.
 *
 * CR2 has degrees of freedom of its own (`satterthwaite`), whatever the convention.
 *
 * @param clusters none, one number, or those of the first, the second and their intersections.
 */
export function smallSample(
  type: CovarianceMatrix['type'],
  convention: CovarianceConvention,
  { degreesOfFreedom: residual, k }: LeastSquaresFit,
  clusters: readonly number[],
): { factors: number[]; degreesOfFreedom: number } {
  const n = residual + k;
  if (clusters.length === 0) {
    const adjusted = type === 'HC1' || (type === 'Conley' && convention === 'fixest');
    const factor = !adjusted ? 1 : residual > 0 ? n / residual : Number.NaN;
    return { factors: [factor], degreesOfFreedom: residual };
  }
  const smallest = Math.min(...clusters);
  const factors = clusters.map((own) => {
    const count = convention === 'fixest' ? smallest : own;
    if (type === 'CR1') return residual > 0 ? (count / (count - 1)) * ((n - 1) / residual) : Number.NaN;
    return type === 'CR3' && convention !== 'sandwich' ? (count - 1) / count : 1;
  });
  return { factors, degreesOfFreedom: convention === 'sandwich' ? residual : smallest - 1 };
}
