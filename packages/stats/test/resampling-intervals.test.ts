import { expect, test } from 'vitest';
import {
  type BootstrapInterval,
  basicBootstrapInterval,
  bcaBootstrapInterval,
  InvalidDataError,
  mean,
  normalBootstrapInterval,
  percentileBootstrapInterval,
  percentileInterval,
  RandomStream,
  standardDeviation,
  studentizedBootstrapInterval,
} from '../src/index.js';
import { acceleration } from '../src/resampling/bca-bootstrap-interval.js';
import { readGolden } from './golden.js';
import { expectClose } from './resampling-golden.js';

type Ends = [number, number];

const golden = readGolden<{
  estimate: number;
  stdError: number;
  estimates: number[];
  stdErrors: number[];
  influence: number[];
  acceleration: number;
  cases: (Record<'normal' | 'basic' | 'studentized' | 'percentile' | 'BCa', Ends> & {
    replicates: number;
    level: number;
  })[];
}>('golden/resampling/intervals.json');
const { estimate, stdError } = golden;
const influence = Float64Array.from(golden.influence);

function allIntervals(
  sample: { estimate: number; stdError: number; influence: Float64Array },
  estimates: Float64Array,
  stdErrors: Float64Array,
  level: number,
): BootstrapInterval[] {
  return [
    percentileBootstrapInterval(estimates, level),
    basicBootstrapInterval(sample.estimate, estimates, level),
    normalBootstrapInterval(sample.estimate, estimates, level),
    studentizedBootstrapInterval(sample, { estimates, stdErrors }, level),
    bcaBootstrapInterval(sample.estimate, estimates, sample.influence, level),
  ];
}

test.each(golden.cases)(
  "boot.ci's five intervals on the same draws: $replicates replicates, level $level",
  (expected) => {
    const estimates = Float64Array.from(golden.estimates.slice(0, expected.replicates));
    const stdErrors = Float64Array.from(golden.stdErrors.slice(0, expected.replicates));
    for (const interval of allIntervals(
      { estimate, stdError, influence },
      estimates,
      stdErrors,
      expected.level,
    )) {
      expectClose([interval.low, interval.high], expected[interval.method], interval.method);
      expect(interval).toMatchObject({ replicates: expected.replicates, failed: 0, level: expected.level });
      expect(interval).not.toHaveProperty('reason');
      expect(interval.lowError).toBeGreaterThan(0);
      expect(interval.highError).toBeGreaterThan(0);
    }
  },
);

test('the acceleration is that of boot.ci from the jackknife', () => {
  expectClose([acceleration(influence)], [golden.acceleration]);
});

test('the percentile interval is the plain one where (B + 1) times the tail is a whole number', () => {
  const draws = Float64Array.from(golden.estimates);
  for (const level of [0.8, 0.9, 0.95, 0.99]) {
    const { low, high } = percentileInterval(draws, level);
    expect(percentileBootstrapInterval(draws, level)).toMatchObject({ low, high });
  }
});

