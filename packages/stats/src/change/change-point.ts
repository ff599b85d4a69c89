import { checkLevel } from '../check-level.js';
import { InvalidDataError } from '../errors.js';
import { RandomStream } from '../random-stream.js';
import { fillWildWeights } from '../resampling/wild-weights.js';
import type { SlopeSeries } from './slope-series.js';

/** How draws are made. */
export interface ChangePointDraws {
  replicates: number;
  seed: number;
  /** Names the random stream. */
  specification: string;
  /** Of the interval of the date; 0.95 where left out. */
  level?: number;
}

/** One break in the level of a series. Periods are numbered from 0. */
export interface ChangePoint {
  /** First period after the break that leaves the least squares. */
  at: number;
  /** Mean slope before and after it. */
  before: number;
  after: number;
  /** Share of the variation of the slopes over the periods that the break takes up. */
  r2: number;
  /** The largest over all candidate dates of the squared difference over its variance, and its period. */
  supF: number;
  supAt: number;
  /** That there is no break. */
  pValue: number;
  /** Where draws of the date fall: the middle `level` of them. */
  low: number;
  high: number;
  /** Dates that a break could have. */
  candidates: number;
}

/** Periods that must lie on either side of a break: 15%, and two at least. */
export const shortestSide = (periods: number): number => Math.max(2, Math.floor(0.15 * periods));

/**
 * One break in the level of a series of slopes. Its date is that of least squares (Bai 1997, Review of Economics and
 * Statistics 79, 551-563); whether there is one is asked of the largest F over all candidate dates (Andrews 1993,
 * Econometrica 61, 821-856), each with the clustered variance of its difference. As slopes of one set of clusters depend
 * on each other and their errors differ, no table holds: the null is drawn by a wild bootstrap of what each cluster does
 * to the slopes (Rademacher's weights; Webb's below twelve clusters), every draw with a variance of its own. Dates are
 * drawn about the fitted two levels. A steady drift is found as a break, too: compare the share of variation.
 *
 * @throws InvalidDataError where there are fewer than five periods, no replicate, or clusters change nothing.
 *
 * @example
 * ```ts
 * const changes = [1, 2, 3, 4, 5].map((t) => Float64Array.of(t, -1, 1 - t, 0));
 * const products = Float64Array.from({ length: 25 }, (_, i) => {
 *   const [a, b] = [changes[Math.floor(i / 5)], changes[i % 5]];
 *   return 0.75 * a.reduce((total, value, g) => total + value * b[g], 0);
 * });
 * const estimates = Float64Array.of(1, 1.2, 0.9, 3, 3.1);
 * const series = { estimates, changes, covariance: products, clusters: 4 };
 * const found = changePoint(series, { replicates: 99, seed: 1, specification: 'a' });
 * [found.at, found.r2]; // => [3, 0.9895242]
 * // R: y <- c(1, 1.2, 0.9, 3, 3.1); a <- 1:5 > 3; c(sum(!a), summary(lm(y ~ a))$r.squared)
 * found.supF; // => 0.43380741
 * // R: u <- sapply(1:5, function(t) c(t, -1, 1 - t, 0)); v <- 3 / 4 * crossprod(u)
 * // R: max(sapply(2:3, function(k) { w <- c(rep(-1 / k, k), rep(1 / (5 - k), 5 - k)); sum(w * y)^2 / drop(w %*% v %*% w) }))
 * ```
 */
