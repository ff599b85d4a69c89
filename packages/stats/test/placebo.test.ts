import { describe, expect, test } from 'vitest';
import {
  coefficientTests,
  conley,
  covariance,
  exchangeBlocks,
  exchangeByShift,
  leastSquares,
  placeboTests,
  RandomStream,
  studentTQuantile,
  wildBootstrapStatistics,
} from '../src/index.js';
import { CriticalValues } from '../src/placebo/critical-values.js';
import { simpleSample } from '../src/placebo/simple-sample.js';
import { SlopeFits } from '../src/placebo/slope-variances.js';
import { WildDecision } from '../src/placebo/wild-decision.js';
import { expectClose, readColumns, readGolden, readTable } from './golden.js';

// Values from sandwich 3.0-2, clubSandwich 0.5.8 and loops written out in R: test-fixtures/golden/spatial/placebo.R.

interface Entry {
  source: number[];
  slope: number;
  hc1: number;
  hc3: number;
  cr1: number[];
  cr2: number[];
  df: number[];
  conley: number;
  signs: number[][];
  t: number;
  wild: number[];
}

const { entries } = readGolden<{ entries: Entry[] }>('golden/spatial/placebo.json');
const columns = readColumns('golden/spatial/points.csv');
const table = readTable('golden/spatial/points.csv');
const y = columns.y!;
const x = columns.x1!;
const n = y.length;
const [points, groups] = [table.point!, table.group!];
const at = { longitudes: columns.longitude!, latitudes: columns.latitude! };
const data = { y, clusterings: [points, groups], conley: { ...at, cutoff: 120 } };
const centre = x.reduce((total, value) => total + value, 0) / n;

/** A stream of one word, whose bits are set where signs are minus. */
const wordOf = (signs: readonly number[]) => ({
  nextUint32: () => signs.reduce((word, sign, g) => (sign < 0 ? word + 2 ** g : word), 0),
});

describe('Slopes on a column in another order', () => {
  const sample = simpleSample(data);
  const fits = new SlopeFits(sample);

  test.each(entries.map((entry, i) => [i, entry] as const))(
    'order %i: variances are those of R',
    (_, entry) => {
      const fit = fits.fit(x, Int32Array.from(entry.source), centre)!;
      const close = (found: number[], expected: number[]) => expectClose(found, expected, 1e-10);
      close([fit.slope, fit.hc1.variance, fit.hc3.variance], [entry.slope, entry.hc1, entry.hc3]);
      close(
        fit.cr1.map(({ variance }) => variance),
        entry.cr1,
      );
      close(
        fit.cr2.map(({ variance }) => variance),
        entry.cr2,
      );
      close(
        fit.cr2.map(({ degreesOfFreedom }) => degreesOfFreedom),
        entry.df,
      );
      close([fit.conley!.variance], [entry.conley]);
      const decision = new WildDecision(n, sample.clusterings[1]!, 19, 0.95);
      decision.prepare(fit.moments[1]!, fit.sumOfSquares);
      close(
        entry.signs.map((signs) => decision.draw(wordOf(signs))),
        entry.wild.map((t) => t * t),
      );
    },
  );

  test('and those of the full covariances, on 40 random orders', () => {
    const stream = new RandomStream(3, 'orders');
    const source = new Int32Array(n);
    for (let r = 0; r < 40; r++) {
      stream.moveTo(r);
      stream.fillIndices(source, n);
      const found = fits.fit(x, source, centre)!;
      const column = Float64Array.from(source, (i) => x[i]!);
      const full = leastSquares({ y, columns: [y.map(() => 1), column] });
      const close = (
        value: number,
        matrix: { values: Float64Array; degreesOfFreedom: Float64Array },
        df: number,
      ) => expectClose([value, df], [matrix.values[3]!, matrix.degreesOfFreedom[1]!], 1e-10);
      close(found.hc1.variance, covariance(full, 'HC1'), found.hc1.degreesOfFreedom);
      close(found.hc3.variance, covariance(full, 'HC3'), found.hc3.degreesOfFreedom);
      [points, groups].forEach((clusters, c) => {
        const [cr1, cr2] = [found.cr1[c]!, found.cr2[c]!];
        close(cr1.variance, covariance(full, 'CR1', { clusters }), cr1.degreesOfFreedom);
        close(cr2.variance, covariance(full, 'CR2', { clusters }), cr2.degreesOfFreedom);
      });
      close(found.conley!.variance, conley(full, { ...at, cutoff: 120 }), found.conley!.degreesOfFreedom);
    }
  });

  test('also where one cluster has all but a little of the variation, and where Conley is repaired', () => {
    const lumpy = x.map((value, i) => (groups[i] === groups[0] ? 10 * value : 0.05 * value));
    const own = Int32Array.from({ length: n }, (_, i) => i);
    const found = fits.fit(lumpy, own, 0)!;
    const full = leastSquares({ y, columns: [y.map(() => 1), lumpy] });
    const cr2 = covariance(full, 'CR2', { clusters: groups });
    expectClose([found.cr2[1]!.variance], [cr2.values[3]!], 1e-8);
    expectClose([found.cr2[1]!.degreesOfFreedom], [cr2.degreesOfFreedom[1]!], 1e-8);
    const wide = { ...at, cutoff: 300, kernel: 'uniform' as const };
    const repaired = new SlopeFits(simpleSample({ ...data, conley: wide }));
    let negative = 0;
    const stream = new RandomStream(5, 'repair');
    const source = new Int32Array(n);
    for (let r = 0; r < 60; r++) {
      stream.moveTo(r);
      stream.fillIndices(source, n);
      const column = Float64Array.from(source, (i) => x[i]!);
      const matrix = conley(leastSquares({ y, columns: [y.map(() => 1), column] }), wide);
      negative += matrix.warnings.length;
      const { variance } = repaired.fit(x, source, centre)!.conley!;
      expect(Math.abs(variance - matrix.values[3]!)).toBeLessThan(1e-10 * matrix.values[0]! + 1e-12);
    }
    expect(negative).toBeGreaterThan(0);
  });

  test('A constant column has no slope, and HC3 none where an observation has leverage 1', () => {
    expect(fits.fit(x, new Int32Array(n), centre)).toBeNull();
    const spike = x.map((_, i) => (i === 7 ? 1 : 0));
    const found = fits.fit(
      spike,
      Int32Array.from({ length: n }, (_, i) => i),
      0,
    )!;
    expect(found.hc3.variance).toBeNaN();
    expect(found.hc1.variance).toBeGreaterThanOrEqual(0);
  });
});

