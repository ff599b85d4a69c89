import { checkLevel } from '../check-level.js';
import { InvalidDataError } from '../errors.js';
import { mean } from '../mean.js';
import { RandomStream } from '../random-stream.js';
import type { SlopeVariance } from './cr2-of-slope.js';
import { CriticalValues } from './critical-values.js';
import type { Exchange } from './exchange.js';
import { type SimpleData, simpleSample } from './simple-sample.js';
import { type SlopeFit, SlopeFits } from './slope-variances.js';
import { WildDecision } from './wild-decision.js';

export interface PlaceboData extends SimpleData {
  /** Columns of length n whose values are exchanged, one regression each; all by the same exchanges. */
  columns: readonly Float64Array[];
  /** How values change places. */
  exchange: Exchange;
  /** How often. */
  placebos: number;
  /** Of the tests: 0.95 is a test at 5%. */
  level: number;
  /** Draws of the wild bootstrap a placebo, and by which of the clusterings. */
  wild: { draws: number; clustering: number };
  /** Of the exchanges: the same for all samples that are to share them. */
  seed: number;
  specification: string;
}

/** How often a test rejected, of how many placebos for which it is defined. */
export interface Rejections {
  rejections: number;
  placebos: number;
}

export interface PlaceboTests {
  hc1: Rejections;
  hc3: Rejections;
  /** One a way of clustering. */
  cr1: Rejections[];
  cr2: Rejections[];
  wild: Rejections;
  /** Null without points. */
  conley: Rejections | null;
}

/** Counts by column of what `count` is told. */
class Tally {
  readonly tests: PlaceboTests;
  readonly #critical: CriticalValues;

  constructor(clusterings: number, points: boolean, critical: CriticalValues) {
    const none = (): Rejections => ({ rejections: 0, placebos: 0 });
    const each = () => Array.from({ length: clusterings }, none);
    this.tests = {
      hc1: none(),
      hc3: none(),
      cr1: each(),
      cr2: each(),
      wild: none(),
      conley: points ? none() : null,
    };
    this.#critical = critical;
  }

  count({ slope, hc1, hc3, cr1, cr2, conley }: SlopeFit): void {
    const { tests } = this;
    this.#one(tests.hc1, slope, hc1);
    this.#one(tests.hc3, slope, hc3);
    for (let c = 0; c < cr1.length; c++) {
      this.#one(tests.cr1[c]!, slope, cr1[c]!);
      this.#one(tests.cr2[c]!, slope, cr2[c]!);
    }
    if (conley !== null && tests.conley !== null) this.#one(tests.conley, slope, conley);
  }

  #one(into: Rejections, slope: number, { variance, degreesOfFreedom }: SlopeVariance): void {
    if (!(variance > 0 && degreesOfFreedom > 0)) return;
    into.placebos += 1;
    if (this.#critical.isBeyond(slope / Math.sqrt(variance), degreesOfFreedom)) into.rejections += 1;
  }
}

function checkData({ columns, placebos, level, y }: PlaceboData): void {
  checkLevel(level);
  columns.forEach((x, c) => {
    if (x.length !== y.length) {
      throw new InvalidDataError(`Column ${c} has ${x.length} values for ${y.length} observations.`);
    }
    const bad = x.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new InvalidDataError(`Observation ${bad} of column ${c} is ${x[bad]}.`);
  });
  if (!(Number.isInteger(placebos) && placebos > 0)) {
    throw new InvalidDataError(`${placebos} placebos: it must be a whole number above 0.`);
  }
}

/**
 * How often tests reject that a slope is zero where it is: the values of a column are exchanged between observations
 * in a way that breaks their relation to the outcome and keeps how alike those of neighbours are. A test that allows
 * for what the data are like rejects in (1 - level) of the placebos. Exchanges come from the streams (seed,
 * specification, replicate), the signs of the wild bootstrap from (seed, specification + " wild", replicate).
 *
 * @returns one a column.
 * @throws InvalidDataError where `simpleSample` does, a column is not of n finite values, there is no such clustering
 * or no placebo is asked for.
 *
 * @example
 * ```ts
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
 * const blocks = ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'];
 * const [found] = placeboTests({
 *   y,
 *   columns: [Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8)],
 *   clusterings: [blocks],
 *   exchange: exchangeBlocks(blocks, ['a', 'b', 'c', 'd']),
 *   placebos: 200,
 *   level: 0.95,
 *   wild: { draws: 19, clustering: 0 },
 *   seed: 1,
 *   specification: 'need',
 * });
 * [found.hc1.rejections, found.cr1[0].rejections, found.cr2[0].rejections]; // => [17, 26, 0]
 * // No R: it has no such generator. Tests hold each variance to sandwich and clubSandwich.
 * ```
 */
export function placeboTests(data: PlaceboData): PlaceboTests[] {
  checkData(data);
  const { columns, exchange, placebos, level, wild, seed, specification } = data;
  const sample = simpleSample(data);
  const clusters = sample.clusterings[wild.clustering];
  if (clusters === undefined) throw new InvalidDataError(`There is no clustering ${wild.clustering}.`);
  const fits = new SlopeFits(sample);
  const critical = new CriticalValues(level);
  const decision = new WildDecision(sample.n, clusters, wild.draws, level);
  const tallies = columns.map(() => new Tally(sample.clusterings.length, sample.points !== null, critical));
  const centres = columns.map((x) => mean(x));
  const source = new Int32Array(sample.n);
  const stream = new RandomStream(seed, specification);
  const signs = new RandomStream(seed, `${specification} wild`);
  for (let replicate = 0; replicate < placebos; replicate++) {
    stream.moveTo(replicate);
    exchange(source, stream);
    columns.forEach((x, c) => {
      const fit = fits.fit(x, source, centres[c]!);
      if (fit === null) return;
      const tally = tallies[c]!;
      tally.count(fit);
      if (!(fit.cr1[wild.clustering]!.variance > 0)) return;
      signs.moveTo(replicate);
      decision.prepare(fit.moments[wild.clustering]!, fit.sumOfSquares);
      tally.tests.wild.placebos += 1;
      if (decision.rejects(fit.slope, signs)) tally.tests.wild.rejections += 1;
    });
  }
  return tallies.map(({ tests }) => tests);
}
