import { expect, test } from 'vitest';
import {
  type FreedmanLaneData,
  freedmanLane,
  freedmanLaneStatistics,
  InvalidDataError,
  permutationTest,
  RandomStream,
} from '../src/index.js';
import { fillPermutation } from '../src/resampling/freedman-lane.js';
import { readGolden } from './golden.js';
import { expectClose, panel, readIntegers } from './resampling-golden.js';

type Kind = NonNullable<FreedmanLaneData['studentize']>;
const golden = readGolden<{
  kinds: { studentize: Kind; observed: number; statistics: number[]; pValue: number }[];
}>('golden/resampling/permutation.json');
const { y, ones, need, share65, rural } = panel;
const sample = { y, columns: [ones, need, share65, rural], coefficient: 1 };
const orders = readIntegers('permutations.csv').map((order) => Int32Array.from(order, (place) => place - 1));

test.each(golden.kinds)(
  'statistics and p-value equal refits of permuted outcomes in R, studentized: $studentize',
  (expected) => {
    const { observed, replicate } = freedmanLane({ ...sample, studentize: expected.studentize });
    const statistics = Float64Array.from(orders, replicate);
    expectClose([observed], [expected.observed]);
    expectClose(statistics, expected.statistics);
    expectClose([permutationTest(observed, statistics).pValue], [expected.pValue]);
  },
);

const key = { seed: 9, specification: 'need' };

test('shards put together are the whole, bit for bit, and are what the stream of their key draws', () => {
  const data = { ...sample, ...key, studentize: 'HC3' } as const;
  const whole = freedmanLaneStatistics({ ...data, from: 0, to: 30 });
  const parts = [
    [0, 7],
    [7, 7],
    [7, 30],
  ].map(([from, to]) => freedmanLaneStatistics({ ...data, from: from!, to: to! }));
  expect(Float64Array.from(parts.flatMap((part) => [...part]))).toEqual(whole);
  const order = new Int32Array(40);
  fillPermutation(order, new RandomStream(key.seed, key.specification, 29));
  expect([...order].sort((a, b) => a - b)).toEqual([...order.keys()]);
  expect(freedmanLane(data).replicate(order)).toBe(whole[29]);
});

test('all orders of four come equally often', () => {
  const stream = new RandomStream(1, 'orders');
  const order = new Int32Array(4);
  const counts = new Map<string, number>();
  for (let draw = 0; draw < 24_000; draw++) {
    fillPermutation(order, stream);
    counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  // 1,000 are expected, with a standard deviation of 31.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(125);
});

test('testing a value is testing zero after taking it off the outcome', () => {
  const shifted = { ...sample, y: y.map((value, i) => value + 0.7 * need[i]!) };
  const plain = freedmanLaneStatistics({ ...sample, ...key, from: 0, to: 20 });
  expectClose(freedmanLaneStatistics({ ...shifted, ...key, nullValue: 0.7, from: 0, to: 20 }), plain);
  expectClose([freedmanLane({ ...shifted, nullValue: 0.7 }).observed], [freedmanLane(sample).observed]);
});

test('the p-value counts the sample, leaves out NaN and is never 0', () => {
  const found = permutationTest(3, Float64Array.of(1, -3, 2, Number.NaN, -2));
  expect(found).toMatchObject({ pValue: 2 / 5, replicates: 4, failed: 1 });
  expect(found.pError).toBeCloseTo(Math.sqrt(((1 / 3) * (2 / 3)) / 4), 12);
  expect(permutationTest(9, Float64Array.of(1, 2, 3)).pValue).toBe(1 / 4);
});

test.each([
  ['no such coefficient', { coefficient: 4 }],
  ['an infinite null', { nullValue: Number.POSITIVE_INFINITY }],
  ['an outcome that the covariates fit', { y: ones }],
  ['replicates backwards', { from: 3, to: 1 }],
  ['too many replicates', { to: 2e7 }],
])('%s is an error', (_, change) => {
  const data = { ...sample, ...key, from: 0, to: 2, ...change };
  expect(() => freedmanLaneStatistics(data)).toThrow(InvalidDataError);
});

test('nothing to test is an error', () => {
  expect(() => permutationTest(Number.NaN, Float64Array.of(1))).toThrow(InvalidDataError);
  expect(() => permutationTest(1, Float64Array.of(Number.NaN))).toThrow(InvalidDataError);
});
