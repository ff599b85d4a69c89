import { currentEngine } from '../engine/current-engine.js';
import { RandomStream } from '../random-stream.js';
import { checkReplicates, checkShard } from './checks.js';
import { columnsATable, signSums } from './sign-sums.js';
import { curveLength, curveStatistic, sumsOfSquares, wildCurve, writeCurve } from './wild-curve.js';
import { type WildDesign, type WildTestData, wildDesign } from './wild-design.js';
import {
  fillEnumeratedWeights,
  fillWildWeights,
  type WildDistribution,
  wildReplicates,
} from './wild-weights.js';

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

/** Tables of more entries than this would not stay in a processor's cache. */
const mostTableEntries = 2 ** 22;

/**
 * t statistics of the wild bootstrap under the null that a coefficient is `nullValue` (default 0), one a replicate:
 * Wu (1986), Annals of Statistics 14, 1261-1295; by cluster and with the null imposed, Cameron, Gelbach and Miller
 * (2008), Review of Economics and Statistics 90, 414-427 (their WCR; WCU without). Replicate r depends on the data,
 * seed, specification and r alone: shards put together are the whole, bit for bit. Where Rademacher weights are
 * enumerated (see `wildReplicates`) replicates beyond 2^G do not exist, and a shard is shorter by them. A statistic is
 * NaN where numerator and standard error are both 0.
 *
 * @throws as `wildDesign`; InvalidDataError where replicates are out of range.
 */
export function wildBootstrapStatistics(data: WildBootstrapData & { nullValue?: number }): Float64Array {
  const { from, to, curves } = wildShard(data, wildDesign(data, data.nullValue ?? 0));
  const statistics = new Float64Array(to - from);
  const curve = new Float64Array(curveLength);
  for (let r = from; r < to; r++) {
    curves(r, curve, 0);
    statistics[r - from] = curveStatistic(curve, 0, 0);
  }
  return statistics;
}

/**
 * The same as a function of the null: five numbers a replicate (see `curveLength`), from which `wildTest` and
 * `wildInterval` take p-values and bounds for any null without resampling again.
 *
 * @throws as `wildBootstrapStatistics`.
 */
export function wildBootstrapCurves(data: WildBootstrapData): Float64Array {
  const { from, to, curves } = wildShard(data, wildDesign(data));
  const all = new Float64Array(curveLength * (to - from));
  for (let r = from; r < to; r++) curves(r, all, curveLength * (r - from));
  return all;
}

/** How many replicates there are in all; checks that number. */
export function wildShardSize(
  { replicates, distribution = 'rademacher' }: WildBootstrapData,
  { groups }: WildDesign,
): { replicates: number; enumerated: boolean } {
  checkReplicates(replicates);
  return wildReplicates(distribution, groups, replicates);
}

/** Replicates that an engine is asked for together. */
const replicatesAtOnce = 64;

type WriteReplicate = (replicate: number, into: Float64Array, at: number) => void;

function wildShard(
  data: WildBootstrapData,
  design: WildDesign,
): { from: number; to: number; curves: WriteReplicate } {
  const { replicates, enumerated } = wildShardSize(data, design);
  const { distribution = 'rademacher', from = 0, to = data.replicates } = data;
  checkShard(from, to);
  const stream = new RandomStream(data.seed, data.specification);
  const tabulated = distribution === 'rademacher' && !enumerated && 'byWeight' in design.squares;
  const entries = 4 * design.groups * design.sums.flat().length;
  const curves =
    tabulated && entries <= mostTableEntries
      ? signReplicates(design, stream)
      : weightReplicates(design, distribution, enumerated, stream);
  return { from: Math.min(from, replicates), to: Math.min(to, replicates), curves };
}

function weightReplicates(
  design: WildDesign,
  distribution: WildDistribution,
  enumerated: boolean,
  stream: RandomStream,
): WriteReplicate {
  const weights = new Float64Array(design.groups);
  const scratch = new Int32Array(design.groups);
  return (replicate, into, at) => {
    if (enumerated) {
      fillEnumeratedWeights(weights, replicate);
    } else {
      stream.moveTo(replicate);
      fillWildWeights(weights, distribution, stream, scratch);
    }
    into.set(wildCurve(design, weights), at);
  };
}

/** Rademacher weights by table; their squares are 1, so that the sums of squares do not change. */
function signReplicates(design: WildDesign, stream: RandomStream): WriteReplicate {
  const columns = design.sums.flat();
  const { tables, words } = signSums(columns);
  const squares = sumsOfSquares(design, new Float64Array(design.groups).fill(1));
  const width = Math.ceil(columns.length / columnsATable) * columnsATable;
  const all = new Float64Array(width);
  let begin = 0;
  const sums = design.sums.map(({ length }) => {
    begin += length;
    return all.subarray(begin - length, begin);
  });
  const engine = currentEngine();
  const atOnce = new Float64Array(width * replicatesAtOnce);
  let first = -replicatesAtOnce;
  return (replicate, into, at) => {
    if (replicate < first || replicate >= first + replicatesAtOnce) {
      first = Math.max(0, Math.min(replicate, 2 ** 32 - replicatesAtOnce));
      atOnce.set(engine.signedSums(tables, words, stream, first, replicatesAtOnce));
    }
    const row = width * (replicate - first);
    for (let j = 0; j < width; j++) all[j] = atOnce[row + j]!;
    writeCurve(design, sums, squares, into, at);
  };
}
