import type { GroupSums } from './group-sums.js';
import { identity, inverseOf, product, transpose } from './small-matrix.js';

/** Which likelihood is maximised. */
export type MixedCriterion = 'REML' | 'ML';

/** The sums of all groups, with fixed-effects columns Q that are orthonormal and r orthogonal to them. */
export interface ProfileData {
  groups: readonly GroupSums[];
  /** Random effects a group: one or two. */
  q: number;
  /** Fixed effects. */
  p: number;
  n: number;
  /** r'r. */
  rr: number;
  criterion: MixedCriterion;
}

/** A group at given variances: H = (I + Z'Z Psi)^-1, and Z'V^-1(r - Q gamma). */
export interface GroupProfile {
  h: Float64Array;
  score: Float64Array;
}

export interface Profile {
  /** -2 log-likelihood for the columns Q, without the constant (m) (1 + log(2 pi / m)). */
  deviance: number;
  /** Of the deviance with respect to Lambda, q x q. */
  gradient: Float64Array;
  /** Generalised least squares coefficients of r on Q, length p. */
  gamma: Float64Array;
  /** (Q'V^-1 Q)^-1, p x p. */
  gammaCovariance: Float64Array;
  /** r'V^-1 r at its least. */
  residual: number;
  groups: GroupProfile[];
}

/**
 * The profiled deviance of a linear mixed model and its gradient at a relative covariance factor Lambda, Psi = Lambda
 * Lambda' being the covariance of the random effects in units of the residual variance: Bates, Mächler, Bolker and
 * Walker (2015), Journal of Statistical Software 67(1), equations 34 and 41. With V = I + Z Psi Z' of one group,
 * V^-1 = I - Z Psi H Z' and |V| = 1 / |H|, so that no matrix is larger than the coefficients are many. The gradient
 * with respect to Psi sums Z'PZ - m Z'Pr r'PZ / r'Pr over the groups (Lindstrom and Bates 1988, JASA 83, 1014-1022).
 *
 * @param lambda q x q, lower triangular, row-major.
 */
export function profile(lambda: Float64Array, { groups, q, p, n, rr, criterion }: ProfileData): Profile {
  const psi = product(lambda, transpose(lambda, q), q);
  const precision = identity(p);
  const right = new Float64Array(p);
  let residual = rr;
  let logDeterminant = 0;
  const own = groups.map((group) => {
    const inner = product(group.zz, psi, q);
    for (let a = 0; a < q; a++) inner[a * (q + 1)]! += 1;
    const { inverse: h, determinant } = inverseOf(inner, q);
    logDeterminant += Math.log(determinant);
    const hq = product(h, group.zq, q);
    const hr = product(h, group.zr, q);
    const shrunkR = product(psi, hr, q);
    const shrunkQ = product(psi, hq, q);
    for (let a = 0; a < q; a++) {
      residual -= group.zr[a]! * shrunkR[a]!;
      for (let i = 0; i < p; i++) {
        right[i]! -= group.zq[a * p + i]! * shrunkR[a]!;
        for (let j = 0; j < p; j++) precision[i * p + j]! -= group.zq[a * p + i]! * shrunkQ[a * p + j]!;
      }
    }
    return { group, h, hq, hr };
  });
  const { inverse: gammaCovariance, determinant } = inverseOf(precision, p);
  const gamma = product(gammaCovariance, right, p);
  for (let i = 0; i < p; i++) residual -= right[i]! * gamma[i]!;
  const m = criterion === 'REML' ? n - p : n;
  const slope = new Float64Array(q * q);
  const found = own.map(({ group, h, hq, hr }): GroupProfile => {
    const fitted = product(hq, gamma, p);
    const score = hr.map((value, a) => value - fitted[a]!);
    const spread = product(h, group.zz, q);
    const used = criterion === 'REML' ? product(product(hq, gammaCovariance, p), transpose(hq, p), p) : null;
    for (let a = 0; a < q; a++) {
      for (let b = 0; b < q; b++) {
        const at = a * q + b;
        slope[at]! += spread[at]! - (used?.[at] ?? 0) - (m / residual) * score[a]! * score[b]!;
      }
    }
    return { h, score };
  });
  return {
    deviance: logDeterminant + (criterion === 'REML' ? Math.log(determinant) : 0) + m * Math.log(residual),
    gradient: product(slope, lambda, q).map((value, at) => (at % q > Math.floor(at / q) ? 0 : 2 * value)),
    gamma,
    gammaCovariance,
    residual,
    groups: found,
  };
}
