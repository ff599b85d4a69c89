import { type Decomposition, decompose, isConstant, type LeastSquaresData } from './decompose.js';
import { add, type DoubleDouble, dot, multiply, subtract } from './double-double.js';
import { sum } from './sum.js';
import { weightedMean } from './weighted-mean.js';

/**
 * A fit by least squares of n observations on k columns. Plain data. W is the diagonal matrix of the weights, the
 * identity without them.
 */
export interface LeastSquaresFit {
  /** Length k, in the order of the columns. */
  coefficients: Float64Array;
  /** Length k; the index as text where the caller gave no names. */
  names: readonly string[];
  /** y less fitted values, length n; in the unit of y, not multiplied by weights. */
  residuals: Float64Array;
  /** Diagonal of the hat matrix X (X'WX)^-1 X'W, length n: 0 for an observation of weight 0. */
  leverage: Float64Array;
  /** The weights given; absent where there were none. */
  weights?: Float64Array;
  /** Length of y, observations of weight 0 included. */
  n: number;
  k: number;
  /** Observations of positive weight, less k. */
  degreesOfFreedom: number;
  /** Of the squares times weights. */
  residualSumOfSquares: number;
  /** Residual sum of squares over the degrees of freedom; NaN where there are none. */
  residualVariance: number;
  /** About the (weighted) mean of y where a column is constant, else about zero; NaN where y does not vary. */
  rSquared: number;
  /** (X'WX)^-1, k x k, row-major. */
  crossProductInverse: Float64Array;
  /** (X'WX)^-1 X'W: k arrays of length n. Coefficient j is the inner product of array j and y. */
  pseudoinverse: readonly Float64Array[];
  /** Q of W^(1/2) X = QR: k orthonormal arrays of length n. */
  basis: readonly Float64Array[];
  /** R^-1, k x k, row-major, upper triangular: the pseudoinverse is R^-1 Q' W^(1/2). */
  basisToCoefficients: Float64Array;
}

/**
 * Least squares, ordinary or weighted. The design is orthogonalised in double-double arithmetic (about 32 digits,
 * see `orthogonalise`), so that results are right to about 13 digits or more for the columns as they are given; where
 * columns are nearly dependent and themselves rounded, as high powers are, give their `tails` too. Residuals and
 * projections below 1e-25 of the length of y are 0. Where as many observations as columns have a positive weight the
 * fit is exact and its variance NaN.
 *
 * An observation of weight 0 has a residual, and counts nowhere else: not among the degrees of freedom (as in R's
 * `lm`) and in no covariance.
 *
 * @throws InvalidDataError where lengths differ, a value is not finite, a weight is negative, there is no column, or
 * fewer than k observations.
 * @throws RankDeficientError naming the first column that is zero or depends on the columns before it
 * (to within 1e-13 of its length).
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const fit = leastSquares({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: [x.map(() => 1), x] });
 * // R: x <- 1:8; fit <- lm(c(3, 1, 4, 1, 5, 9, 2, 6) ~ x)
 * fit.coefficients; // => [1.4642857, 0.53571429]
 * // R: coef(fit)
 * [fit.rSquared, fit.residualVariance]; // => [0.22796353, 6.8035714]
 * // R: c(summary(fit)$r.squared, sigma(fit)^2)
 * fit.leverage[0]; // => 0.41666667
 * // R: hatvalues(fit)[[1]]
 * ```
 */
export function leastSquares(data: LeastSquaresData): LeastSquaresFit {
  const { y, columns, weights } = data;
  const n = y.length;
  const k = columns.length;
  const decomposition = decompose(data);
  const { coefficients, q, inverse, residuals, columnScale, yScale, weighting } = decomposition;
  const rootScale = weighting?.scale ?? 1;

  const crossProductInverse = new Float64Array(k * k);
  const basisToCoefficients = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let product: DoubleDouble = [0, 0];
      for (let l = i; l < k; l++) product = add(product, multiply(inverse[i]![l]!, inverse[j]![l]!));
      const value = product[0] * columnScale[i]! * rootScale * columnScale[j]! * rootScale;
      crossProductInverse[i * k + j] = value;
      crossProductInverse[j * k + i] = value;
    }
    for (let j = i; j < k; j++) {
      basisToCoefficients[i * k + j] = inverse[i]![j]![0] * columnScale[i]! * rootScale;
    }
  }

  const leverage = new Float64Array(n);
  for (const { hi } of q) for (let i = 0; i < n; i++) leverage[i] = leverage[i]! + hi[i]! ** 2;
  const pseudoinverse = inverse.map((row, j) => {
    const array = new Float64Array(n);
    for (let l = j; l < k; l++) {
      const factor = row[l]![0] * columnScale[j]!;
      if (factor === 0) continue;
      const { hi } = q[l]!;
      for (let i = 0; i < n; i++) array[i] = array[i]! + factor * hi[i]!;
    }
    return weighting === undefined ? array : array.map((value, i) => value * weighting.roots.hi[i]!);
  });

  const residualSumOfSquares = dot(residuals, residuals)[0] / yScale / yScale / rootScale / rootScale;
  const degreesOfFreedom = (weighting?.positive ?? n) - k;
  return {
    coefficients,
    names: data.names ?? columns.map((_, j) => String(j)),
    residuals: responseResiduals(data, decomposition),
    leverage,
    ...(weights !== undefined && { weights }),
    n,
    k,
    degreesOfFreedom,
    residualSumOfSquares,
    residualVariance: degreesOfFreedom > 0 ? residualSumOfSquares / degreesOfFreedom : Number.NaN,
    rSquared: rSquared(data, residualSumOfSquares),
    crossProductInverse,
    pseudoinverse,
    basis: q.map(({ hi }) => hi),
    basisToCoefficients,
  };
}

/** In the unit of y. Those of positive weight come from the decomposition, the others from the coefficients. */
function responseResiduals(
  { y, columns, tails }: LeastSquaresData,
  { residuals, coefficients, weighting, yScale }: Decomposition,
): Float64Array {
  if (weighting === undefined) return residuals.hi.map((value) => value / yScale);
  return residuals.hi.map((value, i) => {
    const root = weighting.roots.hi[i]!;
    if (root > 0) return value / root / yScale;
    let rest: DoubleDouble = [y[i]!, 0];
    columns.forEach((column, j) => {
      const tail = tails?.[j]?.[i] ?? 0;
      rest = subtract(rest, multiply([column[i]!, tail], [coefficients[j]!, 0]));
    });
    return rest[0];
  });
}

function rSquared({ y, columns, weights }: LeastSquaresData, residualSumOfSquares: number): number {
  const constant = columns.some(isConstant);
  const mean = weights === undefined ? sum(y) / y.length : weightedMean(y, weights);
  const centre = constant ? mean : 0;
  const total = sum(y.map((value, i) => (weights?.[i] ?? 1) * (value - centre) ** 2));
  return total > 0 ? 1 - residualSumOfSquares / total : Number.NaN;
}
