import { symmetricEigen } from '../covariance/symmetric-eigen.js';

/** Variance of a slope by a covariance, and the degrees of freedom of its t test. */
export interface SlopeVariance {
  variance: number;
  degreesOfFreedom: number;
}

/** Of every cluster: how many, and sums over its members. */
export interface Cr2Sums {
  n: number;
  slope: number;
  /** Sum of squared deviations of the column from its mean. */
  sumOfSquares: number;
  sizes: Float64Array;
  /** Of the deviations, of their squares, of the centred outcome, and of deviations times residuals. */
  deviations: Float64Array;
  squares: Float64Array;
  outcomes: Float64Array;
  scores: Float64Array;
}

/** An eigenvalue of a block of residual variance below this is zero, as in `adjustedRows`. */
const noVariance = 1e-12;

/** A determinant below this loses digits: the eigenvalues are then taken one by one. */
const smallDeterminant = 1e-4;

/**
 * CR2 and its Satterthwaite degrees of freedom for the slope on a constant and one column, from sums over clusters.
 *
 * With the orthonormal design q = (1 / sqrt n, d / sqrt S), the adjustment of cluster g, A_g = (I - q_g q_g')^(-1/2),
 * acts within the span of q_g: A_g q_g = q_g M_g^(-1/2), where M_g = I - q_g'q_g is 2 x 2 and made of the cluster's
 * size and sums of d and d^2. So the adjusted row of the slope is q_g w_g, w_g the second column of M_g^(-1/2), its
 * score w_g'q_g'e_g, and the matrix whose traces give the degrees of freedom has
 * G_gg = w'Tw - z'z and G_gh = -z_g'z_h, with T_g = q_g'q_g and z_g = T_g w_g (Bell and McCaffrey 2002; Pustejovsky and
 * Tipton 2018).
 */
export function cr2OfSlope({
  n,
  slope,
  sumOfSquares,
  sizes,
  deviations,
  squares,
  outcomes,
  scores,
}: Cr2Sums): SlopeVariance {
  const rootN = Math.sqrt(n);
  const rootS = Math.sqrt(sumOfSquares);
  let total = 0;
  let trace = 0;
  let ofSquares = 0;
  let z11 = 0;
  let z12 = 0;
  let z22 = 0;
  for (let g = 0; g < sizes.length; g++) {
    const a = sizes[g]! / n;
    const b = squares[g]! / sumOfSquares;
    const c = deviations[g]! / (rootN * rootS);
    const determinant = (1 - a) * (1 - b) - c * c;
    let first: number;
    let second: number;
    if (determinant > smallDeterminant) {
      const root = Math.sqrt(determinant);
      const scale = 1 / (root * Math.sqrt(2 - a - b + 2 * root));
      first = c * scale;
      second = (1 - a + root) * scale;
    } else {
      [first, second] = inverseRoot(1 - a, -c, 1 - b);
    }
    const residual = (outcomes[g]! - slope * deviations[g]!) / rootN;
    const score = first * residual + (second * scores[g]!) / rootS;
    total += score * score;
    const x = a * first + c * second;
    const y = c * first + b * second;
    const square = x * x + y * y;
    const own = first * x + second * y - square;
    trace += own;
    ofSquares += own * own - square * square;
    z11 += x * x;
    z12 += x * y;
    z22 += y * y;
  }
  ofSquares += z11 * z11 + 2 * z12 * z12 + z22 * z22;
  return {
    variance: total / sumOfSquares,
    degreesOfFreedom: trace > 0 ? (trace * trace) / ofSquares : Number.NaN,
  };
}

/** The second column of the symmetric inverse root of a 2 x 2 matrix, or of its Moore-Penrose inverse where it is singular. */
function inverseRoot(p: number, q: number, r: number): [number, number] {
  const { values, vectors } = symmetricEigen(Float64Array.of(p, q, q, r), 2);
  let first = 0;
  let second = 0;
  for (let l = 0; l < 2; l++) {
    if (values[l]! < noVariance) continue;
    const share = vectors[l * 2 + 1]! / Math.sqrt(values[l]!);
    first += share * vectors[l * 2]!;
    second += share * vectors[l * 2 + 1]!;
  }
  return [first, second];
}
