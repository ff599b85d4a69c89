import { type WildBootstrapData, wildShardSize } from './wild-bootstrap.js';
import { wildDesign } from './wild-design.js';

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
  const { nullValue = 0 } = data;
  const design = wildDesign(data, nullValue);
  const { estimate, stdError } = design;
  return { estimate, stdError, t: (estimate - nullValue) / stdError, ...wildShardSize(data, design) };
}
