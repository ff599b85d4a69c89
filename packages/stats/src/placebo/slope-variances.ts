import { positiveSemidefinite } from '../covariance/positive-semidefinite.js';
import { InvalidDataError } from '../errors.js';
import { type Cr2Sums, cr2OfSlope, type SlopeVariance } from './cr2-of-slope.js';
import { type PointPairs, type SimpleSample, sumRuns } from './simple-sample.js';

/** Sums over the members of each cluster, of deviations d from the column's mean and of the centred outcome y. */
export interface ClusterMoments {
  /** d */
  deviations: Float64Array;
  /** d^2 */
  squares: Float64Array;
  /** d y */
  products: Float64Array;
}

/** The regression of an outcome on a constant and one column, with the variances of its slope. */
export interface SlopeFit {
  slope: number;
  /** Sum of squared deviations of the column from its mean. */
  sumOfSquares: number;
  /** NaN where an observation has leverage 1. */
  hc1: SlopeVariance;
  hc3: SlopeVariance;
  /** One a way of clustering. */
  cr1: SlopeVariance[];
  cr2: SlopeVariance[];
  conley: SlopeVariance | null;
  /** By way of clustering; overwritten by the next fit. */
  moments: readonly ClusterMoments[];
}

/** A column that varies by less than this share of its squared distance from the centre is constant but for rounding. */
const flat = 1e-12;

const noLeverage = 1e-12;

/**
 * The slopes of one outcome on many columns, one after another, with the variances that `covariance` and `conley`
 * (without a factor) give for them, in the steps that a constant and one column allow: a pass over the
 * observations for the sums of deviations, their squares and their products with the outcome, another one for HC1 and
 * HC3, and then work by clusters and pairs of points alone.
 */
export class SlopeFits {
  readonly #sample: SimpleSample;
  readonly #column: Float64Array;
  readonly #runs: ClusterMoments;
  readonly #moments: ClusterMoments[];
  readonly #scores: Float64Array[];
  readonly #points: { deviations: Float64Array; scores: Float64Array; residuals: Float64Array };

