import { expect, test } from 'vitest';
import {
  InvalidDataError,
  LeverageOneError,
  RandomStream,
  RankDeficientError,
  type WildDistribution,
  wildBootstrapCurves,
  wildBootstrapInterval,
  wildBootstrapStatistics,
  wildBootstrapTest,
  wildInterval,
  wildSample,
  wildTest,
} from '../src/index.js';
import { curveLength, curveStatistic, wildCurve } from '../src/resampling/wild-curve.js';
import { type WildTestData, wildDesign } from '../src/resampling/wild-design.js';
import { fillWildWeights } from '../src/resampling/wild-weights.js';
import { readGolden } from './golden.js';
import { expectClose, panel, readIntegers } from './resampling-golden.js';

interface Case {
  covariance: NonNullable<WildTestData['covariance']>;
  distribution: WildDistribution;
  level: 'observation' | 'cluster';
  nullImposed: boolean;
  estimate: number;
  stdError: number;
  tests: { nullValue: number; t: number; statistics: number[]; symmetric: number; equalTailed: number }[];
}
interface Interval {
  case: number;
  level: number;
  tail: 'symmetric' | 'equalTailed';
  low: number;
  high: number;
}
const golden = readGolden<{ cases: Case[]; intervals: Interval[] }>('golden/resampling/wild.json');

const { y, ones, need, share65, clusters } = panel;
const sample = { y, columns: [ones, need, share65], coefficient: 1 };
const root5 = Math.sqrt(5);
const points: Record<WildDistribution, (code: number) => number> = {
  rademacher: (code) => code,
  mammen: (code) => (code === 1 ? (1 - root5) / 2 : (1 + root5) / 2),
  webb: (code) => [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)][code - 1]!,
};

function weightsOf({ distribution, level }: Case): Float64Array[] {
  return readIntegers(`${distribution}.csv`).map((codes) =>
    Float64Array.from(level === 'cluster' ? codes.slice(0, 8) : codes, points[distribution]),
  );
}

function dataOf({ covariance, level, nullImposed }: Case): WildTestData {
  return { ...sample, covariance, nullImposed, clusters, weightLevel: level };
}

test.each(golden.cases)(
  '$covariance, $distribution weights by $level, null imposed $nullImposed: t statistics and p-values equal refits in R',
  (expected) => {
    const weights = weightsOf(expected);
    for (const { nullValue, t, statistics, symmetric, equalTailed } of expected.tests) {
      const design = wildDesign(dataOf(expected), nullValue);
      const found = Float64Array.from(weights, (v) => curveStatistic(wildCurve(design, v), 0, 0));
      expectClose([design.estimate, design.stdError], [expected.estimate, expected.stdError]);
      expectClose(found, statistics);
      const observed = (design.estimate - nullValue) / design.stdError;
      expectClose([observed], [t]);
      // R's are counts over B; the sample is one more.
      const b = found.length;
      expectClose([wildTest(observed, found).pValue], [(symmetric * b + 1) / (b + 1)]);
      const tails = (equalTailed * b + 2) / (b + 1);
      expectClose([wildTest(observed, found, 'equal-tailed').pValue], [Math.min(1, tails)]);
    }
  },
);

test.each(golden.cases)(
  '$covariance, $distribution weights by $level, null imposed $nullImposed: curves give the statistic of any null',
  (expected) => {
    const design = wildDesign(dataOf(expected));
    const curves = weightsOf(expected).map((v) => wildCurve(design, v));
    for (const { nullValue, statistics } of expected.tests) {
      expectClose(
        curves.map((curve) => curveStatistic(curve, 0, design.estimate - nullValue)),
        statistics,
      );
    }
  },
);

test.each(golden.intervals)(
  'case $case, $tail, level $level: bounds equal inversion by resampling anew for each null in R',
  ({ case: index, level, tail, low, high }) => {
    const one = golden.cases[index]!;
    const design = wildDesign(dataOf(one));
    const curves = Float64Array.from(weightsOf(one).flatMap((v) => [...wildCurve(design, v)]));
    const found = wildInterval(design, curves, {
      level,
      tail: tail === 'symmetric' ? tail : 'equal-tailed',
    });
    expectClose([found.low, found.high], [low, high]);
    expect(found).toMatchObject({ replicates: 199, failed: 0 });
    expect(found).not.toHaveProperty('reason');
    expect(found.lowError).toBeGreaterThan(0);
    expect(found.highError).toBeGreaterThan(0);
  },
);

const key = { seed: 11, specification: 'need', replicates: 399 };

test.each(['rademacher', 'mammen', 'webb'] as const)(
  'replicates with %s weights are what the stream of their key draws',
  (distribution) => {
    const weights = new Float64Array(40);
    const stream = new RandomStream(key.seed, key.specification);
    const design = wildDesign(sample);
    const expected = Array.from({ length: 20 }, (_, r) => {
      stream.moveTo(r);
      fillWildWeights(weights, distribution, stream);
      return [...wildCurve(design, weights)];
    });
    const curves = wildBootstrapCurves({ ...sample, ...key, distribution, to: 20 });
    expectClose(curves, expected.flat());
    const statistics = wildBootstrapStatistics({ ...sample, ...key, distribution, nullValue: -1, to: 20 });
    expectClose(
      statistics,
      expected.map((curve) => curveStatistic(Float64Array.from(curve), 0, design.estimate + 1)),
    );
  },
);

