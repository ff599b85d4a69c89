import { expect, test } from 'vitest';
import {
  averageMarginalEffect,
  type GeneralisedLinearFit,
  leastSquares,
  logit,
  modelCovariance,
  poisson,
} from '../src/index.js';
import { normalTest } from '../src/models/normal-test.js';
import { covarianceScale, expectClose } from './golden.js';
import {
  columns,
  type GoldenModel,
  golden,
  logExposure,
  names,
  nearColumns,
  ones,
  rows,
} from './models-golden.js';

const any = rows.fte.map((value) => (value > 0 ? 1 : 0));
const head = (values: Float64Array) => values.slice(0, 14);
const smallClusters = head(rows.cluster).map((id) => id % 5);

function expectModel(fit: GeneralisedLinearFit, expected: GoldenModel, clusters: Float64Array) {
  expectClose(fit.coefficients, expected.coefficients);
  expectClose([fit.deviance], [expected.deviance]);
  for (const type of ['HC0', 'HC1', 'cluster'] as const) {
    const found = modelCovariance(fit, type, type === 'cluster' ? clusters : undefined);
    expectCovariance(found.values, expected.covariance[type]);
  }
  const robust = modelCovariance(fit, 'HC1');
  const tests = Array.from(fit.coefficients, (b, j) =>
    normalTest(fit.names[j]!, b, robust.values[j * fit.k + j]!, 0.95),
  );
  for (const field of ['stdError', 'z', 'pValue', 'confLow', 'confHigh'] as const) {
    expectClose(
      tests.map((row) => row[field]),
      expected.tests[field],
    );
  }
  const clustered = modelCovariance(fit, 'cluster', clusters);
  expected.effects.forEach((effect, j) => {
    const found = averageMarginalEffect(fit, robust, j + 1);
    expectClose([found.estimate, found.stdError], effect);
  });
  expected.rateEffects.forEach((effect, j) => {
    const found = averageMarginalEffect(fit, clustered, j + 1, { perExposure: true });
    expectClose([found.estimate, found.stdError], effect);
  });
}

function expectCovariance(found: Float64Array, expected: readonly number[]) {
  expectClose(found, expected, 1e-9, covarianceScale(expected, Math.sqrt(expected.length)));
}

test.each([
  ['counts with an offset', 'count', { y: rows.count, columns, names, offset: logExposure }],
  ['counts without an offset', 'noOffset', { y: rows.count, columns, names }],
  ['outcomes that are no whole numbers', 'fractional', { y: rows.fte, columns, names, offset: logExposure }],
] as const)('Poisson pseudo-likelihood equals R on %s', (_, which, data) => {
  expectModel(poisson(data), golden.poisson[which], rows.cluster);
});

test('Poisson pseudo-likelihood equals R on 14 rows in 5 clusters', () => {
  const data = { y: head(rows.count), columns: [ones, rows.need].map(head), offset: head(logExposure) };
  expectModel(poisson(data), golden.poisson.small, smallClusters);
});

test('logit equals R', () => {
  expectModel(logit({ y: any, columns, names }), golden.logit.any, rows.cluster);
});

test('both equal R on columns a million times apart with a correlation of 0.9994', () => {
  const counts = poisson({ y: rows.count, columns: nearColumns, offset: logExposure });
  expectModel(counts, golden.poisson.illConditioned, rows.cluster);
  expectModel(logit({ y: any, columns: nearColumns }), golden.logit.illConditioned, rows.cluster);
});

test('at the maximum the residuals are orthogonal to every column', () => {
  for (const fit of [poisson({ y: rows.count, columns, offset: logExposure }), logit({ y: any, columns })]) {
    const y = fit.family === 'poisson' ? rows.count : any;
    for (const column of columns) {
      const score = column.reduce((total, value, i) => total + value * (y[i]! - fit.fitted[i]!), 0);
      expect(Math.abs(score)).toBeLessThan(1e-10);
    }
  }
});

test('on a constant alone, Poisson gives the log of the rate and logit the log odds', () => {
  const total = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  const rate = poisson({ y: rows.count, columns: [ones], offset: logExposure });
  expectClose(rate.coefficients, [Math.log(total(rows.count) / total(rows.exposure))], 1e-13);
  const share = total(any) / any.length;
  expectClose(logit({ y: any, columns: [ones] }).coefficients, [Math.log(share / (1 - share))], 1e-12);
});

test('one binary column: Poisson fits the group means, though one is a thousand times the other', () => {
  const group = Float64Array.of(0, 0, 0, 1, 1, 1);
  const y = Float64Array.of(0, 0.001, 0.002, 0.5, 1, 1.5);
  const { coefficients } = poisson({ y, columns: [y.map(() => 1), group] });
  expectClose(coefficients, [Math.log(0.001), Math.log(1000)], 1e-12);
});

test('units do not matter: outcomes and columns a billion times as large only shift and scale', () => {
  const fit = poisson({ y: rows.count, columns, offset: logExposure });
  const scaled = poisson({
    y: rows.count.map((value) => value * 1e9),
    columns: [ones, rows.need.map((value) => value * 1e9), rows.older, rows.rural],
    offset: logExposure,
  });
  expectClose(
    [scaled.coefficients[1]! * 1e9, scaled.coefficients[2]!],
    [...fit.coefficients].slice(1, 3),
    1e-10,
  );
  expectClose([scaled.coefficients[0]! - Math.log(1e9)], [fit.coefficients[0]!], 1e-10);
});

test('each observation a cluster of its own is HC0 times n / (n - 1) x (n - 1) / (n - k), which is HC1', () => {
  const fit = poisson({ y: rows.count, columns });
  const own = modelCovariance(
    fit,
    'cluster',
    Array.from(rows.count, (_, i) => `row ${i}`),
  );
  expectClose(own.values, [...modelCovariance(fit, 'HC1').values], 1e-13);
  expect(own).toMatchObject({ clusters: 150, k: 4, type: 'cluster' });
});

test('the influences of the observations add up to nothing', () => {
  const { influence } = poisson({ y: rows.count, columns });
  for (const values of influence) expect(Math.abs(values.reduce((a, b) => a + b, 0))).toBeLessThan(1e-10);
});

test('a Poisson effect is near the slope by least squares where the mean is nearly linear', () => {
  const x = Float64Array.from({ length: 100 }, (_, i) => i / 1000);
  const y = x.map((value, i) => 1 + value + (i % 2 ? 0.01 : -0.01));
  const design = [x.map(() => 1), x];
  const fit = poisson({ y, columns: design });
  const effect = averageMarginalEffect(fit, modelCovariance(fit, 'HC1'), 1);
  expect(Math.abs(effect.estimate / leastSquares({ y, columns: design }).coefficients[1]! - 1)).toBeLessThan(
    0.01,
  );
});
