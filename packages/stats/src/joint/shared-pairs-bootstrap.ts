import { currentEngine } from '../engine/current-engine.js';
import { sharedLanes, sharedSumsAPeriod } from '../engine/engine.js';
import { RandomStream } from '../random-stream.js';
import type { SharedDraws } from './shared-draws.js';
import { prepareSharedPairs, type SharedPairsSample } from './shared-pairs-sample.js';
import { checkReplicates, noVariation } from './shared-replicate.js';
import type { Period } from './stacked-periods.js';

/** Which replicates are drawn, and from which random streams. */
export interface SharedReplicates {
  /** uint32 */
  seed: number;
  /** What the regressions are; see `RandomStream`. */
  specification: string | number;
  /** First replicate, and the one after the last; uint32. */
  from: number;
  to: number;
}

export interface SharedPairsData extends SharedReplicates {
  /** Periods without further regressors. */
  periods: readonly Period[];
}

/** Replicates that an engine is asked for together. */
const replicatesAtOnce = 256;

/**
 * Bootstrap of the slopes of several periods by resampling units: replicate r draws as many units as there are, with
 * replacement, and refits every period on the rows of the units drawn. The same units come back in period after
 * period, and so do their draws, which is what joint inference over periods needs: the cluster bootstrap of Field
 * and Welsh (2007), Journal of the Royal Statistical Society B 69, 369-390.
 *
 * @returns one array a period with the slopes of replicates `from` to `to` - 1; NaN where x does not vary in a draw.
 * They depend on the data, seed, specification and replicate alone.
 * @throws InvalidDataError as `stackPeriods`, or where a period has further regressors; RankDeficientError as
 * `fitPeriod`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5);
 * const periods = [
 *   { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5), x, units: [1, 2, 3, 4, 5] },
 *   { label: '2021', y: Float64Array.of(9, 2, 6, 5, 3), x, units: [1, 2, 3, 4, 5] },
 * ];
 * // R: d <- data.frame(a = c(3, 1, 4, 1, 5), b = c(9, 2, 6, 5, 3), x = 1:5)
 * // R: drawn <- d[1 + c(1, 3, 3, 0, 4), ] # the units that replicate 0 draws, see `RandomStream`
 * const [first, second] = sharedPairsBootstrap({ periods, seed: 1, specification: 'need', from: 0, to: 1 });
 * [first[0], second[0]]; // => [0.25925926, -0.81481481]
 * // R: c(coef(lm(a ~ x, drawn))[[2]], coef(lm(b ~ x, drawn))[[2]])
 * ```
 */
export function sharedPairsBootstrap({ periods, ...replicates }: SharedPairsData): SharedDraws {
  checkReplicates(replicates);
  return drawSharedPairs(prepareSharedPairs(periods), replicates);
}

/**
 * Does the rest of `sharedPairsBootstrap` on a prepared sample, for any part of the replicates: pieces put together are
 * the whole, bit for bit.
 *
 * @returns and throws as `sharedPairsBootstrap`, of which it is the second half.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5);
 * const sample = prepareSharedPairs([
 *   { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5), x, units: [1, 2, 3, 4, 5] },
 *   { label: '2021', y: Float64Array.of(9, 2, 6, 5, 3), x, units: [1, 2, 3, 4, 5] },
 * ]);
 * // R: d <- data.frame(a = c(3, 1, 4, 1, 5), b = c(9, 2, 6, 5, 3), x = 1:5)
 * // R: drawn <- d[1 + c(2, 1, 3, 3, 4), ] # the units that replicate 1 draws, see `RandomStream`
 * const [first, second] = drawSharedPairs(sample, { seed: 1, specification: 'need', from: 1, to: 2 });
 * [first[0], second[0]]; // => [0.73076923, 0.26923077]
 * // R: c(coef(lm(a ~ x, drawn))[[2]], coef(lm(b ~ x, drawn))[[2]])
 * ```
 * In R see `sharedPairsBootstrap`.
 */
export function drawSharedPairs(sample: SharedPairsSample, replicates: SharedReplicates): Float64Array[] {
  checkReplicates(replicates);
  const { seed, specification, from, to } = replicates;
  const { slopes, scales } = sample;
  const engine = currentEngine();
  const stream = new RandomStream(seed, specification);
  const draws = Array.from(slopes, () => new Float64Array(to - from));
  for (let first = from; first < to; first += replicatesAtOnce) {
    const count = Math.min(replicatesAtOnce, to - first);
    const sums = engine.sharedSums(sample, stream, first, count);
    for (const [t, draw] of draws.entries()) {
      for (let r = 0; r < count; r++) {
        const four = Math.floor(r / sharedLanes) * slopes.length + t;
        const at = sharedSumsAPeriod * sharedLanes * four + (r % sharedLanes);
        draw[first - from + r] = replicateSlope(sums, at, slopes[t]!, scales[t]!);
      }
    }
  }
  return draws;
}

/** The slope of a period in one replicate, from its five sums. */
function replicateSlope(sums: Float64Array, at: number, slope: number, scale: number): number {
  const n = sums[at]!;
  const sz = sums[at + sharedLanes]!;
  const se = sums[at + 2 * sharedLanes]!;
  const szz = sums[at + 3 * sharedLanes]!;
  const sze = sums[at + 4 * sharedLanes]!;
  const variation = szz - (sz * sz) / n;
  return variation > noVariation * n ? slope + (sze - (sz * se) / n) / variation / scale : Number.NaN;
}
