import { type ClusterIds, clusterCodes } from '../cluster-codes.js';
import { leastSquares } from '../least-squares.js';
import type { Replicates } from '../pairs-bootstrap.js';
import { RandomStream } from '../random-stream.js';
import { checkShard } from '../resampling/checks.js';
import { type DescentRoom, descentRoom } from './edge-descent.js';
import { outcomeScale, quantileRegression, scaleOf } from './quantile-regression.js';
import { optimalVertex } from './vertex.js';

export interface ClusterQuantileData extends Replicates {
  /** Outcome, length n. */
  y: Float64Array;
  /** k columns of length n; a constant is a column of ones. */
  columns: readonly Float64Array[];
  names?: readonly string[];
  /** One label an observation. */
  clusters: ClusterIds;
  /** The quantiles, each above 0 and below 1. */
  taus: readonly number[];
}

/** The rows that a replicate draws, gathered in the room. */
interface Gathered {
  room: DescentRoom;
  outcome: Float64Array;
  identities: Int32Array;
  /** Place of each observation in the room; -1 where it was not drawn. */
  places: Int32Array;
}

/**
 * Bootstrap of quantile regressions by resampling whole clusters: of G clusters G are drawn with replacement, and one
 * drawn twice counts twice (Hagemann 2017, JASA 112, 446-456, of which this is the pairs version; Cameron, Gelbach and
 * Miller 2008, Review of Economics and Statistics 90, 414-427). Every quantile is solved exactly on the same draws, from
 * its solution on the sample. Replicate r depends on the data, seed, specification and r alone, and draws what
 * `clusterPairsBootstrap` does.
 *
 * @returns one array a quantile: (to - from) x k coefficients, row-major; NaN where the columns drawn are dependent.
 * @throws as `quantileRegression` on the sample; InvalidDataError where there are fewer than two clusters, or the
 * replicates are not integers in order from 0 to 10,000,000.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3.5);
 * const data = { y, columns: [x.map(() => 1), x], clusters: [0, 0, 1, 1, 2, 2, 3, 3, 4, 4], taus: [0.3] };
 * const [draws] = clusterQuantileBootstrap({ ...data, seed: 1, specification: 'need', from: 0, to: 1 });
 * draws; // => [0.6, 0.2]
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3.5), x = 1:10)
 * // R: drawn <- c(1, 3, 3, 0, 4) # the clusters that replicate 0 draws, see `RandomStream`
 * // R: coef(quantreg::rq(y ~ x, 0.3, d[c(rbind(2 * drawn + 1, 2 * drawn + 2)), ]))
 * ```
 */
export function clusterQuantileBootstrap(data: ClusterQuantileData): Float64Array[] {
  const { y, columns, taus, clusters, seed, specification, from, to } = data;
  checkShard(from, to);
  const sample = { y, columns, ...(data.names && { names: data.names }) };
  const { codes, count } = clusterCodes(leastSquares(sample), clusters);
  const starts = taus.map((tau) => quantileRegression({ ...sample, tau }).basis);
  const k = columns.length;
  const scales = columns.map(scaleOf);
  const scaled = columns.map((column, j) => column.map((value) => value * scales[j]!));
  const scale = outcomeScale(y);
  const gathered: Gathered = {
    room: descentRoom(k, y.length + k),
    outcome: new Float64Array(y.length + k),
    identities: new Int32Array(y.length + k),
    places: new Int32Array(y.length),
  };
  const { room } = gathered;
  const put = (observation: number, weight: number) => {
    const at = room.rows++;
    for (let j = 0; j < k; j++) room.x[j]![at] = scaled[j]![observation]!;
    room.weights[at] = weight;
    gathered.outcome[at] = y[observation]!;
    gathered.identities[at] = observation;
    return at;
  };
  const stream = new RandomStream(seed, specification);
  const indices = new Int32Array(count);
  const times = new Float64Array(count);
  const draws = taus.map(() => new Float64Array(k * (to - from)).fill(Number.NaN));
  for (let r = from; r < to; r++) {
    stream.moveTo(r);
    stream.fillIndices(indices, count);
    times.fill(0);
    for (const g of indices) times[g]! += 1;
    room.rows = 0;
    for (let i = 0; i < y.length; i++) {
      const weight = times[codes[i]!]!;
      gathered.places[i] = weight === 0 ? -1 : put(i, weight);
    }
    const drawn = room.rows;
    taus.forEach((tau, t) => {
      room.rows = drawn;
      // A row that was not drawn may stand in the basis to begin with: without weight it is soon left.
      starts[t]!.forEach((row, j) => {
        room.basis[j] = gathered.places[row]! < 0 ? put(row, 0) : gathered.places[row]!;
      });
      const vertex = optimalVertex(room, gathered.outcome, gathered.identities, scale, tau);
      vertex?.coefficients.forEach((value, j) => {
        draws[t]![(r - from) * k + j] = value * scales[j]!;
      });
    });
  }
  return draws;
}
