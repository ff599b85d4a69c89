import { expect, test } from 'vitest';
import {
  averageMarginalEffect,
  InvalidDataError,
  type ModelCovarianceType,
  modelCovariance,
  poisson,
  twoPart,
  twoPartMarginalEffect,
} from '../src/index.js';
import { expectClose } from './golden.js';

const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const ones = x.map(() => 1);
const from = (offset: number) => [ones, x.map((value) => value + offset)];

// An effect and its error do not depend on where the column has its zero; these are R's at an offset of 0, where
// nothing cancels (the script is beside `averageMarginalEffect`; sandwich 3.0-2, R 4.2.2).
test.each([0, 1e4, 1e6, 1e8, 1e9])('a Poisson effect is the same at an offset of %d', (offset) => {
  const fit = poisson({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: from(offset) });
  const byRow = averageMarginalEffect(fit, modelCovariance(fit, 'HC1'), 1);
  expectClose([byRow.estimate, byRow.stdError], [0.54718634, 0.33956193], 2e-6);
  const alone = Array.from(x, String);
  const clustered = averageMarginalEffect(fit, modelCovariance(fit, 'cluster', alone), 1);
  // Clusters of one: G / (G - 1) x (n - 1) / (n - k) is n / (n - k).
  expectClose([clustered.stdError], [0.33956193], 2e-6);
});

// R 4.2.2 at an offset of 0: stacked influences of glm and lm, each times sqrt(n / (n - 2)) of its part, and the
// gradient of mean(p' g m + p b) by differences of fourth order.
test.each([0, 1e4, 1e6, 1e8, 1e9])('a two-part effect is the same at an offset of %d', (offset) => {
  const y = Float64Array.of(0, 1, 0, 2.5, 3, 0, 2, 6);
  const fit = twoPart({ y, columns: from(offset), positive: 'linear', covariance: 'HC1' });
  const effect = twoPartMarginalEffect(fit, 1);
  expectClose([effect.estimate, effect.stdError], [0.545284424667, 0.236206296879], 2e-6);
});

test('a covariance that a model has not is refused, not computed as another', () => {
  const fit = poisson({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: from(0) });
  for (const type of ['HC2', 'HC3', 'CR1', 'hc1']) {
    const call = () => modelCovariance(fit, type as ModelCovarianceType);
    expect(call).toThrow(InvalidDataError);
    expect(call).toThrow(`There is no ${type} of a model here: the types are HC0, HC1, cluster.`);
  }
});