describe('The wild bootstrap', () => {
  const sample = simpleSample(data);
  const fit = new SlopeFits(sample).fit(
    x,
    Int32Array.from({ length: n }, (_, i) => i),
    centre,
  )!;
  const clusters = sample.clusterings[1]!;

  test('has the statistics of the full code, for all combinations of signs', () => {
    const full = wildBootstrapStatistics({
      y,
      columns: [y.map(() => 1), x],
      coefficient: 1,
      nullValue: 0,
      clusters: groups,
      seed: 1,
      specification: 'all',
      replicates: 512,
    });
    const decision = new WildDecision(n, clusters, 19, 0.95);
    decision.prepare(fit.moments[1]!, fit.sumOfSquares);
    const found = Array.from({ length: 512 }, (_, r) => decision.draw({ nextUint32: () => r }));
    // CR1's factor of 9 clusters.
    const factor = (9 / 8) * ((n - 1) / (n - 2));
    const expected = Float64Array.from(full, (t) => t * t * factor);
    expectClose(found, expected, 1e-8, 1);
  });

  test('decides as counting all draws does', () => {
    for (let r = 0; r < 50; r++) {
      const slopes = new RandomStream(9, 'slopes', r);
      const source = new Int32Array(n);
      slopes.fillIndices(source, n);
      const other = new SlopeFits(sample);
      const one = other.fit(x, source, centre)!;
      const decision = new WildDecision(n, clusters, 39, 0.9);
      const stream = new RandomStream(2, 'signs', r);
      decision.prepare(one.moments[1]!, one.sumOfSquares);
      const decided = decision.rejects(one.slope, stream);
      const again = new RandomStream(2, 'signs', r);
      const moments = one.moments[1]!;
      const scores = moments.products.reduce(
        (sum, p, g) => sum + (p - one.slope * moments.squares[g]!) ** 2,
        0,
      );
      const own = (one.slope * one.sumOfSquares) ** 2 / scores;
      let extreme = 0;
      for (let draw = 0; draw < 39; draw++) {
        if (decision.draw(again) >= own * (1 - 1e-9)) extreme += 1;
      }
      expect(decided).toBe((1 + extreme) / 40 <= 0.1 + 1e-12);
    }
  });

  test('needs enough draws to reject at all', () => {
    expect(() => new WildDecision(n, clusters, 10, 0.95)).toThrow('take 19');
  });
});

test('A t statistic is beyond the quantile of its degrees of freedom, whole or not', () => {
  const critical = new CriticalValues(0.95);
  for (const df of [0.4, 1, 1.3, 5, 7.25, 41, 1260]) {
    const exact = studentTQuantile(0.975, df);
    expect([critical.isBeyond(exact * 1.0001, df), critical.isBeyond(-exact * 0.9999, df)]).toEqual([
      true,
      false,
    ]);
  }
});

