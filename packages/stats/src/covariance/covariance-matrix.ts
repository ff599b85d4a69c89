export type HeteroskedasticType = 'HC0' | 'HC1' | 'HC2' | 'HC3' | 'HC4' | 'HC4m' | 'HC5';

export type ClusterType = 'CR0' | 'CR1' | 'CR2' | 'CR3';

export type CovarianceType = 'classical' | HeteroskedasticType | ClusterType;

/** Whose small-sample factor and degrees of freedom are used: see `smallSample`. */
export type CovarianceConvention = 'stata' | 'sandwich' | 'fixest';

/** Something a reader of the standard errors should know. */
export interface CovarianceWarning {
  code:
    | 'high-leverage'
    | 'cluster-leverage-one'
    | 'no-more-clusters-than-coefficients'
    | 'few-degrees-of-freedom'
    | 'no-residual-degrees-of-freedom'
    | 'negative-eigenvalues';
  /** One sentence or two. */
  message: string;
  /** Index of the observation that it is about. */
  observation?: number;
}

/** Covariance of the k coefficients of a fit, and how it came about. Plain data. */
export interface CovarianceMatrix {
  type: CovarianceType | 'Conley';
  k: number;
  /** k x k, row-major: the covariance of coefficients i and j is `values[i * k + j]`. */
  values: Float64Array;
  convention: CovarianceConvention;
  /**
   * What the sandwich was multiplied by for small samples. Three for two-way clusters: of the first, of the second,
   * and of their intersections.
   */
  factors: readonly number[];
  /** Of Student's t, one a coefficient. */
  degreesOfFreedom: Float64Array;
  /** How many clusters: none, one number, or three in the order of the factors. */
  clusters: readonly number[];
  /** Empty where nothing is amiss. */
  warnings: readonly CovarianceWarning[];
}
