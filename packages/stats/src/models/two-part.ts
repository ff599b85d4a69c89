import type { ClusterIds } from '../cluster-codes.js';
import { influenceCovariance, influenceSums } from '../covariance/influence-covariance.js';
import { InvalidDataError } from '../errors.js';
import { leastSquares } from '../least-squares.js';
import type { GeneralisedLinearFit, ModelData } from './generalised-linear.js';
import { logit } from './logit.js';
import { type ModelCovariance, type ModelCovarianceType, modelCovariance } from './model-covariance.js';
import { poisson } from './poisson.js';

/** How the size of positive outcomes depends on the columns: linear by least squares, exponential by Poisson. */
export type PositivePart = 'linear' | 'exponential';

export interface TwoPartData extends Omit<ModelData, 'offset'> {
  positive: PositivePart;
  covariance: ModelCovarianceType;
  /** Cluster of each of n observations, for `cluster`. */
  clusters?: ClusterIds;
}

export interface TwoPartFit {
  positive: PositivePart;
  names: readonly string[];
  columns: readonly Float64Array[];
  /** Whether the outcome is above 0: k coefficients and their covariance. */
  participation: {
    coefficients: Float64Array;
    names: readonly string[];
    covariance: ModelCovariance;
    n: number;
  };
  /** How large it is where it is above 0. */
  amount: { coefficients: Float64Array; names: readonly string[]; covariance: ModelCovariance; n: number };
  /** Covariance of all 2k coefficients, participation first, row-major; the diagonal blocks are those of the parts. */
  covariance: Float64Array;
  /** 2k arrays that the covariance is the sum of; see `ModelCovariance`. */
  contributions: readonly Float64Array[];
}

/**
 * Two-part model of an outcome with many zeros: E(y | x) = P(y > 0 | x) E(y | x, y > 0), the first by logit on all
 * observations, the second on the positive ones, linear by least squares or exponential by Poisson
 * pseudo-likelihood. Cragg (1971), Econometrica 39, 829-844; Duan, Manning, Morris and Newhouse (1983), Journal of
 * Business and Economic Statistics 1, 115-126. The joint covariance is the sandwich of the scores of both parts
 * together (White 1982), each part with its own small-sample factor, a covariance between them with the root of the
 * product.
 *
 * @throws InvalidDataError where an outcome is negative, none or all are 0, or as the parts; RankDeficientError,
 * SeparationError, NoConvergenceError as the parts, names being those of the columns.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(0, 1, 0, 2.5, 3, 0, 2, 6);
 * const fit = twoPart({ y, columns: [x.map(() => 1), x], positive: 'linear', covariance: 'HC1' });
 * // R: x <- 1:8; y <- c(0, 1, 0, 2.5, 3, 0, 2, 6)
 * fit.participation.coefficients; // => [-1.1801923, 0.3980093]
 * // R: coef(glm(y > 0 ~ x, binomial, epsilon = 1e-14))
 * fit.amount.coefficients; // => [-0.20175439, 0.59649123]
 * // R: coef(lm(y ~ x, subset = y > 0))
 * ```
 */
export function twoPart(data: TwoPartData): TwoPartFit {
  const {
    y,
    columns,
    names = columns.map((_, j) => String(j)),
    positive,
    covariance: type,
    clusters,
    weights,
  } = data;
  const n = y.length;
  const bad = y.findIndex((value) => !(value >= 0 && value < Number.POSITIVE_INFINITY));
  if (bad >= 0) {
    throw new InvalidDataError(`Outcome ${bad} is ${y[bad]}: it must be finite and not negative.`);
  }
  const any = logit({
    y: y.map((value) => (value > 0 ? 1 : 0)),
    columns,
    names,
    ...(weights && { weights }),
  });
  const rows = Int32Array.from([...y.keys()].filter((i) => y[i]! > 0));
  const pick = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]!);
  const size = fitAmount(positive, {
    y: pick(y),
    columns: columns.map(pick),
    names,
    ...(weights && { weights: pick(weights) }),
  });
  const rowClusters = clusters && Array.from(rows, (i) => clusters[i]!);
  const first = modelCovariance(any, type, clusters);
  const second = modelCovariance(size, type, rowClusters);

  const spread = size.influence.map((values) => {
    const all = new Float64Array(n);
    rows.forEach((i, at) => {
      all[i] = values[at]!;
    });
    return all;
  });
  const k = columns.length;
  const roots = [first, second].flatMap(({ smallSampleFactor }) =>
    Array(k).fill(Math.sqrt(smallSampleFactor)),
  );
  const influence = [...any.influence, ...spread];
  const covariance = influenceCovariance(influence, clusters).map(
    (value, at) => value * roots[Math.floor(at / (2 * k))]! * roots[at % (2 * k)]!,
  );
  return {
    positive,
    names,
    columns,
    participation: { coefficients: any.coefficients, names, covariance: first, n },
    amount: { coefficients: size.coefficients, names, covariance: second, n: rows.length },
    covariance,
    contributions: influenceSums(influence, clusters).map((sums, j) =>
      sums.map((value) => value * roots[j]!),
    ),
  };
}

function fitAmount(
  positive: PositivePart,
  data: ModelData,
): Pick<GeneralisedLinearFit, 'coefficients' | 'influence' | 'n' | 'k'> {
  if (positive === 'exponential') return poisson(data);
  const fit = leastSquares(data);
  const influence = fit.pseudoinverse.map((row) => row.map((value, i) => value * fit.residuals[i]!));
  return { coefficients: fit.coefficients, influence, n: fit.n, k: fit.k };
}
