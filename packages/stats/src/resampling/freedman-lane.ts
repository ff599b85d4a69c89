import { InvalidDataError } from '../errors.js';
import { checkLeverage } from '../leverage-one.js';
import { power } from '../power.js';
import { RandomStream } from '../random-stream.js';
import { checkCoefficient, checkFinite, checkShard } from './checks.js';
import { inner } from './inner.js';
import { fitSample, type Sample } from './sample.js';

export interface FreedmanLaneData extends Sample {
  /** Index of the coefficient tested, from 0; the other columns are covariates. */
  coefficient: number;
  /** Its value under the null, default 0. */
  nullValue?: number;
  /**
   * The statistic: the coefficient less the null, divided by nothing (`none`) or by a standard error. Default
   * `classical`; a robust one keeps the test right asymptotically under heteroskedasticity (DiCiccio and Romano 2017,
   * JASA 112, 1211-1220).
   */
  studentize?: 'none' | 'classical' | 'HC0' | 'HC1' | 'HC2' | 'HC3';
}

/** A sum of squared residuals below this share of what was permuted is 0 but for rounding. */
const rounding = 1e-24;

/**
 * Statistics of Freedman and Lane's (1983, Journal of Business and Economic Statistics 1, 292-298) permutation test of
 * one coefficient among covariates, one a replicate; Winkler et al. (2014), NeuroImage 92, 381-397, table 2. The
 * residuals of the regression on the covariates alone are permuted, added back to its fit, and regressed on all
 * columns. Replicate r depends on the data, seed, specification and r alone: shards put together are the whole, bit
 * for bit. A statistic is NaN where its standard error is 0.
 *
 * @throws InvalidDataError, RankDeficientError as `leastSquares`; InvalidDataError where there is no such coefficient,
 * n is not above k, the covariates fit the outcome exactly, or the replicates are not integers in order from 0 to
 * 10,000,000; LeverageOneError for HC2 and HC3.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5);
 * const data = { y: Float64Array.of(3, 1, 4, 1, 5), columns: [x.map(() => 1), x], coefficient: 1 };
 * freedmanLaneStatistics({ ...data, seed: 1, specification: 'need', from: 0, to: 1 }); // => [3.2732684]
 * // R: y <- c(3, 1, 4, 1, 5); drawn <- 1 + c(3, 1, 2, 0, 4) # the order that replicate 0 draws
 * // R: summary(lm(mean(y) + (y - mean(y))[drawn] ~ c(1:5)))$coefficients[2, "t value"]
 * ```
 */
export function freedmanLaneStatistics(
  data: FreedmanLaneData & { seed: number; specification: string | number; from: number; to: number },
): Float64Array {
  const { from, to } = data;
  checkShard(from, to);
  const { replicate } = freedmanLane(data);
  const stream = new RandomStream(data.seed, data.specification);
  const permutation = new Int32Array(data.y.length);
  return Float64Array.from({ length: to - from }, (_, r) => {
    stream.moveTo(from + r);
    fillPermutation(permutation, stream);
    return replicate(permutation);
  });
}

/**
 * The sample's statistic, and that of the residuals in the order of a permutation of 0 to n - 1.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const z = Float64Array.of(2, 7, 1, 8, 2, 8, 1, 8);
 * const data = { y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: [x.map(() => 1), x, z], coefficient: 1 };
 * const { observed, replicate } = freedmanLane(data);
 * // R: x <- 1:8; y <- c(3, 1, 4, 1, 5, 9, 2, 6); z <- c(2, 7, 1, 8, 2, 8, 1, 8); covariates <- lm(y ~ z)
 * observed; // => 1.1291032
 * // R: summary(lm(y ~ x + z))$coefficients["x", "t value"]
 * replicate(Int32Array.of(7, 6, 5, 4, 3, 2, 1, 0)); // => -1.1771537
 * // R: summary(lm(fitted(covariates) + rev(residuals(covariates)) ~ x + z))$coefficients["x", "t value"]
 * ```
 */
export function freedmanLane(data: FreedmanLaneData): {
  observed: number;
  replicate: (permutation: Int32Array) => number;
} {
  const { coefficient, nullValue = 0, studentize = 'classical' } = data;
  const fit = fitSample(data);
  const { n, k, basis, leverage } = fit;
  checkCoefficient(coefficient, k);
  checkFinite(nullValue, 'value under the null');
  const exponent = { none: 0, classical: 0, HC0: 0, HC1: 0, HC2: 1, HC3: 2 }[studentize];
  if (exponent > 0) checkLeverage(leverage, studentize);

  const influence = fit.pseudoinverse[coefficient]!;
  const length = inner(influence, influence);
  const away = fit.coefficients[coefficient]! - nullValue;
  const reduced = fit.residuals.map((e, i) => e + (away / length) * influence[i]!);
  const total = inner(reduced, reduced);
  if (!(total > 0))
    throw new InvalidDataError('The covariates fit the outcome exactly: there is nothing to permute.');
  const factor = studentize === 'HC1' || studentize === 'classical' ? 1 / (n - k) : 1 / n;
  const weight = influence.map((p, i) =>
    studentize === 'classical' ? length * factor : (p * p * (n * factor)) / power(1 - leverage[i]!, exponent),
  );

  const permuted = new Float64Array(n);
  function statistic(): number {
    const difference = inner(influence, permuted);
    if (studentize === 'none') return difference;
    for (let a = 0; a < k; a++) {
      const column = basis[a]!;
      const share = inner(column, permuted);
      for (let i = 0; i < n; i++) permuted[i]! -= share * column[i]!;
    }
    for (let i = 0; i < n; i++) permuted[i]! *= permuted[i]!;
    const variance = inner(weight, permuted);
    return variance > rounding * length * total ? difference / Math.sqrt(variance) : Number.NaN;
  }
  const replicate = (permutation: Int32Array) => {
    for (let i = 0; i < n; i++) permuted[i] = reduced[permutation[i]!]!;
    return statistic();
  };
  return { observed: replicate(Int32Array.from({ length: n }, (_, i) => i)), replicate };
}

/** All orders equally likely: Fisher and Yates (1938), as Durstenfeld (1964), CACM 7, 420. */
export function fillPermutation(permutation: Int32Array, stream: RandomStream): void {
  for (let i = 0; i < permutation.length; i++) {
    const j = stream.nextIndex(i + 1);
    permutation[i] = permutation[j]!;
    permutation[j] = i;
  }
}