  constructor(sample: SimpleSample) {
    const sums = (count: number): ClusterMoments => ({
      deviations: new Float64Array(count),
      squares: new Float64Array(count),
      products: new Float64Array(count),
    });
    this.#sample = sample;
    this.#column = new Float64Array(sample.n);
    this.#runs = sums(sample.ends.length);
    this.#moments = sample.clusterings.map(({ count }) => sums(count));
    this.#scores = sample.clusterings.map(({ count }) => new Float64Array(count));
    const points = sample.points?.count ?? 0;
    this.#points = {
      deviations: new Float64Array(points),
      scores: new Float64Array(points),
      residuals: new Float64Array(points),
    };
  }

  /**
   * The fit on the column whose observation i is `values[source[i]]`, or null where that is constant.
   *
   * @param centre a number that all values are near, such as their mean: digits are kept that way.
   */
  fit(values: Float64Array, source: Int32Array, centre: number): SlopeFit | null {
    const { n, clusterings, points } = this.#sample;
    if (source.length !== n) throw new InvalidDataError(`${source.length} sources for ${n} observations.`);
    const { shift, sumOfSquares, product, raw } = this.#sumRuns(values, source, centre);
    if (!(sumOfSquares > flat * raw)) return null;
    const slope = product / sumOfSquares;
    const { hc1, hc3 } = this.#robust(slope, shift, sumOfSquares);
    const { deviations, squares, products } = this.#runs;
    const cr1: SlopeVariance[] = [];
    const cr2: SlopeVariance[] = [];
    clusterings.forEach((clusters, c) => {
      const moments = this.#moments[c]!;
      sumRuns(clusters, deviations, moments.deviations);
      sumRuns(clusters, squares, moments.squares);
      sumRuns(clusters, products, moments.products);
      const scores = this.#scores[c]!;
      let total = 0;
      for (let g = 0; g < clusters.count; g++) {
        const score = moments.products[g]! - slope * moments.squares[g]!;
        scores[g] = score;
        total += score * score;
      }
      const factor = ((clusters.count / (clusters.count - 1)) * (n - 1)) / (n - 2);
      cr1.push({
        variance: (factor * total) / sumOfSquares / sumOfSquares,
        degreesOfFreedom: clusters.count - 1,
      });
      const sums: Cr2Sums = { n, slope, sumOfSquares, ...clusters, ...moments, scores };
      cr2.push(cr2OfSlope(sums));
    });
    const conley = points === null ? null : this.#conley(points, slope, sumOfSquares, shift + centre);
    return { slope, sumOfSquares, hc1, hc3, cr1, cr2, conley, moments: this.#moments };
  }

  /** Gathers the column, less the centre, and sums it by runs; deviations are then from its own mean. */
  #sumRuns(values: Float64Array, source: Int32Array, centre: number) {
    const { n, centred, ends, sizes, outcomes } = this.#sample;
    const column = this.#column;
    const { deviations, squares, products } = this.#runs;
    let total = 0;
    let raw = 0;
    for (let r = 0, i = 0; r < ends.length; r++) {
      let sum = 0;
      let square = 0;
      let product = 0;
      for (const end = ends[r]!; i < end; i++) {
        const value = values[source[i]!]! - centre;
        column[i] = value;
        sum += value;
        square += value * value;
        product += value * centred[i]!;
      }
      deviations[r] = sum;
      squares[r] = square;
      products[r] = product;
      total += sum;
      raw += square;
    }
    const shift = total / n;
    let sumOfSquares = 0;
    let product = 0;
    for (let r = 0; r < ends.length; r++) {
      const sum = deviations[r]!;
      squares[r] = squares[r]! - 2 * shift * sum + sizes[r]! * shift * shift;
      products[r] = products[r]! - shift * outcomes[r]!;
      deviations[r] = sum - sizes[r]! * shift;
      sumOfSquares += squares[r]!;
      product += products[r]!;
    }
    return { shift, sumOfSquares, product, raw };
  }

  #robust(slope: number, shift: number, sumOfSquares: number): { hc1: SlopeVariance; hc3: SlopeVariance } {
    const { n, centred } = this.#sample;
    const column = this.#column;
    const inverse = 1 / sumOfSquares;
    const rest = 1 - 1 / n;
    let plain = 0;
    let jackknifed = 0;
    let least = 1;
    for (let i = 0; i < n; i++) {
      const deviation = column[i]! - shift;
      const score = deviation * (centred[i]! - slope * deviation);
      const left = rest - deviation * deviation * inverse;
      const widened = score / left;
      plain += score * score;
      jackknifed += widened * widened;
      least = Math.min(left, least);
    }
    const degreesOfFreedom = n - 2;
    return {
      hc1: { variance: (plain * inverse * inverse * n) / (n - 2), degreesOfFreedom },
      hc3: { variance: least > noLeverage ? jackknifed * inverse * inverse : Number.NaN, degreesOfFreedom },
    };
  }

  #conley(points: PointPairs, slope: number, sumOfSquares: number, mean: number): SlopeVariance {
    const { n, outcomes } = this.#sample;
    const { codes, count, starts, others, weights } = points;
    const { scores, residuals } = this.#points;
    const { deviations, squares, products } = this.#runs;
    scores.fill(0);
    residuals.fill(0);
    for (let r = 0; r < codes.length; r++) {
      const point = codes[r]!;
      scores[point] = scores[point]! + products[r]! - slope * squares[r]!;
      residuals[point] = residuals[point]! + outcomes[r]! - slope * deviations[r]!;
    }
    // The middle of the sandwich, for deviations (s) and the constant (u).
    let ss = 0;
    let su = 0;
    let uu = 0;
    for (let p = 0; p < count; p++) {
      let score = 0;
      let residual = 0;
      for (let pair = starts[p]!; pair < starts[p + 1]!; pair++) {
        const other = others[pair]!;
        const weight = weights[pair]!;
        score += weight * scores[other]!;
        residual += weight * residuals[other]!;
      }
      const ownScore = scores[p]!;
      const ownResidual = residuals[p]!;
      ss += ownScore * (ownScore + 2 * score);
      uu += ownResidual * (ownResidual + 2 * residual);
      su += ownScore * (ownResidual + residual) + ownResidual * score;
    }
    const degreesOfFreedom = n - 2;
    const slopes = ss / sumOfSquares / sumOfSquares;
    if (ss >= 0 && uu >= 0 && ss * uu >= su * su) return { variance: slopes, degreesOfFreedom };
    const both = su / n / sumOfSquares - mean * slopes;
    const constant = uu / n / n - (2 * mean * su) / n / sumOfSquares + mean * mean * slopes;
    const { values } = positiveSemidefinite(Float64Array.of(constant, both, both, slopes), 2);
    return { variance: values[3]!, degreesOfFreedom };
  }
}
