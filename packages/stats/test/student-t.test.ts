import { expect, test } from 'vitest';
import { studentTCdf, studentTQuantile, studentTTwoSidedP } from '../src/index.js';
import { readGolden } from './golden.js';

// Golden values from R's qt and pt; test-fixtures/stats/make-student-t-golden.R makes them.

type Row = [number, number, number];
const golden = readGolden<{ quantiles: Row[]; probabilities: Row[] }>('stats/student-t-golden.json');

test('quantiles equal those of R to 13 digits for 1 to a million degrees of freedom', () => {
  for (const [p, df, expected] of golden.quantiles) {
    const label = `p ${p}, df ${df}`;
    expect(Math.abs(studentTQuantile(p, df) / expected - 1), label).toBeLessThan(1e-13);
  }
});

test('probabilities equal those of R to 12 digits, down to 1e-300 in the tail', () => {
  for (const [t, df, expected] of golden.probabilities) {
    const found = studentTCdf(t, df);
    const label = `t ${t}, df ${df}`;
    expect(expected === 0 ? found : Math.abs(found / expected - 1), label).toBeLessThan(1e-12);
  }
});

test('the two-sided p is twice the lower tail, where one minus the upper tail would be 0', () => {
  for (const [t, df, expected] of golden.probabilities.filter(([t]) => t < 0)) {
    expect(studentTTwoSidedP(-t, df)).toBe(studentTTwoSidedP(t, df));
    if (expected > 0) expect(studentTTwoSidedP(-t, df) / (2 * expected)).toBeCloseTo(1, 11);
  }
  expect(1 - studentTCdf(20, 1268)).toBe(0);
  expect(studentTTwoSidedP(20, 1268)).toBeGreaterThan(0);
});

test('at infinity the probability is 0, and of nothing it is NaN', () => {
  expect(studentTTwoSidedP(Number.POSITIVE_INFINITY, 10)).toBe(0);
  expect(studentTTwoSidedP(Number.NaN, 10)).toBeNaN();
  expect(studentTCdf(1, 0)).toBeNaN();
  expect(studentTQuantile(1.5, 10)).toBeNaN();
});
