import { expect, test } from 'vitest';
import { InvalidDataError, mean, quantile, standardDeviation, sum, weightedMean } from '../src/index.js';

test('a sum keeps what is lost between large terms', () => {
  expect(sum([1, 1e100, 1, -1e100])).toBe(2);
  expect(sum(new Array(10).fill(0.1))).toBe(1);
  expect(sum([])).toBe(0);
});

test('the mean and standard deviation of NIST NumAcc4 are 10000000.2 and 0.1', () => {
  // NIST Statistical Reference Datasets, univariate summary statistics, NumAcc4: the hardest.
  const values = [10000000.2];
  for (let i = 0; i < 500; i++) values.push(10000000.1, 10000000.3);
  // The data are not doubles: rounding them to doubles leaves 15 digits of the one and 8 of the other.
  expect(mean(values)).toBeCloseTo(10000000.2, 8);
  expect(standardDeviation(values)).toBeCloseTo(0.1, 8);
});

test('the mean and standard deviation of NIST NumAcc1 are 10000002 and 1', () => {
  expect(mean([10000001, 10000003, 10000002])).toBe(10000002);
  expect(standardDeviation([10000001, 10000003, 10000002])).toBe(1);
});

test('a single value has a mean but no standard deviation', () => {
  expect(mean([3])).toBe(3);
  expect(standardDeviation([3])).toBeNaN();
});

test('the mean of no values is an error', () => {
  expect(() => mean([])).toThrow(InvalidDataError);
  expect(() => standardDeviation([])).toThrow(InvalidDataError);
  expect(() => quantile([], 0.5)).toThrow(InvalidDataError);
});

test('weights pull the mean, and weights of nothing are an error', () => {
  expect(weightedMean([1, 2, 4], [1, 0, 3])).toBe(3.25);
  expect(() => weightedMean([1], [1, 2])).toThrow('1 values but 2 weights');
  expect(() => weightedMean([1, 2], [1, -1])).toThrow('Weight 1 is -1');
  expect(() => weightedMean([1, 2], [0, 0])).toThrow('sum to 0');
});

test('quantiles are of type 7, as in R: quantile(c(1, 3, 6, 10, 15))', () => {
  const values = [10, 1, 15, 3, 6];
  expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantile(values, p))).toEqual([1, 3, 6, 10, 15]);
  expect([0.1, 0.9].map((p) => quantile(values, p))).toEqual([1.8, 13].map((v) => expect.closeTo(v, 14)));
  expect(values).toEqual([10, 1, 15, 3, 6]);
});

test('a quantile outside 0 to 1 or of NaN is an error', () => {
  expect(() => quantile([1, 2], 1.5)).toThrow(InvalidDataError);
  expect(() => quantile([1, Number.NaN, 2], 0.5)).toThrow('a value is NaN');
});