test.each(['rademacher', 'mammen', 'webb'] as const)(
  '%s weights have mean 0 and variance 1',
  (distribution) => {
    const weights = new Float64Array(200_000);
    fillWildWeights(weights, distribution, new RandomStream(3, distribution));
    const moment = (power: number) => weights.reduce((total, v) => total + v ** power, 0) / weights.length;
    expect(Math.abs(moment(1))).toBeLessThan(0.009);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.012);
    // Mammen's third moment is 1, those of symmetric weights 0.
    expect(Math.abs(moment(3) - Number(distribution === 'mammen'))).toBeLessThan(0.03);
  },
);

test.each([
  ['tabulated signs', {}, 399],
  ['Webb weights', { distribution: 'webb' }, 399],
  ['clusters', { clusters, distribution: 'webb' }, 399],
  ['enumerated clusters', { clusters }, 256],
  ['subclusters', { clusters, weightLevel: 'observation' }, 399],
] as const)('shards put together are the whole, bit for bit: %s', (_, change, replicates) => {
  const data = { ...sample, ...key, ...change };
  for (const bootstrap of [wildBootstrapStatistics, wildBootstrapCurves]) {
    const whole = bootstrap(data);
    const parts = [
      [0, 1],
      [1, 120],
      [120, 120],
      [120, 399],
    ].map(([from, to]) => bootstrap({ ...data, from: from!, to: to! }));
    expect(Float64Array.from(parts.flatMap((part) => [...part]))).toEqual(whole);
    expect(whole.length % replicates).toBe(0);
    expect(bootstrap({ ...data, specification: 'other' })[7] === whole[7]).toBe(replicates === 256);
  }
});

test('all combinations of signs are taken once where 2^G is no more than the replicates', () => {
  const data = { ...sample, ...key, clusters };
  expect(wildSample(data)).toMatchObject({ replicates: 256, enumerated: true });
  expect(wildSample({ ...data, replicates: 255 })).toMatchObject({ replicates: 255, enumerated: false });
  const statistics = wildBootstrapStatistics(data);
  const { t } = wildSample(data);
  expect(statistics.length).toBe(256);
  expectClose([statistics[0]!, statistics[255]!], [t, -t]);
  const found = wildBootstrapTest(data);
  expect(found).toMatchObject({ pError: 0, ties: 2, enumerated: true, replicates: 256 });
  expect(found.pValue).toBeGreaterThanOrEqual(2 / 256);
  // Without the null imposed the sample is no combination.
  expect(wildBootstrapTest({ ...data, nullImposed: false }).ties).toBe(0);
  expect(wildBootstrapInterval(data)).toMatchObject({ lowError: 0, highError: 0, enumerated: true });
});

test('with four clusters no value can be rejected at 95%, and the interval says so', () => {
  const few = y.map((_, i) => i % 4);
  const found = wildBootstrapInterval({ ...sample, ...key, clusters: few });
  expect(found).toMatchObject({
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
    replicates: 16,
  });
  expect(found.reason).toContain('stays above 0.05');
  const wide = wildBootstrapInterval({ ...sample, ...key, clusters: few, level: 0.8 });
  expect(Number.isFinite(wide.low) && Number.isFinite(wide.high)).toBe(true);
  expect(wide.reason).toBeUndefined();
});

test('without the null imposed the interval is the estimate and a quantile of t times its error', () => {
  const data = { ...sample, ...key, nullImposed: false };
  const { estimate, stdError } = wildSample(data);
  const statistics = wildBootstrapStatistics(data);
  const absolute = statistics.map(Math.abs).sort();
  const found = wildBootstrapInterval({ ...data, level: 0.9 });
  // Of 399 the 40th largest: (B + 1) alpha.
  const width = absolute[399 - 40]! * stdError;
  expect(found.low).toBeCloseTo(estimate - width, 9);
  expect(found.high).toBeCloseTo(estimate + width, 9);
  const tailed = wildBootstrapInterval({ ...data, level: 0.9, tail: 'equal-tailed' });
  const sorted = statistics.slice().sort();
  expect(tailed.low).toBeCloseTo(estimate - sorted[399 - 20]! * stdError, 9);
  expect(tailed.high).toBeCloseTo(estimate - sorted[19]! * stdError, 9);
});

test('values inside the interval are not rejected and values outside are', () => {
  const data = { ...sample, ...key, distribution: 'webb', clusters } as const;
  const { low, high, stdError } = wildBootstrapInterval(data);
  const p = (nullValue: number) => wildBootstrapTest({ ...data, nullValue }).pValue;
  for (const inwards of [1e-6, 0.05]) {
    expect(p(low + inwards * stdError)).toBeGreaterThan(0.05);
    expect(p(low - inwards * stdError)).toBeLessThanOrEqual(0.05);
    expect(p(high - inwards * stdError)).toBeGreaterThan(0.05);
    expect(p(high + inwards * stdError)).toBeLessThanOrEqual(0.05);
  }
});

