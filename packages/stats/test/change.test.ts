import { describe, expect, it } from 'vitest';
import {
  changePoint,
  InvalidDataError,
  leastSquares,
  ridits,
  type SlopeScale,
  type SlopeSeries,
  seriesTrend,
  slopeSeries,
} from '../src/index.js';
import { expectClose, readColumns, readGolden } from './golden.js';

// Golden values by lm in a loop, formulas by hand and strucchange: test-fixtures/golden/change/change.R.

interface Golden {
  estimates: number[];
  covariance: number[][];
  f: number;
  p: number;
  trend: number;
  trendError: number;
  trendP: number;
  supF: number;
  supAt: number;
  at: number;
  r2: number;
}
type File = Record<SlopeScale, Golden> & { ridits: number[]; sii: number; mean: number; ratio: number };
const golden = readGolden<File>('golden/change/change.json');
const panel = readColumns('golden/change/change.csv');
const column = (name: string, period: number) =>
  Float64Array.from(panel[name]!.filter((_, i) => panel.period![i] === period));
const periods = Array.from({ length: 10 }, (_, t) => ({
  label: String(t + 1),
  y: column('y', t + 1),
  x: column('x', t + 1),
  clusters: Array.from(column('cluster', t + 1)),
}));
const draws = { replicates: 999, seed: 1, specification: 'test' };

describe.each(['absolute', 'relative'] as const)('slopes on the %s scale', (scale) => {
  const expected = golden[scale];
  const series = slopeSeries(periods, scale);

  it('have the estimates and covariance of a loop over left-out clusters', () => {
    expectClose(series.estimates, expected.estimates);
    expectClose(series.covariance, expected.covariance.flat());
  });

  it('have the trend of lm', () => {
    const trend = seriesTrend(
      series,
      periods.map((_, t) => t / 2),
    );
    expectClose([trend.trend], [expected.trend]);
    expectClose([trend.stdError], [expected.trendError]);
    expectClose([trend.pValue], [expected.trendP]);
  });

  it('break where strucchange finds the break, with the sup-F of a loop', () => {
    const found = changePoint(series, draws);
    expect(found.at).toBe(expected.at);
    expect(found.supAt).toBe(expected.supAt);
    expectClose([found.supF], [expected.supF]);
    expectClose([found.r2], [expected.r2]);
    expect(found.pValue).toBeLessThan(0.01);
    expect(found.low).toBeLessThanOrEqual(found.at);
    expect(found.high).toBeGreaterThanOrEqual(found.at);
  });
});

it('ridits weighted by population give the slope index of lm, and its ends the ratio', () => {
  const x = column('x', 10);
  const patients = column('patients', 10);
  const ranks = ridits(x, patients);
  expectClose(ranks, golden.ridits);
  const columns = [x.map(() => 1), ranks.map((rank) => rank - 0.5)];
  const [mean, sii] = leastSquares({ y: column('y', 10), columns, weights: patients }).coefficients;
  expectClose([mean!], [golden.mean]);
  expectClose([sii!], [golden.sii]);
  expectClose([(1 + sii! / mean! / 2) / (1 - sii! / mean! / 2)], [golden.ratio]);
});

it('without a break, one series in twenty or so has a p-value below 0.05', () => {
  // A series of normal slopes that share clusters: G independent changes with a common part over the periods.
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const clusters = 30;
  const series = (): SlopeSeries => {
    const common = Float64Array.from({ length: clusters }, normal);
    const raw = Array.from({ length: 10 }, () => common.map((value) => value + normal()));
    const estimates = Float64Array.from(raw, (u) => u.reduce((a, b) => a + b, 0));
    const changes = raw.map((u, t) => u.map((value) => value - estimates[t]! / clusters));
    return { estimates, changes, covariance: new Float64Array(100), clusters };
  };
  const rejected = Array.from({ length: 400 }, (_, i) =>
    changePoint(series(), { replicates: 199, seed: i, specification: 'null' }),
  ).filter(({ pValue }) => pValue <= 0.05).length;
  expect(rejected / 400).toBeGreaterThan(0.02);
  expect(rejected / 400).toBeLessThan(0.09);
});

it('refuses what cannot be compared', () => {
  expect(() => slopeSeries([], 'absolute')).toThrow(InvalidDataError);
  expect(() => changePoint(slopeSeries(periods.slice(0, 4), 'absolute'), draws)).toThrow(/five slopes/);
  const nobody = periods.map((one) => ({ ...one, y: one.y.map(() => 0) }));
  expect(() => slopeSeries(nobody, 'relative')).toThrow(/nothing is relative/);
  expect(() => ridits([1, 2], [1, 0])).toThrow(/Population 1/);
});
