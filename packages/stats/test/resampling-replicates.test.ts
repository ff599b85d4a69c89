import { expect, test } from 'vitest';
import {
  clusterPairsBootstrap,
  covariance,
  drawsOfCoefficient,
  InvalidDataError,
  leastSquares,
  pairsBootstrap,
  RandomStream,
  RankDeficientError,
  type StudentizedReplicates,
  standardDeviation,
} from '../src/index.js';
import { clusterPairsReplicate } from '../src/resampling/cluster-pairs-bootstrap.js';
import type { Replicate } from '../src/resampling/studentized-replicates.js';
import { readGolden } from './golden.js';
import { expectClose, panel, readIntegers } from './resampling-golden.js';

type Golden = Record<'simple' | 'multiple', Record<'coefficients' | 'stdErrors', number[]>>;
const golden = readGolden<{ clusters: Golden }>('golden/resampling/replicates.json');
const { y, ones, need, share65, rural, clusters } = panel;
const designs = { simple: [ones, need], multiple: [ones, need, share65, rural] };
const fromZero = (draws: number[][]) => draws.map((draw) => Int32Array.from(draw, (index) => index - 1));
const clustersDrawn = fromZero(readIntegers('clusters-drawn.csv'));

function replicates(replicate: Replicate, draws: Int32Array[], k: number): StudentizedReplicates {
  const coefficients = new Float64Array(k * draws.length);
  const stdErrors = new Float64Array(k * draws.length);
  draws.forEach((draw, r) => {
    replicate(draw, coefficients.subarray(r * k, r * k + k), stdErrors.subarray(r * k, r * k + k));
  });
  return { coefficients, stdErrors };
}

test.each(['simple', 'multiple'] as const)(
  'coefficients and CR1 errors on drawn clusters equal lm and sandwich, %s regression',
  (name) => {
    const { count, replicate } = clusterPairsReplicate({ y, columns: designs[name], clusters });
    const found = replicates(replicate, clustersDrawn, designs[name].length);
    expect(count).toBe(8);
    expectClose(found.coefficients, golden.clusters[name].coefficients);
    expectClose(found.stdErrors, golden.clusters[name].stdErrors);
  },
);

const key = { seed: 42, specification: 'need' };

test('replicates are what the stream of their key draws', () => {
  const data = { y, columns: designs.multiple, clusters, ...key };
  const draws = Array.from({ length: 12 }, (_, r) => {
    const indices = new Int32Array(8);
    new RandomStream(key.seed, key.specification, r).fillIndices(indices, 8);
    return indices;
  });
  expect(clusterPairsBootstrap({ ...data, from: 0, to: 12 })).toEqual(
    replicates(clusterPairsReplicate(data).replicate, draws, 4),
  );
});

test('shards put together are the whole, bit for bit', () => {
  const data = { y, columns: designs.multiple, clusters, ...key };
  const whole = clusterPairsBootstrap({ ...data, from: 0, to: 30 });
  const parts = [
    [0, 1],
    [1, 17],
    [17, 17],
    [17, 30],
  ].map(([from, to]) => clusterPairsBootstrap({ ...data, from: from!, to: to! }));
  for (const field of ['coefficients', 'stdErrors'] as const) {
    expect(Float64Array.from(parts.flatMap((part) => [...part[field]]))).toEqual(whole[field]);
  }
  expect(clusterPairsBootstrap({ ...data, seed: 43, from: 0, to: 30 })).not.toEqual(whole);
});

test.each([designs.simple, designs.multiple])(
  'drawing clusters that are single rows is drawing rows, with HC1 errors',
  (...columns) => {
    const data = { y, columns, ...key, from: 3, to: 20 };
    const { coefficients, stdErrors } = clusterPairsBootstrap({ ...data, clusters: y.map((_, i) => i) });
    expectClose(coefficients, pairsBootstrap(data));
    // CR1 of n single rows has the factor n / (n - 1) x (n - 1) / (n - k), which is that of HC1.
    const rows = new Int32Array(y.length);
    const k = columns.length;
    const stream = new RandomStream(key.seed, key.specification);
    const errors = Array.from({ length: 17 }, (_, r) => {
      stream.moveTo(3 + r);
      stream.fillIndices(rows, y.length);
      const take = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]!);
      const fit = leastSquares({ y: take(y), columns: columns.map(take) });
      const { values } = covariance(fit, 'HC1');
      return columns.map((_, j) => Math.sqrt(values[j * k + j]!));
    });
    expectClose(stdErrors, errors.flat());
  },
);

test('replicates spread as their standard errors say where clusters are many and alike', () => {
  const stream = new RandomStream(5, 'many clusters');
  const uniform = () => stream.nextUint32() / 2 ** 32 - 0.5;
  const shocks = Array.from({ length: 200 }, uniform);
  const x = Float64Array.from({ length: 1000 }, (_, i) =>
    i % 5 === 0 ? uniform() : uniform() + shocks[Math.floor(i / 5)]!,
  );
  const outcome = x.map((value, i) => 0.2 * value + shocks[Math.floor(i / 5)]! + uniform());
  const { coefficients, stdErrors } = clusterPairsBootstrap({
    y: outcome,
    columns: [x.map(() => 1), x],
    clusters: x.map((_, i) => Math.floor(i / 5)),
    ...key,
    from: 0,
    to: 2000,
  });
  const spread = standardDeviation(drawsOfCoefficient(coefficients, 2, 1));
  const typical = drawsOfCoefficient(stdErrors, 2, 1).sort()[1000]!;
  expect(Math.abs(spread / typical - 1)).toBeLessThan(0.08);
});

test('a draw that leaves a column without variation is NaN in coefficients and errors', () => {
  const single = y.map((_, i) => Number(i === 5));
  const data = { y, clusters, ...key, from: 0, to: 60 };
  for (const columns of [
    [ones, single],
    [ones, need, single],
  ]) {
    const k = columns.length;
    const { coefficients, stdErrors } = clusterPairsBootstrap({ ...data, columns });
    const failed = drawsOfCoefficient(coefficients, k, 1).filter(Number.isNaN).length;
    expect(failed).toBeGreaterThan(5);
    expect(failed).toBeLessThan(40);
    expect(coefficients.filter(Number.isNaN).length).toBe(failed * k);
    expect(stdErrors.filter(Number.isNaN).length).toBe(failed * k);
  }
});

test.each([
  ['NaN', { y: y.map(() => Number.NaN) }, InvalidDataError],
  ['a constant regressor', { columns: [ones, ones] }, RankDeficientError],
  [
    'as many columns as rows',
    { y: y.slice(0, 2), columns: [ones.slice(0, 2), need.slice(0, 2)] },
    InvalidDataError,
  ],
  ['replicates backwards', { from: 4, to: 2 }, InvalidDataError],
  ['a replicate and a half', { to: 1.5 }, InvalidDataError],
  ['too many replicates', { to: 10_000_001 }, InvalidDataError],
  ['weights', { weights: ones }, InvalidDataError],
])('%s is an error', (_, change, error) => {
  const data = { y, columns: designs.simple, ...key, from: 0, to: 2, ...change };
  expect(() => clusterPairsBootstrap({ ...data, clusters: clusters.slice(0, data.y.length) })).toThrow(error);
});

test('one cluster, and a cluster label too few, are errors', () => {
  const data = { y, columns: designs.simple, ...key, from: 0, to: 2 };
  expect(() => clusterPairsBootstrap({ ...data, clusters: y.map(() => 7) })).toThrow(InvalidDataError);
  expect(() => clusterPairsBootstrap({ ...data, clusters: clusters.slice(1) })).toThrow(InvalidDataError);
});