test('draws that are not finite are left out and counted, whatever the interval', () => {
  const estimates = Float64Array.from(golden.estimates);
  const stdErrors = Float64Array.from(golden.stdErrors);
  const sample = { estimate, stdError, influence };
  const more = (draws: Float64Array) =>
    Float64Array.of(Number.NaN, ...draws, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
  const clean = allIntervals(sample, estimates, stdErrors, 0.95);
  const dirty = allIntervals(sample, more(estimates), more(stdErrors), 0.95);
  dirty.forEach((interval, i) => {
    expect(interval).toEqual({ ...clean[i], failed: 3 });
  });
});

test('a draw whose standard error is 0 has failed for the studentized interval', () => {
  const draws = { estimates: Float64Array.of(1, 2, 3, 4), stdErrors: Float64Array.of(1, 0, 1, 1) };
  const interval = studentizedBootstrapInterval({ estimate: 2, stdError: 0.5 }, draws, 0.5);
  expect(interval).toMatchObject({ replicates: 3, failed: 1, low: 1, high: 2.5 });
});

test('an interval that cannot be had says why, and its bounds are NaN', () => {
  const draws = Float64Array.of(1, 2, 3);
  const found = [
    percentileBootstrapInterval(draws),
    basicBootstrapInterval(2, draws),
    normalBootstrapInterval(2, draws.slice(0, 1)),
    studentizedBootstrapInterval({ estimate: 2, stdError: 1 }, { estimates: draws, stdErrors: draws }),
    bcaBootstrapInterval(2.5, draws, influence),
    bcaBootstrapInterval(9, draws, influence, 0.1),
    bcaBootstrapInterval(2, draws, new Float64Array(3), 0.1),
    bcaBootstrapInterval(2, new Float64Array(0), influence),
  ];
  const reasons = [
    '3 usable replicates are too few',
    '3 usable replicates are too few',
    'needs 2 usable replicates; there are 1',
    '3 usable replicates are too few',
    'beyond the 3 usable replicates',
    'one side of the estimate',
    'acceleration is not defined',
    '0 usable replicates',
  ];
  found.forEach((interval, i) => {
    expect(interval.reason).toContain(reasons[i]);
    for (const end of ['low', 'high', 'lowError', 'highError'] as const) expect(interval[end]).toBeNaN();
  });
});

test('Monte Carlo errors of the bounds are the spread of the bounds over repetitions', () => {
  // 400 repetitions of 1,999 draws of a skewed statistic, whose own spread grows with it; 400 repetitions know a
  // standard deviation to 3.5 %.
  const stream = new RandomStream(20240331, 'repetitions');
  const uniform = () => (stream.nextUint32() + 0.5) / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const sample = { estimate: 1, stdError: 0.3, influence: Float64Array.of(-2, -1, -1, 0.5, 3.5) };
  const repetitions = Array.from({ length: 400 }, () => {
    const estimates = Float64Array.from({ length: 1999 }, () => Math.exp(0.3 * normal()));
    const stdErrors = estimates.map((draw) => 0.3 * draw);
    return allIntervals(sample, estimates, stdErrors, 0.9);
  });
  for (let method = 0; method < 5; method++) {
    for (const end of ['low', 'high'] as const) {
      const spread = standardDeviation(repetitions.map((intervals) => intervals[method]![end]));
      const stated = mean(repetitions.map((intervals) => intervals[method]![`${end}Error`]));
      expect(Math.abs(stated / spread - 1), `${method} ${end}`).toBeLessThan(0.12);
    }
  }
});

test('bad levels, estimates and lengths are errors', () => {
  const draws = Float64Array.from(golden.estimates);
  const pair = { estimates: draws, stdErrors: draws };
  for (const wrong of [
    () => percentileBootstrapInterval(draws, 95),
    () => normalBootstrapInterval(estimate, draws, Number.NaN),
    () => basicBootstrapInterval(Number.NaN, draws),
    () => bcaBootstrapInterval(Number.POSITIVE_INFINITY, draws, influence),
    () => bcaBootstrapInterval(estimate, draws, Float64Array.of(1, Number.NaN)),
    () => studentizedBootstrapInterval({ estimate, stdError: 0 }, pair),
    () => studentizedBootstrapInterval({ estimate, stdError: Number.NaN }, pair),
    () => studentizedBootstrapInterval({ estimate, stdError }, { ...pair, stdErrors: draws.slice(1) }),
  ]) {
    expect(wrong).toThrow(InvalidDataError);
  }
});

test('BCa counts draws equal to the estimate half: symmetric draws on a lattice have a symmetric interval', () => {
  // -3 to 3 in proportion to 1, 6, 15, 20, 15, 6, 1, each 20 times. The share below and half of the ties is 1/2, so there
  // is no bias, the acceleration is 0, and the interval is that of percentiles; without ties the share would be 0.34.
  const counts = [1, 6, 15, 20, 15, 6, 1];
  const draws = Float64Array.from(counts.flatMap((count, j) => Array(20 * count).fill(j - 3)));
  const influence = Float64Array.of(-1, 1);
  const { low, high, lowError, highError } = bcaBootstrapInterval(0, draws, influence, 0.9);
  const percentile = percentileBootstrapInterval(draws, 0.9);
  expect([low, high]).toEqual([percentile.low, percentile.high]);
  expect(low).toBe(-high);
  expect(lowError).toBeCloseTo(highError, 12);
  const same = bcaBootstrapInterval(2, new Float64Array(99).fill(2), influence);
  expect([same.low, same.high]).toEqual([2, 2]);
});
