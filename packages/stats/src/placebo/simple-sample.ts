import { type ClusterIds, findMissingId, numberClusters } from '../cluster-codes.js';
import type { ConleyOptions } from '../covariance/conley.js';
import { InvalidDataError } from '../errors.js';
import { mean } from '../mean.js';
import { distinctPoints } from '../spatial/distinct-points.js';
import { checkCutoff, checkPoints } from '../spatial/great-circle.js';
import { kernelWeights } from '../spatial/kernel-weights.js';

/** An outcome, and the ways in which its observations may depend on one another. */
export interface SimpleData {
  /** Length n. Fastest where observations of one cluster, and of one point, follow one another. */
  y: Float64Array;
  /** Ways of clustering, each of length n. */
  clusterings: readonly ClusterIds[];
  /** Where observations are, and the distance in km beyond which they are independent; as `conley`, without a factor. */
  conley?: Omit<ConleyOptions, 'convention'>;
}

/** Which of a number of groups each run of observations belongs to. */
export interface RunGroups {
  codes: Int32Array;
  count: number;
}

/** Points as sums of runs, and for each the earlier points that are not too far from it. */
export interface PointPairs extends RunGroups {
  /** Where the pairs of each point begin; one more than points. */
  starts: Int32Array;
  /** The other point of each pair, and the kernel's weight. */
  others: Int32Array;
  weights: Float64Array;
}

/**
 * What does not change when one column takes the place of another in the regression of an outcome on a constant and
 * a column: the outcome less its mean, and runs of observations that share every cluster and point, by which products
 * are summed once for all ways of clustering.
 */
export interface SimpleSample {
  n: number;
  centred: Float64Array;
  /** Index after the last observation of each run. */
  ends: Int32Array;
  sizes: Float64Array;
  /** Sums of the centred outcome. */
  outcomes: Float64Array;
  clusterings: readonly (RunGroups & { sizes: Float64Array; outcomes: Float64Array })[];
  points: PointPairs | null;
}

function pointPairs({ cutoff, kernel = 'bartlett', ...at }: ConleyOptions): PointPairs {
  const { codes, longitudes, latitudes } = distinctPoints(at);
  const count = longitudes.length;
  const all = kernelWeights({ longitudes, latitudes }, kernel, cutoff);
  const starts = [0];
  const others: number[] = [];
  const weights: number[] = [];
  for (let p = 0; p < count; p++) {
    for (let q = 0; q < p; q++) {
      const weight = all[p * count + q]!;
      if (weight === 0) continue;
      others.push(q);
      weights.push(weight);
    }
    starts.push(others.length);
  }
  return {
    codes,
    count,
    starts: Int32Array.from(starts),
    others: Int32Array.from(others),
    weights: Float64Array.from(weights),
  };
}

/**
 * Prepares an outcome for many regressions on a constant and one column.
 *
 * @throws InvalidDataError where lengths differ, a value is not finite, there are fewer than three observations, a
 * cluster is missing or the only one, a point is not on Earth or the cutoff is not above 0 km.
 */
export function simpleSample({ y, clusterings, conley }: SimpleData): SimpleSample {
  const n = y.length;
  if (n < 3)
    throw new InvalidDataError(`${n} observations are too few for a constant, a slope and an error.`);
  const bad = y.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new InvalidDataError(`Observation ${bad} of the outcome is ${y[bad]}.`);
  const groupings = clusterings.map((ids): RunGroups => {
    if (ids.length !== n) {
      throw new InvalidDataError(`There are ${ids.length} cluster identifiers for ${n} observations.`);
    }
    const missing = findMissingId(ids);
    if (missing >= 0) throw new InvalidDataError(`Observation ${missing} has no cluster.`);
    const groups = numberClusters(ids);
    if (groups.count < 2)
      throw new InvalidDataError('All observations are in one cluster: it needs two or more.');
    return groups;
  });
  if (conley !== undefined) {
    checkPoints(conley, n);
    checkCutoff(conley.cutoff);
  }
  const pairs = conley === undefined ? null : pointPairs(conley);

  const all: RunGroups[] = pairs === null ? groupings : [...groupings, pairs];
  const ends: number[] = [];
  for (let i = 1; i <= n; i++) {
    if (i === n || all.some(({ codes }) => codes[i] !== codes[i - 1])) ends.push(i);
  }
  const ofRuns = (codes: Int32Array) => Int32Array.from(ends, (end) => codes[end - 1]!);
  const centre = mean(y);
  const centred = y.map((value) => value - centre);
  const sizes = Float64Array.from(ends, (end, r) => end - (ends[r - 1] ?? 0));
  const outcomes = Float64Array.from(ends, (end, r) => {
    let total = 0;
    for (let i = ends[r - 1] ?? 0; i < end; i++) total += centred[i]!;
    return total;
  });
  return {
    n,
    centred,
    ends: Int32Array.from(ends),
    sizes,
    outcomes,
    clusterings: groupings.map(({ codes, count }) => {
      const groups = { codes: ofRuns(codes), count };
      return { ...groups, sizes: sumRuns(groups, sizes), outcomes: sumRuns(groups, outcomes) };
    }),
    points: pairs === null ? null : { ...pairs, codes: ofRuns(pairs.codes) },
  };
}

/** Sums of runs by group. */
export function sumRuns(
  { codes, count }: RunGroups,
  values: Float64Array,
  sums: Float64Array = new Float64Array(count),
): Float64Array {
  sums.fill(0);
  for (let r = 0; r < codes.length; r++) sums[codes[r]!] = sums[codes[r]!]! + values[r]!;
  return sums;
}
