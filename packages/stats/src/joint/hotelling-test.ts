import type { ClusterIds } from '../cluster-codes.js';
import { adjustedRows, workingBasis } from '../covariance/bell-mccaffrey.js';
import { groupClusters } from '../covariance/cluster-groups.js';
import { inner } from '../covariance/orthonormal-span.js';
import { fUpperTail } from '../distributions/f.js';
import { InvalidDataError } from '../errors.js';
import type { LeastSquaresFit } from '../least-squares.js';
import { whiten } from './cholesky.js';

export interface HotellingTest {
  /** F, scaled so that it has `df` and `denominatorDf` degrees of freedom. */
  f: number;
  /** q, the number of restrictions. */
  df: number;
  denominatorDf: number;
  pValue: number;
}

/** What a restriction's adjusted rows come to in one cluster, q of each. */
export interface ClusterParts {
  /** Z_g'a and C_g'a, each q arrays of length k. */
  b: Float64Array[];
  c: Float64Array[];
  /** Products of the adjusted rows with one another, q x q. */
  products: Float64Array;
  /** Products with the residuals, q. */
  score: Float64Array;
}

/**
 * Test that q linear restrictions on the coefficients are zero, with the CR2 covariance: the Wald statistic as an
 * approximate Hotelling T-squared whose degrees of freedom match the total variance of the covariance matrix under
 * independent errors of equal variance (Pustejovsky and Tipton 2018, J. Business and Economic Statistics 36, 672-683,
 * section 3.2; "HTZ" of R's `clubSandwich`). With few clusters the plain F test of a cluster covariance rejects far too
 * often, the more so the more restrictions.
 *
 * @param restrictions q rows of length k.
 * @throws InvalidDataError where clusters do not fit, a restriction repeats those before it, or there are too few
 * clusters for so many restrictions.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8);
 * const clusters = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6];
 * const fit = leastSquares({ y, columns: [x.map(() => 1), x] });
 * // R: d <- data.frame(x = 1:12, y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8)); g <- rep(1:6, each = 2)
 * // R: fit <- lm(y ~ x, d); v <- clubSandwich::vcovCR(fit, cluster = g, type = "CR2")
 * const { f, denominatorDf, pValue } = hotellingTest(fit, clusters, [[1, 0], [0, 1]]);
 * [f, denominatorDf, pValue]; // => [16.592689, 1.7670924, 0.071569988]
 * // R: w <- clubSandwich::Wald_test(fit, constraints = diag(2), vcov = v, test = "HTZ"); c(w$Fstat, w$df_denom, w$p_val)
 * ```
 */
export function hotellingTest(
  fit: LeastSquaresFit,
  clusters: ClusterIds,
  restrictions: readonly ArrayLike<number>[],
): HotellingTest {
  const parts = clusterParts(fit, clusters, restrictions);
  const estimates = restrictions.map((row) => inner(Float64Array.from(row), fit.coefficients));
  return hotellingOf(parts, Float64Array.from(estimates));
}

/**
 * The test of restrictions whose parts are known.
 * @param estimates of the restrictions, q.
 * @throws InvalidDataError as `hotellingTest`.
 */
export function hotellingOf(parts: readonly ClusterParts[], estimates: Float64Array): HotellingTest {
  const q = estimates.length;
  const expected = new Float64Array(q * q);
  const variance = new Float64Array(q * q);
  for (const { b, c, products, score } of parts) {
    for (let s = 0; s < q; s++) {
      for (let t = 0; t < q; t++) {
        const at = s * q + t;
        expected[at]! += products[at]! - inner(b[s]!, c[t]!) - inner(c[s]!, b[t]!);
        variance[at]! += score[s]! * score[t]!;
      }
    }
  }
  const nu = (q * (q + 1)) / totalVariance(parts, expected);
  const denominatorDf = nu - q + 1;
  if (!(denominatorDf > 0)) {
    throw new InvalidDataError(
      `${parts.length} clusters are too few to test ${q} restrictions at once: no degrees of freedom are left.`,
    );
  }
  const [whitened] = whiten(variance, [estimates], repeated);
  const f = ((denominatorDf / nu) * inner(whitened!, whitened!)) / q;
  return { f, df: q, denominatorDf, pValue: fUpperTail(f, q, denominatorDf) };
}

const repeated = (row: number) =>
  `Restriction ${row} follows from those before it or has no variance: the test is not defined. Leave it out.`;

