import { InvalidDataError } from '../errors.js';
import type { RandomStream } from '../random-stream.js';
import type { ClusterMoments } from './slope-variances.js';

/** What of a way of clustering the wild bootstrap of a slope takes: `SimpleSample` has it. */
export interface WildClusters {
  count: number;
  sizes: Float64Array;
  /** Sums of the centred outcome. */
  outcomes: Float64Array;
}

/** Where 32 signs at a time come from. */
type Words = Pick<RandomStream, 'nextUint32'>;

/** What all draws of a column share: sums over clusters of products of their moments. */
interface Prepared {
  moments: ClusterMoments;
  sumOfSquares: number;
  pp: number;
  dd: number;
  db: number;
  bb: number;
}

/** A statistic that is smaller than the sample's by no more than this share of it is equal but for rounding. */
const rounding = 1e-9;

/**
 * Whether the wild cluster bootstrap rejects that a slope is zero: Rademacher weights, the null imposed, t by CR1,
 * symmetric (Cameron, Gelbach and Miller 2008, Review of Economics and Statistics 90, 414-427). It rejects where p, the
 * share of extreme statistics with the sample's own among them, is no more than 1 - level; drawing ends as soon as too
 * many are extreme. With a number of draws such that (draws + 1)(1 - level) is whole, few draws cost power but not size
 * (Davidson and MacKinnon 2000, Econometric Reviews 19, 55-68).
 */
export class WildDecision {
  readonly #n: number;
  readonly #clusters: WildClusters;
  readonly #draws: number;
  /** So many extreme draws are too many. */
  readonly #tooMany: number;
  #prepared: Prepared;
  /** Sums over four clusters by their sixteen combinations of signs: of products, outcomes, and the two below. */
  readonly #products: Float64Array;
  readonly #outcomes: Float64Array;
  readonly #byDeviation: Float64Array;
  readonly #bySquare: Float64Array;

  /** @throws InvalidDataError where there are too few draws to reject at all. */
  constructor(n: number, clusters: WildClusters, draws: number, level: number) {
    this.#n = n;
    this.#clusters = clusters;
    this.#draws = draws;
    this.#tooMany = Math.floor((draws + 1) * (1 - level) + rounding);
    if (!(this.#tooMany >= 1)) {
      throw new InvalidDataError(
        `With ${draws} draws no test at ${1 - level} can reject: take ${Math.ceil(1 / (1 - level)) - 1}.`,
      );
    }
    const cells = 16 * Math.ceil(clusters.count / 4);
    this.#products = new Float64Array(cells);
    this.#outcomes = new Float64Array(cells);
    this.#byDeviation = new Float64Array(cells);
    this.#bySquare = new Float64Array(cells);
    const none = new Float64Array(clusters.count);
    const moments = { deviations: none, squares: none, products: none };
    this.#prepared = { moments, sumOfSquares: 0, pp: 0, dd: 0, db: 0, bb: 0 };
    fillSums(this.#outcomes, clusters.count, (g) => clusters.outcomes[g]!);
  }

  /** Whether it rejects; `prepare` says for which slope. */
  rejects(slope: number, stream: Words): boolean {
    const { moments, sumOfSquares } = this.#prepared;
    let scores = 0;
    for (let g = 0; g < this.#clusters.count; g++) {
      scores += (moments.products[g]! - slope * moments.squares[g]!) ** 2;
    }
    const limit = ((slope * sumOfSquares) ** 2 / scores) * (1 - rounding);
    let extreme = 0;
    for (let draw = 0; draw < this.#draws; draw++) {
      if (this.draw(stream) < limit) continue;
      extreme += 1;
      if (extreme === this.#tooMany) return false;
    }
    return true;
  }

  /** Takes the sums over clusters of a column, as a fit has them. */
  prepare(moments: ClusterMoments, sumOfSquares: number): void {
    const { count } = this.#clusters;
    const { deviations, squares, products } = moments;
    let pp = 0;
    let dd = 0;
    let db = 0;
    let bb = 0;
    for (let g = 0; g < count; g++) {
      const deviation = deviations[g]!;
      const square = squares[g]!;
      pp += products[g]! * products[g]!;
      dd += deviation * deviation;
      db += deviation * square;
      bb += square * square;
    }
    this.#prepared = { moments, sumOfSquares, pp, dd, db, bb };
    fillSums(this.#products, count, (g) => products[g]!);
    fillSums(this.#byDeviation, count, (g) => products[g]! * deviations[g]!);
    fillSums(this.#bySquare, count, (g) => products[g]! * squares[g]!);
  }

  /**
   * t^2 of the slope, but for the small-sample factor, where the centred outcome of cluster g has a minus if bit
   * g mod 32 of the next word is set: the square of the slope's numerator over the sum of squared scores.
   */
  draw(stream: Words): number {
    const { sumOfSquares, pp, dd, db, bb } = this.#prepared;
    const cells = this.#products.length;
    let word = 0;
    let numerator = 0;
    let total = 0;
    let withDeviation = 0;
    let withSquare = 0;
    for (let cell = 0; cell < cells; cell += 16) {
      if ((cell & 127) === 0) word = stream.nextUint32();
      const at = cell + (word & 15);
      word >>>= 4;
      numerator += this.#products[at]!;
      total += this.#outcomes[at]!;
      withDeviation += this.#byDeviation[at]!;
      withSquare += this.#bySquare[at]!;
    }
    // The squared scores (v p - m d - b s)^2, summed term by term: v^2 is 1.
    const b = numerator / sumOfSquares;
    const m = total / this.#n;
    const scores = pp + m * m * dd + b * b * bb + 2 * (m * b * db - m * withDeviation - b * withSquare);
    return (numerator * numerator) / scores;
  }
}

/** Sums of four values each, value g with a minus where bit g mod 4 of the cell's number is set. */
function fillSums(sums: Float64Array, count: number, value: (g: number) => number): void {
  for (let first = 0; first < count; first += 4) {
    const base = 4 * first;
    let all = 0;
    for (let bit = 0; bit < 4 && first + bit < count; bit++) all += value(first + bit);
    sums[base] = all;
    for (let bit = 0; bit < 4; bit++) {
      const twice = first + bit < count ? 2 * value(first + bit) : 0;
      for (let cell = 1 << bit; cell < 2 << bit; cell++)
        sums[base + cell] = sums[base + cell - (1 << bit)]! - twice;
    }
  }
}
