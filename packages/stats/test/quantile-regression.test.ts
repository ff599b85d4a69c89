import { describe, expect, test } from 'vitest';
import {
  clusterQuantileBootstrap,
  InvalidDataError,
  quantileRegression,
  RandomStream,
  RankDeficientError,
} from '../src/index.js';
import { expectClose, readGolden } from './golden.js';

interface Problem {
  shape: string;
  y: number[];
  columns: number[][];
  weights: number[];
  fits: { tau: number; coefficients: number[]; objective: number; unique: number }[];
}

// By quantreg 5.94: test-fixtures/golden/quantile-regression/quantile-regression.R.
const golden = readGolden<{
  problems: Problem[];
  engel: { income: number[]; foodexp: number[]; coefficients: number[][]; objective: number[] };
}>('golden/quantile-regression/quantile-regression.json');

const taus = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const dataOf = ({ y, columns, weights }: Problem) => ({
  y: Float64Array.from(y),
  columns: [Float64Array.from(y, () => 1), ...columns.map((column) => Float64Array.from(column))],
  weights: Float64Array.from(weights),
});

function lossOf({ y, columns, weights }: Problem, coefficients: ArrayLike<number>, tau: number): number {
  return y.reduce((sum, value, i) => {
    const left = columns.reduce((rest, column, j) => rest - column[i]! * coefficients[j + 1]!, value);
    const residual = left - coefficients[0]!;
    return sum + weights[i]! * residual * (residual < 0 ? tau - 1 : tau);
  }, 0);
}

describe('quantile regression', () => {
  test.each(['plain', 'rounded', 'zeros', 'counts', 'weighted'])(
    'has the objective, and where unique the coefficients, of quantreg on %s data',
    (shape) => {
      const problems = golden.problems.filter((one) => one.shape === shape);
      expect(problems).toHaveLength(9);
      let compared = 0;
      for (const problem of problems) {
        for (const { tau, coefficients, objective, unique } of problem.fits) {
          const fit = quantileRegression({ ...dataOf(problem), tau });
          const size = problem.y.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
          expectClose([fit.objective], [objective], 1e-10, Math.max(1, objective), `objective at ${tau}`);
          expectClose(
            [lossOf(problem, fit.coefficients, tau)],
            [fit.objective],
            1e-12,
            size * problem.y.length,
          );
          if (unique === 0 || !fit.unique) continue;
          compared++;
          expectClose(fit.coefficients, coefficients, 1e-10, Math.max(1, size), `coefficient at ${tau}`);
        }
      }
      expect(compared).toBeGreaterThan(40);
    },
  );

  test("has quantreg's coefficients on Engel's food expenditure", () => {
    const x = Float64Array.from(golden.engel.income);
    const y = Float64Array.from(golden.engel.foodexp);
    taus.forEach((tau, t) => {
      const { coefficients, objective } = quantileRegression({ y, columns: [x.map(() => 1), x], tau });
      expectClose(coefficients, golden.engel.coefficients[t]!, 1e-10);
      expectClose([objective], [golden.engel.objective[t]!], 1e-12);
    });
  });

  test('goes through as many observations as there are columns', () => {
    const problem = golden.problems.find(({ shape, columns }) => shape === 'plain' && columns.length === 3)!;
    const { coefficients, basis } = quantileRegression({ ...dataOf(problem), tau: 0.3 });
    expect(new Set(basis).size).toBe(4);
    for (const i of basis) {
      const fitted = problem.columns.reduce(
        (sum, column, j) => sum + column[i]! * coefficients[j + 1]!,
        coefficients[0]!,
      );
      expect(fitted).toBeCloseTo(problem.y[i]!, 12);
    }
  });

  test('finds a line of zeros where most outcomes are 0, and says where it is not alone', () => {
    const x = Float64Array.from({ length: 1000 }, (_, i) => i % 10);
    const y = Float64Array.from({ length: 1000 }, (_, i) => (i % 7 === 0 ? i : 0));
    const fit = quantileRegression({ y, columns: [x.map(() => 1), x], tau: 0.5 });
    expect([...fit.coefficients]).toEqual([0, 0]);
    const even = quantileRegression({
      y: Float64Array.of(1, 2, 3, 4),
      columns: [Float64Array.of(1, 1, 1, 1)],
      tau: 0.5,
    });
    expect(even.unique).toBe(false);
    expect(even.objective).toBe(2);
  });

  test('takes a constant outcome, and a fit that is exact', () => {
    const x = Float64Array.of(1, 2, 3, 4, 5);
    const columns = [x.map(() => 1), x];
    expect([...quantileRegression({ y: x.map(() => 0), columns, tau: 0.9 }).coefficients]).toEqual([0, 0]);
    expectClose(
      quantileRegression({ y: x.map((v) => 3 * v - 1), columns, tau: 0.2 }).coefficients,
      [-1, 3],
      1e-14,
    );
  });

  test('refuses a quantile that is none and columns that are dependent', () => {
    const x = Float64Array.of(1, 2, 3, 4);
    const y = Float64Array.of(1, 3, 2, 5);
    expect(() => quantileRegression({ y, columns: [x], tau: 1 })).toThrow(InvalidDataError);
    expect(() => quantileRegression({ y, columns: [x, x.map((v) => 2 * v)], tau: 0.5 })).toThrow(
      RankDeficientError,
    );
  });
});

