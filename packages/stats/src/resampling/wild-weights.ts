import type { RandomStream } from '../random-stream.js';

/**
 * Distributions with mean 0 and variance 1, by which the wild bootstrap multiplies residuals. `rademacher`: -1 or 1,
 * equally likely (Davidson and Flachaire 2008, Journal of Econometrics 146, 162-169). `mammen`: (1 - sqrt 5) / 2 with
 * probability (sqrt 5 + 1) / 2 sqrt 5, else (1 + sqrt 5) / 2 (Mammen 1993, Annals of Statistics 21, 255-285).
 * `webb`: -sqrt 1.5, -1, -sqrt 0.5 and their opposites, equally likely (Webb 2023, Canadian Journal of Economics 56,
 * 839-858), for few clusters.
 */
export type WildDistribution = 'rademacher' | 'mammen' | 'webb';

const root5 = Math.sqrt(5);
const mammenThreshold = ((root5 + 1) / (2 * root5)) * 2 ** 31;
const webbPoints = [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)];

/**
 * Fills an array with weights from where the stream stands.
 *
 * @param scratch of the same length, overwritten; given so that many calls can share it.
 */
export function fillWildWeights(
  weights: Float64Array,
  distribution: WildDistribution,
  stream: RandomStream,
  scratch = new Int32Array(weights.length),
): void {
  if (distribution === 'rademacher') {
    let word = 0;
    for (let i = 0; i < weights.length; i++) {
      if ((i & 31) === 0) word = stream.nextUint32();
      weights[i] = 1 - 2 * ((word >>> (i & 31)) & 1);
    }
  } else if (distribution === 'mammen') {
    stream.fillIndices(scratch, 2 ** 31);
    for (let i = 0; i < weights.length; i++) {
      weights[i] = scratch[i]! < mammenThreshold ? (1 - root5) / 2 : (1 + root5) / 2;
    }
  } else {
    stream.fillIndices(scratch, webbPoints.length);
    for (let i = 0; i < weights.length; i++) weights[i] = webbPoints[scratch[i]!]!;
  }
}

/**
 * How many replicates are computed. Where Rademacher weights on G groups have no more than that many combinations,
 * 2^G, each is taken once, and the bootstrap distribution is exact.
 */
export function wildReplicates(
  distribution: WildDistribution,
  groups: number,
  replicates: number,
): { replicates: number; enumerated: boolean } {
  const enumerated = distribution === 'rademacher' && 2 ** groups <= replicates;
  return { replicates: enumerated ? 2 ** groups : replicates, enumerated };
}

/** Combination `replicate` of Rademacher weights: bit g is set where weight g is -1; number 0 is all ones. */
export function fillEnumeratedWeights(weights: Float64Array, replicate: number): void {
  for (let g = 0; g < weights.length; g++) weights[g] = 1 - 2 * ((replicate >>> g) & 1);
}
