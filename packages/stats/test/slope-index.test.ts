import { describe, expect, it } from 'vitest';
import { leastSquares, poisson, ridits, weightedMean } from '../src/index.js';
import { expectClose, readGolden } from './golden.js';

// By phe_sii of PHEindicatormethods 2.1.2: test-fixtures/golden/inequality/slope-index.R.
const golden = readGolden<{
  patients: number[];
  provision: number[];
  rank: number[];
  linear: { sii: number; rii: number; intercept: number };
  turned: { sii: number; rii: number };
  logged: { sii: number; rii: number; intercept: number };
  poisson: number;
}>('golden/inequality/slope-index.json');

const { patients, provision, linear, turned, logged } = golden;
const deciles = provision.map((_, i) => i + 1);
const ranks = ridits(deciles, patients);
const ones = ranks.map(() => 1);
const line = (y: readonly number[]) =>
  leastSquares({ y: Float64Array.from(y), columns: [ones, ranks], weights: Float64Array.from(patients) })
    .coefficients;

describe('slope and relative indices of inequality on ranked groups', () => {
  it('are on the ranks of phe_sii, whose slope and line they have', () => {
    expectClose(ranks, golden.rank);
    const [intercept, sii] = line(provision);
    expectClose([intercept!, sii!], [linear.intercept, linear.sii]);
  });

  it('have as ratio of the ends the RII of phe_sii, and its inverse with the groups turned round', () => {
    const sii = line(provision)[1]!;
    const share = sii / weightedMean(provision, patients);
    const ratio = (1 + share / 2) / (1 - share / 2);
    expectClose([ratio, 1 / ratio], [linear.rii, turned.rii]);
    expectClose([-sii], [turned.sii]);
  });

  it('have as ratio of rates a Poisson regression, where phe_sii with transform draws a line through logarithms', () => {
    const y = Float64Array.from(provision, (rate, i) => rate * patients[i]!);
    const offset = Float64Array.from(patients, Math.log);
    const rate = Math.exp(poisson({ y, columns: [ones, ranks], offset }).coefficients[1]!);
    expectClose([rate], [golden.poisson]);
    const slope = line(provision.map(Math.log));
    expectClose([Math.exp(slope[1]!), Math.exp(slope[0]!)], [logged.rii, logged.intercept]);
    expect(Math.abs(rate / logged.rii - 1)).toBeGreaterThan(0.005);
  });
});