describe('the bootstrap of clusters', () => {
  const stream = new RandomStream(7, 'data');
  const unit = () => stream.nextUint32() / 2 ** 32;
  const clusters = Array.from({ length: 240 }, (_, i) => `c${Math.floor(i ** 1.2 / 40)}`);
  const x = Float64Array.from(clusters, unit);
  const y = x.map((value) => (unit() < 0.3 ? 0 : value + unit() + unit()));
  const sample = { y, columns: [x.map(() => 1), x], clusters };
  const count = new Set(clusters).size;
  const replicates = { seed: 5, specification: 'icb', from: 0, to: 60 };

  test('is the regression on the rows drawn, each as often as its cluster', () => {
    const draws = clusterQuantileBootstrap({ ...sample, taus, ...replicates });
    const source = new RandomStream(5, 'icb');
    const indices = new Int32Array(count);
    const ids = [...new Set(clusters)];
    for (let r = 0; r < 60; r++) {
      source.moveTo(r);
      source.fillIndices(indices, count);
      const rows = [...indices].flatMap((g) => [...clusters.keys()].filter((i) => clusters[i] === ids[g]));
      const drawn = {
        y: Float64Array.from(rows, (i) => y[i]!),
        columns: sample.columns.map((column) => Float64Array.from(rows, (i) => column[i]!)),
      };
      taus.forEach((tau, t) => {
        const own = quantileRegression({ ...drawn, tau });
        const found = draws[t]!.subarray(2 * r, 2 * r + 2);
        const loss = drawn.y.reduce((sum, value, i) => {
          const left = value - found[0]! - found[1]! * drawn.columns[1]![i]!;
          return sum + left * (left < 0 ? tau - 1 : tau);
        }, 0);
        expectClose([loss], [own.objective], 1e-11);
        if (own.unique) expectClose(found, own.coefficients, 1e-10, 1);
      });
    }
  });

  test('is the same in shards', () => {
    const whole = clusterQuantileBootstrap({ ...sample, taus: [0.5], ...replicates })[0]!;
    const rest = clusterQuantileBootstrap({ ...sample, taus: [0.5], ...replicates, from: 40 })[0]!;
    expect(rest).toEqual(whole.subarray(80));
  });

  test('gives no number where the columns drawn are dependent', () => {
    const one = Float64Array.of(0, 0, 1, 1, 0, 0);
    const draws = clusterQuantileBootstrap({
      y: Float64Array.of(1, 2, 5, 7, 1.5, 2.5),
      columns: [one.map(() => 1), one],
      clusters: ['a', 'a', 'b', 'b', 'c', 'c'],
      taus: [0.5],
      seed: 1,
      specification: 1,
      from: 0,
      to: 200,
    })[0]!;
    const failed = Array.from({ length: 200 }, (_, r) => Number.isNaN(draws[2 * r]!)).filter(Boolean).length;
    // No draw of b, or b alone: (2/3)^3 + (1/3)^3 = 1/3.
    expect(failed).toBeGreaterThan(40);
    expect(failed).toBeLessThan(95);
  });
});
