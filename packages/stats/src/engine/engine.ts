import type { RandomStream } from '../random-stream.js';
import type { SignSums } from '../resampling/sign-sums.js';
import type { CurveForm } from '../resampling/wild-curve.js';
import type { NullGroup } from './null-group.js';

/**
 * The loops over draws with replacement that take the time of a bootstrap. An engine resamples n of n observations,
 * with the indices that `stream.moveTo(replicate)` and `stream.fillIndices` give. What it returns is valid until its
 * next call. All engines return the same bytes.
 */
export interface Engine {
  readonly name: 'kernel' | 'plain';

  /**
   * The sums of z, e, zz and ze of each of `count` replicates from `from` on, row-major: of draw i to running sum
   * i mod 4, which come together as (0 + 1) + (2 + 3).
   * @param table n pairs (z, e), row-major; not to be changed later.
   */
  simpleSums(table: Float64Array, stream: RandomStream, from: number, count: number): Float64Array;

  /**
   * Of each of `count` replicates from `from` on, the sums over observations, ascending and those with weight 0
   * left out, of (times drawn - 1) x (value a x value b), where b <= a: the lower triangle row by row, without
   * the square of the last value. Row-major, `momentsStride(width)` float64 a replicate, of which the last may be
   * of no meaning.
   * @param values n x width, row-major; not to be changed later.
   */
  moments(
    values: Float64Array,
    width: number,
    stream: RandomStream,
    from: number,
    count: number,
  ): Float64Array;

  /**
   * Curves (see `CurveForm`) of each of `count` replicates from `from` on, of which the sums are those of tabulated rows
   * with random signs, four a table (see `SignSums`): of even blocks plus of odd blocks, each in order. The signs are the
   * words that `stream.nextUint32` gives after `stream.moveTo(replicate)`, eight blocks a word.
   * @param signed neither it nor `form` is to be changed later.
   */
  signedCurves(
    signed: SignSums,
    form: CurveForm,
    stream: RandomStream,
    from: number,
    count: number,
  ): { curves: Float64Array; doubtful: Uint8Array };

  /**
   * Sums over the rows of several periods, each row as often as its unit is drawn (units are drawn as observations
   * are), of each of `count` replicates from `from` on. Of each four replicates, and then of each period, 5 x 4
   * numbers: the sums of weight, weight x z, weight x e, (weight x z) x z and (weight x z) x e, over rows in order,
   * each for the four replicates; those of replicates past the last are of no meaning.
   */
  sharedSums(rows: SharedRows, stream: RandomStream, from: number, count: number): Float64Array;

  /**
   * Effects with the null imposed, of each of `count` replicates from `from` on: of each effect its deviation, the root
   * of its squared scores, and that of their squared sums within the clusters of each clustering. NaN is the deviation
   * where the rows drawn do not span a design.
   *
   * Units are drawn as observations are; a row counts c times, as often as its unit is drawn. Of each stack, the
   * cross-products Q'CQ and Q'Ce are summed over the rows that are drawn, ascending, by fours: (0 + 1) + (2 + 3) is
   * added to the total, the last few one by one, each being (c x left) x right. Cholesky's factor gives each
   * residual's move b = (Q'CQ)^-1 Q'Ce and the direction d, the last column of the inverse. An effect's deviation is
   * the sum, in the order of stacks, of scale x the last of b; its score in a row that of scale x (q'd x (e - q'b)), an
   * inner product being the sum over even places plus that over odd ones. Squares are (c x score) x score, and sums
   * within clusters c x score, over the rows drawn, ascending.
   */
  nullDraws(group: NullGroup, stream: RandomStream, from: number, count: number): Float64Array;
}

/** The rows of T periods whose units are resampled together. Not to be changed later. */
export interface SharedRows {
  /** Pairs (z, e), finite, row-major, periods one after another. */
  table: Float64Array;
  /** The unit of each row, from 0. */
  unit: Int32Array;
  /** Where the rows of each period end, length T. */
  ends: Int32Array;
  /** How many units there are. */
  units: number;
  /** The units that a period does not have just once, periods one after another; how many rows more than one; ends. */
  otherUnit: Int32Array;
  otherRows: Float64Array;
  otherEnds: Int32Array;
}

/** Replicates whose shared sums stand together, and how many sums there are of each period. */
export const sharedLanes = 4;
export const sharedSumsAPeriod = 5;

/** Numbers of a table of signed sums that a word chooses from: 8 blocks x 16 entries x 4 columns. */
export const entriesAWord = 512;

/** Sums in a strip of the kernel. */
export const stripLength = 14;

/** Where the moments of the next replicate begin. */
export function momentsStride(width: number): number {
  return Math.ceil(((width * (width + 1)) / 2 - 1) / stripLength) * stripLength;
}