test('p-values count ties as extreme, leave out NaN and have an error that is never 0', () => {
  const statistics = Float64Array.of(-3, -2, 1, 2, 2.5, Number.NaN, Number.POSITIVE_INFINITY);
  expect(wildTest(2, statistics)).toMatchObject({ pValue: 6 / 7, ties: 2, replicates: 6, failed: 1 });
  expect(wildTest(2, statistics, 'symmetric', true).pValue).toBe(5 / 6);
  expect(wildTest(2.5, statistics, 'equal-tailed').pValue).toBeCloseTo(6 / 7, 12);
  expect(wildTest(100, statistics.slice(0, 5))).toMatchObject({ pValue: 1 / 6 });
  expect(wildTest(100, statistics.slice(0, 5)).pError).toBeGreaterThan(0.1);
});

test('a resample that is constant has no statistic, and is left out and counted', () => {
  const alternating = Float64Array.from({ length: 8 }, (_, i) => i % 2);
  const data = { y: alternating, columns: [ones.slice(0, 8), need.slice(0, 8)], coefficient: 1, ...key };
  // Residuals of -1/2 and 1/2: of 256 combinations of signs two make them all the same.
  expect(wildBootstrapStatistics(data).filter(Number.isNaN).length).toBe(2);
  expect(wildBootstrapTest(data)).toMatchObject({ replicates: 254, failed: 2 });
  const curves = wildBootstrapCurves(data);
  const { estimate } = wildSample(data);
  const failed = Array.from({ length: 256 }, (_, r) => curveStatistic(curves, r * curveLength, estimate));
  expect(failed.filter(Number.isNaN).length).toBe(2);
  expect(Number.isFinite(wildBootstrapInterval(data).low)).toBe(true);
});

test('no replicates are too few', () => {
  expect(wildInterval({ estimate: 1, stdError: 1 }, new Float64Array(0)).reason).toContain('0 usable');
  expect(() => wildInterval({ estimate: 1, stdError: 1 }, new Float64Array(7))).toThrow(InvalidDataError);
});

test('too few replicates for the level, and an estimate that is itself rejected, are reasons', () => {
  const curves = wildBootstrapCurves({ ...sample, ...key, replicates: 18 });
  const few = wildInterval(wildSample({ ...sample, ...key }), curves);
  expect(few.reason).toContain('18 usable replicates are too few');
  expect(few.low).toBeNaN();
  const oneSided = new Float64Array(99 * curveLength);
  for (let r = 0; r < 99; r++) oneSided.set([1 + r, 0, 1, 0, 0], r * curveLength);
  expect(wildInterval({ estimate: 0, stdError: 1 }, oneSided, { tail: 'equal-tailed' }).reason).toContain(
    'rejects the estimate itself',
  );
});

test.each([
  ['a value that is not finite', { y: y.map(() => Number.NaN) }, InvalidDataError],
  ['a constant regressor', { columns: [ones, ones, share65] }, RankDeficientError],
  ['one cluster', { clusters: y.map(() => 1) }, InvalidDataError],
  ['no clusters for CR1', { covariance: 'CR1' }, InvalidDataError],
  ['no clusters for weights by cluster', { weightLevel: 'cluster' }, InvalidDataError],
  ['no replicate', { replicates: 0 }, InvalidDataError],
  ['too many replicates', { replicates: 10_000_001 }, InvalidDataError],
  ['replicates that are not a number', { replicates: Number.NaN }, InvalidDataError],
  ['a shard backwards', { from: 5, to: 3 }, InvalidDataError],
  ['no such coefficient', { coefficient: 3 }, InvalidDataError],
  ['a null that is not finite', { nullValue: Number.NaN }, InvalidDataError],
  ['an outcome fitted exactly', { y: need }, InvalidDataError],
  [
    'leverage 1 for HC3',
    { columns: [ones, need, y.map((_, i) => Number(i === 2))], covariance: 'HC3' },
    LeverageOneError,
  ],
] as const)('%s is an error', (_, change, error) => {
  expect(() => wildBootstrapStatistics({ ...sample, ...key, ...change })).toThrow(error);
});

test('bad arguments of test and interval are errors', () => {
  const curves = wildBootstrapCurves({ ...sample, ...key });
  expect(() => wildTest(Number.NaN, Float64Array.of(1))).toThrow(InvalidDataError);
  expect(() => wildTest(1, Float64Array.of(Number.NaN))).toThrow(InvalidDataError);
  expect(() => wildInterval({ estimate: 1, stdError: 0 }, curves)).toThrow(InvalidDataError);
  expect(() => wildInterval({ estimate: Number.NaN, stdError: 1 }, curves)).toThrow(InvalidDataError);
  expect(() => wildInterval({ estimate: 1, stdError: 1 }, curves, { level: 95 })).toThrow(InvalidDataError);
});
