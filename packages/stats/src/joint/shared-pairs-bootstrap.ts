import { InvalidDataError } from '../errors.js';
import { mean } from '../mean.js';
import { RandomStream } from '../random-stream.js';
import type { SharedDraws } from './shared-draws.js';
import { fitPeriod, type Period, stackPeriods } from './stacked-periods.js';

export interface SharedPairsData {
  /** Periods without further regressors. */
  periods: readonly Period[];
  /** uint32 */
  seed: number;
  /** What the regressions are; see `RandomStream`. */
  specification: string | number;
  /** First replicate, and the one after the last; uint32. */
  from: number;
  to: number;
}

/** A resample's x varies too little for a slope where its variance is below this share of the sample's. */
const noVariation = 1e-12;

/** What a period's replicates are summed from: residuals e and the scaled x, with the unit of each row. */
interface Terms {
  slope: number;
  /** Standard deviation of x. */
  scale: number;
  z: Float64Array;
  e: Float64Array;
  unit: Int32Array;
}

function termsOf(period: Period, unit: Int32Array): Terms {
  const { coefficients, residuals } = fitPeriod(period);
  const centre = mean(period.x);
  const scale = Math.sqrt(mean(period.x.map((value) => (value - centre) ** 2)));
  const z = period.x.map((value) => (value - centre) / scale);
  return { slope: coefficients[1]!, scale, z, e: residuals, unit };
}

function replicateSlope({ slope, scale, z, e, unit }: Terms, counts: Uint16Array): number {
  let n = 0;
  let sz = 0;
  let se = 0;
  let szz = 0;
  let sze = 0;
  for (let i = 0; i < z.length; i++) {
    const weight = counts[unit[i]!]!;
    if (weight === 0) continue;
    const wz = weight * z[i]!;
    n += weight;
    sz += wz;
    se += weight * e[i]!;
    szz += wz * z[i]!;
    sze += wz * e[i]!;
  }
  const variation = szz - (sz * sz) / n;
  return variation > noVariation * n ? slope + (sze - (sz * se) / n) / variation / scale : Number.NaN;
}

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
 */
export function sharedPairsBootstrap(data: SharedPairsData): SharedDraws {
  const { periods, seed, specification, from, to } = data;
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to >= from && to <= 2 ** 32)) {
    throw new InvalidDataError(`Replicates ${from} to ${to} are asked for; they must be integers in order.`);
  }
  if (periods.some(({ others }) => others !== undefined && others.length > 0)) {
    throw new InvalidDataError('Shared draws are of regressions on a constant and x alone.');
  }
  const { unitIndex, units } = stackPeriods(periods);
  let start = 0;
  const terms = periods.map((period) => {
    const unit = unitIndex.subarray(start, start + period.y.length);
    start += period.y.length;
    return termsOf(period, unit);
  });
  const stream = new RandomStream(seed, specification);
  const drawn = new Int32Array(units);
  const counts = new Uint16Array(units);
  const draws = periods.map(() => new Float64Array(to - from));
  for (let replicate = from; replicate < to; replicate++) {
    stream.moveTo(replicate);
    stream.fillIndices(drawn, units);
    counts.fill(0);
    for (const unit of drawn) counts[unit] = counts[unit]! + 1;
    terms.forEach((term, t) => {
      draws[t]![replicate - from] = replicateSlope(term, counts);
    });
  }
  return draws;
}
