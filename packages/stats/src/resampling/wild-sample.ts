import { checkFinite } from './checks.js';
import type { WildBootstrapData } from './wild-bootstrap.js';
import { type WildRegression, wildRegression } from './wild-design.js';
import { type WildKey, wildSize } from './wild-draws.js';

/** The t test whose wild bootstrap is computed in shards, for `wildTest` and `wildInterval`. */
export interface WildSample {
  estimate: number;
  /** In the unit of the estimate, by the covariance asked for. */
  stdError: number;
  /** (estimate - null) / standard error. */
  t: number;
  /** How many replicates there are in all: fewer than asked for where they are enumerated. */
  replicates: number;
  /** Whether they are all combinations of Rademacher weights, so that nothing is left to chance. */
  enumerated: boolean;
}

/** Throws as `wildBootstrapStatistics`. */
export function wildSample(data: WildBootstrapData & { nullValue?: number }): WildSample {
  return sampleOf(wildRegression(data), data);
}

/** The same of a regression that is fitted already. */
export function sampleOf(
  regression: WildRegression,
  { nullValue = 0, ...key }: WildKey & { nullValue?: number },
): WildSample {
  checkFinite(nullValue, 'value under the null');
  const { estimate, stdError } = regression;
  return { estimate, stdError, t: (estimate - nullValue) / stdError, ...wildSize(key, regression) };
}
