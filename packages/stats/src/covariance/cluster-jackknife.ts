import { basisToCoefficient } from '../basis-to-coefficient.js';
import { ClusterLeverageOneError } from '../errors.js';
import type { LeastSquaresFit } from '../least-squares.js';
import { solveNormalEquations } from '../normal-equations.js';
import type { ClusterGroups } from './cluster-groups.js';
import { sumOfOuterProducts } from './cluster-sandwich.js';

/**
 * CR3 but for its factor, k x k, row-major: the sum over clusters of uu', where u is how much the coefficients change
 * when the cluster is left out. That is (X'WX)^-1 X_g'W_g (I - H_g)^-1 e_g (Bell and McCaffrey 2002, Survey
 * Methodology 28, 169-181), and in the orthonormal basis R^-1 (I - Q_g'Q_g)^-1 Q_g'W_g^(1/2) e_g: one k x k system a
 * cluster, however large it is.
 *
 * @throws ClusterLeverageOneError where the other clusters alone do not determine the coefficients.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
 * const [, slope] = clusterJackknife({ y, columns: [x.map(() => 1), x], clusters: [1, 1, 2, 2, 3, 3, 4, 4] });
 * slope.stdError; // => 0.52338379
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9, 2, 6), x = 1:8, g = rep(1:4, each = 2))
 * // R: b <- sapply(1:4, function(g) coef(lm(y ~ x, d[d$g != g, ]))[[2]]); sqrt(3 / 4 * sum((b - mean(b))^2))
 * ```
 */
export function clusterJackknife(fit: LeastSquaresFit, groups: ClusterGroups): Float64Array {
  const { k, basis, basisToCoefficients, residuals, weights } = fit;
  const changes = groups.members.map((group, g) => {
    const remainder = new Float64Array(k * k);
    const step = new Float64Array(k);
    for (let a = 0; a < k; a++) {
      const left = basis[a]!;
      let score = 0;
      for (const i of group) {
        score += left[i]! * residuals[i]! * (weights === undefined ? 1 : Math.sqrt(weights[i]!));
      }
      step[a] = score;
      for (let b = 0; b <= a; b++) {
        const right = basis[b]!;
        let total = a === b ? 1 : 0;
        for (const i of group) total -= left[i]! * right[i]!;
        remainder[a * k + b] = total;
      }
    }
    if (!solveNormalEquations(remainder, step, k)) throw new ClusterLeverageOneError(groups.ids[g]!);
    return Float64Array.from({ length: k }, (_, j) => basisToCoefficient(basisToCoefficients, step, j, k));
  });
  return sumOfOuterProducts(changes, k);
}
