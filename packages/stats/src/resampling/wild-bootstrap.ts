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
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
 * const data = { y, columns: [x.map(() => 1), x], coefficient: 1, clusters: [1, 1, 2, 2, 3, 3, 4, 4] };
 * // R: x <- 1:8; y <- c(3, 1, 4, 1, 5, 9, 2, 6); g <- rep(1:4, each = 2)
 * // R: t <- function(y) coef(fit <- lm(y ~ x))[[2]] / sqrt(sandwich::vcovCL(fit, cluster = g, type = "HC1")[2, 2])
 * const firstTwo = { seed: 1, specification: 'need', replicates: 999, to: 2 };
 * wildBootstrapStatistics({ ...data, ...firstTwo }); // => [1.8116667, 0.16664511]
 * // R: c(t(y), t(mean(y) + c(-1, 1, 1, 1)[g] * (y - mean(y)))) # of 16 combinations of signs, the first two
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
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
 * const data = { y, columns: [x.map(() => 1), x], coefficient: 1, clusters: [1, 1, 2, 2, 3, 3, 4, 4] };
 * const [, c1, c2] = wildBootstrapCurves({ ...data, seed: 1, specification: 'need', replicates: 999, to: 1 });
 * c1 / Math.sqrt(c2); // => 3.3817779
 * // R: fit <- lm(c(3, 1, 4, 1, 5, 9, 2, 6) ~ c(1:8)) # signs all 1: the sample itself, c1 d / its standard error
 * // R: 1 / sqrt(sandwich::vcovCL(fit, cluster = rep(1:4, each = 2), type = "HC1")[2, 2])
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