export function changePoint(series: SlopeSeries, draws: ChangePointDraws): ChangePoint {
  const { estimates, changes, clusters } = series;
  const { replicates, level = 0.95 } = draws;
  const t = estimates.length;
  checkLevel(level);
  if (t < 5) throw new InvalidDataError(`A break is looked for among five slopes or more; there are ${t}.`);
  if (!(replicates >= 1)) throw new InvalidDataError('A break asks for at least one replicate.');
  const side = shortestSide(t);
  const dates = Array.from({ length: t - 2 * side + 1 }, (_, i) => side + i);
  const factor = (clusters - 1) / clusters;
  const ofClusters = dates.map((k) =>
    Float64Array.from({ length: clusters }, (_, g) =>
      difference(
        Float64Array.from(changes, (u) => u[g]!),
        k,
      ),
    ),
  );
  const squares = ofClusters.map((u) => u.reduce((total, value) => total + value * value, 0));
  if (!squares.every((total) => total > 0)) {
    throw new InvalidDataError('No cluster changes the slopes: a break has no error to be held against.');
  }
  const f = dates.map((k, i) => difference(estimates, k) ** 2 / (factor * squares[i]!));
  const supF = Math.max(...f);
  const at = leastSquaresBreak(estimates, dates);
  const [before, after] = [average(estimates, 0, at), average(estimates, at, t)];
  const fitted = estimates.map((_, j) => (j < at ? before : after));

  const weights = new Float64Array(clusters);
  const stream = new RandomStream(draws.seed, draws.specification);
  const drawn = new Float64Array(t);
  const around = new Float64Array(t);
  const root = Math.sqrt(factor);
  let beyond = 0;
  const kind = clusters < 12 ? 'webb' : 'rademacher';
  const constant = kind === 'rademacher' ? Float64Array.from(squares) : null;
  for (let r = 0; r < replicates; r++) {
    stream.moveTo(r);
    fillWildWeights(weights, kind, stream);
    if (supOf(ofClusters, weights, constant) >= supF) beyond++;
    for (let j = 0; j < t; j++) around[j] = fitted[j]! + root * weighted(changes[j]!, weights);
    drawn[leastSquaresBreak(around, dates)]! += 1;
  }
  /** The date of the draw of that place, in the order of dates. */
  const quantile = (share: number) => {
    let left = Math.min(replicates - 1, Math.floor(share * replicates));
    return drawn.findIndex((count) => {
      left -= count;
      return left < 0;
    });
  };
  const total = squaresAbout(estimates, average(estimates, 0, t));
  return {
    at,
    before,
    after,
    r2: ((after - before) ** 2 * at * (t - at)) / t / total,
    supF,
    supAt: dates[f.indexOf(supF)]!,
    pValue: (1 + beyond) / (replicates + 1),
    low: quantile((1 - level) / 2),
    high: quantile(1 - (1 - level) / 2),
    candidates: dates.length,
  };
}

const average = (values: Float64Array, from: number, to: number) => {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i]!;
  return total / (to - from);
};

const squaresAbout = (values: Float64Array, centre: number) =>
  values.reduce((total, value) => total + (value - centre) ** 2, 0);

/** Mean from period k on less mean before it. */
const difference = (values: Float64Array, k: number) =>
  average(values, k, values.length) - average(values, 0, k);

const weighted = (values: Float64Array, weights: Float64Array) => {
  let total = 0;
  for (let g = 0; g < values.length; g++) total += values[g]! * weights[g]!;
  return total;
};

/** The date whose two levels leave the least squares; the earliest of several. */
function leastSquaresBreak(values: Float64Array, dates: readonly number[]): number {
  let best = dates[0]!;
  let most = -1;
  for (const k of dates) {
    const gain = difference(values, k) ** 2 * k * (values.length - k);
    if (gain > most) [best, most] = [k, gain];
  }
  return best;
}

/**
 * The largest F of a draw without a break.
 * @param constant sums of squares by date, where weights of 1 and -1 leave them as they are.
 */
function supOf(
  ofClusters: readonly Float64Array[],
  weights: Float64Array,
  constant: Float64Array | null,
): number {
  let most = 0;
  for (let d = 0; d < ofClusters.length; d++) {
    const u = ofClusters[d]!;
    const total = weighted(u, weights);
    const squares = constant === null ? squaresOf(u, weights) : constant[d]!;
    most = Math.max(most, total ** 2 / (squares - total ** 2 / u.length));
  }
  return most;
}

const squaresOf = (u: Float64Array, weights: Float64Array) => {
  let squares = 0;
  for (let g = 0; g < u.length; g++) {
    const value = u[g]! * weights[g]!;
    squares += value * value;
  }
  return squares;
};
