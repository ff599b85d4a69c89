import { currentEngine } from '../engine/current-engine.js';
import { RandomStream } from '../random-stream.js';
import { checkReplicates } from './checks.js';
import { inner } from './inner.js';
import { signSums } from './sign-sums.js';
import type { WildBootstrapData } from './wild-bootstrap.js';
import { curveForm, curveLength, curveStatistic, curveWriter, sumsOfSquares } from './wild-curve.js';
import type { WildDesign } from './wild-design.js';
import { fillEnumeratedWeights, fillWildWeights, wildReplicates } from './wild-weights.js';

/** What replicates depend on beside the design. */
export type WildKey = Pick<WildBootstrapData, 'distribution' | 'seed' | 'specification' | 'replicates'>;

/**
 * Writes the curves of replicates `from` to `to` - 1, from the beginning of `curves` on. For `doubtful` see
 * `WriteCurves`.
 */
export type DrawCurves = (from: number, to: number, curves: Float64Array, doubtful?: Uint8Array) => void;

/** Tables of more entries than this would not stay in a processor's cache. */
const mostTableEntries = 2 ** 22;
/** Replicates that an engine is asked for together. */
const replicatesAtOnce = 64;

/** How many replicates there are in all; checks that number. */
export function wildSize(
  { replicates, distribution = 'rademacher' }: WildKey,
  { groups }: Pick<WildDesign, 'groups'>,
): { replicates: number; enumerated: boolean } {
  checkReplicates(replicates);
  return wildReplicates(distribution, groups, replicates);
}

/** Prepares to draw replicates of a design. */
export function curveDraws(design: WildDesign, key: WildKey): DrawCurves {
  const { enumerated } = wildSize(key, design);
  const { distribution = 'rademacher' } = key;
  const tabulated = distribution === 'rademacher' && !enumerated && 'byWeight' in design.squares;
  const entries = 4 * design.groups * design.sums.flat().length;
  return tabulated && entries <= mostTableEntries
    ? signedDraws(design, key)
    : weightedDraws(design, key, enumerated);
}

/** t statistics of replicates `from` to `to` - 1 of a design for one null. */
export function statisticDraws(design: WildDesign, key: WildKey, from: number, to: number): Float64Array {
  const draw = curveDraws(design, key);
  const statistics = new Float64Array(to - from);
  const curves = new Float64Array(curveLength * replicatesAtOnce);
  for (let first = from; first < to; first += replicatesAtOnce) {
    const next = Math.min(to, first + replicatesAtOnce);
    draw(first, next, curves);
    for (let r = first; r < next; r++) {
      statistics[r - from] = curveStatistic(curves, curveLength * (r - first), 0);
    }
  }
  return statistics;
}

function weightedDraws(design: WildDesign, key: WildKey, enumerated: boolean): DrawCurves {
  const { distribution = 'rademacher' } = key;
  const stream = new RandomStream(key.seed, key.specification);
  const weights = new Float64Array(design.groups);
  const scratch = new Int32Array(design.groups);
  const columns = design.sums.flat();
  const sums = new Float64Array(columns.length);
  const write = curveWriter(curveForm(design));
  return (from, to, curves, doubtful) => {
    for (let r = from; r < to; r++) {
      if (enumerated) {
        fillEnumeratedWeights(weights, r);
      } else {
        stream.moveTo(r);
        fillWildWeights(weights, distribution, stream, scratch);
      }
      for (let j = 0; j < columns.length; j++) sums[j] = inner(columns[j]!, weights);
      const squares = sumsOfSquares(design, weights);
      write(sums, squares, curves, curveLength * (r - from), doubtful);
    }
  };
}

/** Rademacher weights by table; their squares are 1, so that the sums of squares do not change. */
function signedDraws(design: WildDesign, { seed, specification }: WildKey): DrawCurves {
  const stream = new RandomStream(seed, specification);
  const signed = signSums(design.sums.flat());
  const form = curveForm(design);
  const engine = currentEngine();
  return (from, to, curves, doubtful) => {
    for (let first = from; first < to; first += replicatesAtOnce) {
      const count = Math.min(replicatesAtOnce, to - first);
      const found = engine.signedCurves(signed, form, stream, first, count);
      curves.set(found.curves, curveLength * (first - from));
      doubtful?.set(found.doubtful, first - from);
    }
  };
}