describe('Blocks that are exchanged', () => {
  const ids = [...'aaaaabbbccccccc'];
  const draw = (everywhere: string[], replicate: number, of = ids) => {
    const source = new Int32Array(of.length);
    exchangeBlocks(of, everywhere)(source, new RandomStream(1, 'blocks', replicate));
    return [...source];
  };

  test('get the values of one block each, in its order, round and round', () => {
    const seen = new Set<string>();
    for (let r = 0; r < 200; r++) {
      const source = draw(['a', 'b', 'c'], r);
      const givers = ['a', 'b', 'c'].map((id) => {
        const own = source.filter((_, i) => ids[i] === id).map((j) => ids[j]!);
        expect(new Set(own).size).toBe(1);
        return own[0]!;
      });
      expect([...givers].sort()).toEqual(['a', 'b', 'c']);
      seen.add(givers.join(''));
      source.slice(1).forEach((j, i) => {
        if (ids[i] !== ids[i + 1]) return;
        const last = ids.lastIndexOf(ids[j]!);
        const first = ids.indexOf(ids[j]!);
        expect(j === source[i]! + 1 || (source[i] === last && j === first)).toBe(true);
      });
    }
    expect(seen.size).toBe(6);
  });

  test('share their draws with samples that lack some blocks, and do not where there is none to exchange with', () => {
    expect(draw(['a', 'b', 'c'], 4)).not.toEqual(draw(['a', 'b', 'c'], 5));
    const few = ids.filter((id) => id !== 'b');
    const order = (source: number[], of: string[]) =>
      [...new Set(source.map((j) => of[j]))].filter((id) => id !== 'b');
    const kept = Array.from(
      { length: 60 },
      (_, r) => [draw(['a', 'b', 'c'], r), draw(['a', 'b', 'c'], r, few)] as const,
    );
    const alike = kept.filter(([all, some]) => order(all, ids).join('') === order(some, few).join('')).length;
    expect(alike).toBeGreaterThan(35);
    expect(() => exchangeBlocks(['a', 'b', 'a'], ['a', 'b'])).toThrow('Block "a" is in several pieces');
    expect(() => exchangeBlocks(['a', 'a'], ['a'])).toThrow('There is one block');
    expect(() => exchangeBlocks(['a', 'b'], ['a'])).toThrow('not among all identifiers');
  });

  test('A shift moves all values on alike', () => {
    const source = new Int32Array(7);
    const shifts = new Set<number>();
    for (let r = 0; r < 100; r++) {
      exchangeByShift(7)(source, new RandomStream(1, 'shift', r));
      shifts.add(source[0]!);
      source.forEach((j, i) => {
        expect(j).toBe((source[0]! + i) % 7);
      });
    }
    expect(shifts.size).toBe(7);
  });
});

describe('Placebo tests', () => {
  const exchange = exchangeBlocks([...groups].sort(), [...new Set(groups)].sort());
  const order = groups
    .map((_, i) => i)
    .sort((a, b) => (groups[a]! < groups[b]! ? -1 : groups[a] === groups[b] ? a - b : 1));
  const sorted = (values: Float64Array) => Float64Array.from(order, (i) => values[i]!);
  const of = (list: readonly string[]) => order.map((i) => list[i]!);
  const sortedAt = { longitudes: sorted(at.longitudes), latitudes: sorted(at.latitudes) };
  const all = {
    y: sorted(y),
    columns: [sorted(x), sorted(columns.x2!)],
    clusterings: [of(points), of(groups)],
    conley: { ...sortedAt, cutoff: 120 },
    exchange,
    placebos: 120,
    level: 0.8,
    wild: { draws: 39, clustering: 1 },
    seed: 4,
    specification: 'groups',
  };

  test('count what the full covariances reject', () => {
    const [found] = placeboTests(all);
    const counts = { hc1: 0, cr1: 0, cr2: 0, conley: 0 };
    const source = new Int32Array(n);
    for (let r = 0; r < all.placebos; r++) {
      exchange(source, new RandomStream(4, 'groups', r));
      const column = Float64Array.from(source, (i) => all.columns[0]![i]!);
      const fit = leastSquares({ y: all.y, columns: [all.y.map(() => 1), column] });
      const rejects = (matrix: ReturnType<typeof covariance>) =>
        coefficientTests(fit, matrix, 0.8)[1]!.pValue < 0.2 ? 1 : 0;
      counts.hc1 += rejects(covariance(fit, 'HC1'));
      counts.cr1 += rejects(covariance(fit, 'CR1', { clusters: all.clusterings[1]! }));
      counts.cr2 += rejects(covariance(fit, 'CR2', { clusters: all.clusterings[1]! }));
      counts.conley += rejects(conley(fit, { ...sortedAt, cutoff: 120 }));
    }
    const { hc1, cr1, cr2, conley: byDistance, wild } = found!;
    expect([hc1.rejections, cr1[1]!.rejections, cr2[1]!.rejections, byDistance!.rejections]).toEqual([
      counts.hc1,
      counts.cr1,
      counts.cr2,
      counts.conley,
    ]);
    expect([hc1.placebos, wild.placebos]).toEqual([120, 120]);
    expect(hc1.rejections).toBeGreaterThan(0);
  });

  test('do not depend on which columns are tested together', () => {
    const [, second] = placeboTests(all);
    expect(placeboTests({ ...all, columns: [all.columns[1]!] })).toEqual([second]);
  });

  test('refuse what they cannot use', () => {
    expect(() => placeboTests({ ...all, columns: [x.slice(1)] })).toThrow('Column 0 has 89 values for 90');
    expect(() => placeboTests({ ...all, placebos: 0 })).toThrow('0 placebos');
    expect(() => placeboTests({ ...all, wild: { draws: 39, clustering: 2 } })).toThrow('no clustering 2');
    expect(() => placeboTests({ ...all, clusterings: [all.clusterings[0]!, ['a']] })).toThrow(
      '1 cluster identifiers',
    );
  });
});
