import { readColumns, readGolden } from './golden.js';

// Values from R's glm, lm and sandwich: test-fixtures/golden/models/models.R makes them and the data.

export interface GoldenModel {
  coefficients: number[];
  deviance: number;
  covariance: Record<'HC0' | 'HC1' | 'cluster', number[]>;
  /** With HC1. */
  tests: Record<'stdError' | 'z' | 'pValue' | 'confLow' | 'confHigh', number[]>;
  /** Estimate and standard error for every column but the constant, HC1. */
  effects: [number, number][];
  /** Of the rate, clustered. */
  rateEffects: [number, number][];
}

export interface GoldenTwoPart {
  positive: 'linear' | 'exponential';
  type: 'HC0' | 'HC1' | 'cluster';
  theta: number[];
  covariance: number[];
  effects: [number, number][];
}

export const golden = readGolden<{
  poisson: Record<'count' | 'noOffset' | 'fractional' | 'illConditioned' | 'small', GoldenModel>;
  logit: Record<'any' | 'illConditioned', GoldenModel>;
  twoPart: GoldenTwoPart[];
}>('golden/models/models.json');

export const rows = readColumns('golden/models/counts.csv') as Record<
  'cluster' | 'need' | 'older' | 'rural' | 'exposure' | 'count' | 'fte' | 'near',
  Float64Array
>;
export const ones = rows.need.map(() => 1);
export const logExposure = rows.exposure.map(Math.log);
export const names = ['constant', 'need', 'older', 'rural'];
export const columns = [ones, rows.need, rows.older, rows.rural];
export const nearColumns = [ones, rows.need, rows.near];
