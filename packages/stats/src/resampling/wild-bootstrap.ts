import { checkShard } from './checks.js';
import { curveLength } from './wild-curve.js';
import { type WildDesign, type WildTestData, wildDesign } from './wild-design.js';
import { curveDraws, statisticDraws, wildSize } from './wild-draws.js';
import type { WildDistribution } from './wild-weights.js';

export interface WildBootstrapData extends WildTestData {
  /** Default `rademacher`. */
  distribution?: WildDistribution;
  /** uint32 */
  seed: number;
  /** What the regression is; see `RandomStream`. */
  specification: string | number;
  /** Replicates of the whole bootstrap, from 1 to 10,000,000; the enumeration of few clusters depends on it. */
  replicates: number;
  /** First replicate of this shard (default 0) and the one after the last (default all). */
  from?: number;
  to?: number;
}

/**
 * t statistics of the wild bootstrap under the null that a coefficient is `nullValue` (default 0), one a replicate:
 * Wu (1986), Annals of Statistics 14, 1261-1295; by cluster and with the null imposed, Cameron, Gelbach and Miller
 * (2008), Review of Economics and Statistics 90, 414-427 (their WCR; WCU without). Replicate r depends on the data,
 * seed, specification and r alone: shards put together are the whole, bit for bit. Where Rademacher weights are
 * enumerated (see `wildReplicates`) replicates beyond 2^G do not exist, and a shard is shorter by them. A statistic is
 * NaN where numerator and standard error are both 0.
 *
 * @throws as `wildDesign`; InvalidDataError where replicates are out of range.
 *
 * @example
 * ```ts
 * const y = Float64Array.of(1, 3, 2, 6, 4, 5, 8, 7);
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 9);
 * const data = { y, columns: [x.map(() => 1), x], coefficient: 1 };
 * const key = { seed: 1, specification: 'y ~ x', replicates: 256 }; // 2^8: all signs, none left to chance
 * wildBootstrapStatistics({ ...data, ...key, nullValue: 0.5, to: 3 }); // 1.8534, 0.2578, 1.6591
 * ```
 * ```r
 * # R
 * x <- c(1:7, 9); y <- c(1, 3, 2, 6, 4, 5, 8, 7); v <- as.matrix(expand.grid(rep(list(c(1, -1)), 8)))
 * t <- function(y, b) { m <- lm(y ~ x); (coef(m)[[2]] - b) / sqrt(sandwich::vcovHC(m, "HC1")[2, 2]) }
 * resampled <- function(b) { f <- b * x + mean(y - b * x); apply(v, 1, function(v) t(f + (y - f) * v, b)) }
 * resampled(0.5)[1:3]
 * ```
 */
export function wildBootstrapStatistics(data: WildBootstrapData & { nullValue?: number }): Float64Array {
  const design = wildDesign(data, data.nullValue ?? 0);
  const { from, to } = wildShard(data, design);
  return statisticDraws(design, data, from, to);
}

/**
 * The same as a function of the null: five numbers a replicate (see `curveLength`), from which `wildTest` and
 * `wildInterval` take p-values and bounds for any null without resampling again.
 *
 * @throws as `wildBootstrapStatistics`.
 *
 * @example
 * ```ts
 * const y = Float64Array.of(1, 3, 2, 6, 4, 5, 8, 7);
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 9);
 * const data = { y, columns: [x.map(() => 1), x], coefficient: 1 };
 * const key = { seed: 1, specification: 'y ~ x', replicates: 256 }; // 2^8: all signs, none left to chance
 * const curves = wildBootstrapCurves({ ...data, ...key }); // 5 x 256 numbers
 * const [c0, c1, c2, c3, c4] = curves; // of the first replicate, as a function of d = estimate - null:
 * const d = 0.79198 - 0.5;
 * (c0 + c1 * d) / Math.sqrt(c2 + c3 * d + c4 * d * d); // 1.8534
 * ```
 * ```r
 * # R
 * x <- c(1:7, 9); y <- c(1, 3, 2, 6, 4, 5, 8, 7); v <- as.matrix(expand.grid(rep(list(c(1, -1)), 8)))
 * t <- function(y, b) { m <- lm(y ~ x); (coef(m)[[2]] - b) / sqrt(sandwich::vcovHC(m, "HC1")[2, 2]) }
 * resampled <- function(b) { f <- b * x + mean(y - b * x); apply(v, 1, function(v) t(f + (y - f) * v, b)) }
 * resampled(0.5)[1]
 * ```
 */
export function wildBootstrapCurves(data: WildBootstrapData): Float64Array {
  const design = wildDesign(data);
  const { from, to } = wildShard(data, design);
  const curves = new Float64Array(curveLength * (to - from));
  curveDraws(design, data)(from, to, curves);
  return curves;
}

/** The part of a shard in which there are replicates. */
function wildShard(data: WildBootstrapData, design: WildDesign): { from: number; to: number } {
  const { replicates } = wildSize(data, design);
  const { from = 0, to = data.replicates } = data;
  checkShard(from, to);
  return { from: Math.min(from, replicates), to: Math.min(to, replicates) };
}