/** The parts of linear combinations of restrictions: rows of `weights`, one weight a restriction. */
export const combinedParts = (
  parts: readonly ClusterParts[],
  weights: readonly Float64Array[],
): ClusterParts[] =>
  parts.map(({ b, c, products, score }) => {
    const q = score.length;
    const mixed = (vectors: readonly Float64Array[]) =>
      weights.map((row) => {
        const sum = new Float64Array(vectors[0]!.length);
        vectors.forEach((vector, s) => {
          if (row[s] !== 0) for (let l = 0; l < sum.length; l++) sum[l] = sum[l]! + row[s]! * vector[l]!;
        });
        return sum;
      });
    const half = mixed(Array.from({ length: q }, (_, s) => products.subarray(s * q, (s + 1) * q)));
    return {
      b: mixed(b),
      c: mixed(c),
      products: Float64Array.from({ length: weights.length ** 2 }, (_, at) =>
        inner(half[Math.floor(at / weights.length)]!, weights[at % weights.length]!),
      ),
      score: Float64Array.from(weights, (row) => inner(row, score)),
    };
  });

/** What each cluster adds to a test of restrictions, in the order in which `groupClusters` has the clusters. */
export function clusterParts(
  fit: LeastSquaresFit,
  clusters: ClusterIds,
  restrictions: readonly ArrayLike<number>[],
): ClusterParts[] {
  const groups = groupClusters(fit, clusters);
  const working = workingBasis(fit);
  const adjusted = adjustedRows(fit, working, groups);
  const rows = restrictions.map((restriction) => {
    const row = new Float64Array(fit.n);
    adjusted.rows.forEach((own, j) => {
      const weight = restriction[j]!;
      if (weight !== 0) for (let i = 0; i < row.length; i++) row[i] = row[i]! + weight * own[i]!;
    });
    return row;
  });
  const gather = (values: Float64Array, group: Int32Array) => Float64Array.from(group, (i) => values[i]!);
  return groups.members.map((group) => {
    const own = rows.map((row) => gather(row, group));
    const z = working.z.map((column) => gather(column, group));
    const c = working.c.map((column) => gather(column, group));
    const residuals = gather(fit.residuals, group);
    return {
      b: own.map((row) => Float64Array.from(z, (column) => inner(column, row))),
      c: own.map((row) => Float64Array.from(c, (column) => inner(column, row))),
      products: Float64Array.from({ length: own.length ** 2 }, (_, at) =>
        inner(own[Math.floor(at / own.length)]!, own[at % own.length]!),
      ),
      score: Float64Array.from(own, (row) => inner(row, residuals)),
    };
  });
}

const flat = (rows: readonly Float64Array[]) => {
  const k = rows[0]!.length;
  const values = new Float64Array(rows.length * k);
  rows.forEach((row, s) => {
    values.set(row, s * k);
  });
  return values;
};

/** Takes the inner products of the left b and the right c, and of the left c and the right b, from each element. */
function subtractInner(
  cross: Float64Array,
  left: { b: Float64Array; c: Float64Array },
  right: { b: Float64Array; c: Float64Array },
  q: number,
): void {
  const k = left.b.length / q;
  for (let s = 0; s < q; s++) {
    for (let t = 0; t < q; t++) {
      // Two sums side by side: a processor adds to one while it waits for the other.
      let ofB = 0;
      let ofC = 0;
      for (let l = 0, i = s * k, j = t * k; l < k; l++, i++, j++) {
        ofB += left.b[i]! * right.c[j]!;
        ofC += left.c[i]! * right.b[j]!;
      }
      cross[s * q + t] = cross[s * q + t]! - ofB - ofC;
    }
  }
}

/** The variances of all elements of the covariance matrix, summed, where its expectation is made the identity. */
function totalVariance(parts: readonly ClusterParts[], expected: Float64Array): number {
  const q = parts[0]!.b.length;
  /** Vectors over the restrictions, by column of the design, whitened and turned back. */
  const whitened = (rows: readonly Float64Array[]) => {
    const k = rows[0]!.length;
    const columns = Array.from({ length: k }, (_, l) => Float64Array.from(rows, (row) => row[l]!));
    const turned = whiten(expected, columns, repeated);
    return rows.map((_, s) => Float64Array.from(turned, (column) => column[s]!));
  };
  const own = parts.map(({ b, c, products }) => {
    const rows = Array.from({ length: q }, (_, s) => products.subarray(s * q, (s + 1) * q));
    const half = whitened(rows);
    const transposed = half.map((_, s) => Float64Array.from(half, (row) => row[s]!));
    return { b: flat(whitened(b)), c: flat(whitened(c)), products: flat(whitened(transposed)) };
  });
  const cross = new Float64Array(q * q);
  const nothing = new Float64Array(q * q);
  let total = 0;
  own.forEach((left, g) => {
    own.forEach((right, h) => {
      cross.set(g === h ? left.products : nothing);
      subtractInner(cross, left, right, q);
      for (let s = 0; s < q; s++) {
        for (let t = 0; t < q; t++) {
          total += cross[s * q + s]! * cross[t * q + t]! + cross[s * q + t]! * cross[t * q + s]!;
        }
      }
    });
  });
  return total;
}
