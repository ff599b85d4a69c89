import { expect, test } from 'vitest';
import { chiSquaredUpperTail, fUpperTail, normalCdf, normalQuantile, normalTwoSidedP } from '../src/index.js';
import { expectClose, readGolden } from './golden.js';

// Golden values from R's pchisq, pf, pnorm and qnorm: test-fixtures/golden/joint/distributions.R.

type Row = [number, number, number];
const golden = readGolden<{
  chiSquared: Row[];
  f: [...Row, number][];
  normalUpper: [number, number][];
  normalQuantile: [number, number][];
}>('golden/joint/distributions.json');

test('upper tails of chi-squared equal those of R to 12 digits, down to 1e-306', () => {
  for (const [x, df, p] of golden.chiSquared) expectClose([chiSquaredUpperTail(x, df)], [p], 1e-12);
});

test('upper tails of F equal those of R to 11 digits, down to 1e-280', () => {
  for (const [x, df1, df2, p] of golden.f) expectClose([fUpperTail(x, df1, df2)], [p], 1e-11);
});

test('tails and quantiles of the normal equal those of R to 12 digits', () => {
  for (const [z, p] of golden.normalUpper) {
    if (p === 0) continue;
    expectClose([normalCdf(-z)], [p], 1e-12);
    if (z >= 0) expectClose([normalTwoSidedP(z), normalTwoSidedP(-z)], [2 * p, 2 * p], 1e-12);
  }
  for (const [p, z] of golden.normalQuantile) expectClose([normalQuantile(p)], [z], 1e-12);
});

test('F with infinite second degrees of freedom is chi-squared over its own', () => {
  expectClose([fUpperTail(2, 5, Number.POSITIVE_INFINITY)], [chiSquaredUpperTail(10, 5)], 1e-15);
  expectClose([fUpperTail(2, 5, 1e9)], [chiSquaredUpperTail(10, 5)], 1e-7);
});

test('the ends of the range are 0 and 1, and impossible degrees of freedom NaN', () => {
  expect(chiSquaredUpperTail(0, 3)).toBe(1);
  expect(chiSquaredUpperTail(-1, 3)).toBe(1);
  expect(chiSquaredUpperTail(Number.POSITIVE_INFINITY, 3)).toBe(0);
  expect(chiSquaredUpperTail(1, 0)).toBeNaN();
  expect(chiSquaredUpperTail(Number.NaN, 2)).toBeNaN();
  expect(fUpperTail(0, 3, 4)).toBe(1);
  expect(fUpperTail(Number.POSITIVE_INFINITY, 3, 4)).toBe(0);
  expect(fUpperTail(1, 3, 0)).toBeNaN();
  expect(fUpperTail(Number.NaN, 3, 4)).toBeNaN();
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(normalQuantile(1.5)).toBeNaN();
  expect(normalCdf(Number.NaN)).toBeNaN();
});
