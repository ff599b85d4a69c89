import { expect, test } from 'vitest';
import { clusterJackknife, InvalidDataError, type Jackknife, jackknife } from '../src/index.js';
import { readGolden } from './golden.js';
import { expectClose, panel } from './resampling-golden.js';

type Golden = { estimate: number; stdError: number; bias: number; influence: number[] };
const golden = readGolden<{ rows: Golden[]; clusters: Golden[]; empinf: number[][] }>(
  'golden/resampling/jackknife.json',
);
const { y, ones, need, share65, rural, clusters } = panel;
const sample = { y, columns: [ones, need, share65, rural] };

function expectJackknife(found: Jackknife[], expected: Golden[]): void {
  expect(found.length).toBe(expected.length);
  found.forEach((one, j) => {
    const { estimate, stdError, bias, influence } = expected[j]!;
    expectClose([one.estimate, one.stdError, one.bias], [estimate, stdError, bias]);
    expectClose(one.influence, influence);
  });
}

test('the jackknife by leverage equals refitting without each row in R', () => {
  expectJackknife(jackknife(sample), golden.rows);
});

test("influence values are those of boot's empinf", () => {
  jackknife(sample).forEach(({ influence }, j) => {
    expectClose(influence, golden.empinf[j]!);
  });
});

test('the cluster jackknife equals refitting without each cluster in R', () => {
  expectJackknife(clusterJackknife({ ...sample, clusters }), golden.clusters);
});

test('clusters that are single rows give the jackknife', () => {
  const rows = jackknife(sample);
  clusterJackknife({ ...sample, clusters: y.map((_, i) => i) }).forEach((one, j) => {
    expectClose(one.influence, rows[j]!.influence);
    expectClose([one.stdError], [rows[j]!.stdError]);
  });
});

test('a row or cluster without which a column is constant is named', () => {
  const row = y.map((_, i) => Number(i === 5));
  const cluster = Float64Array.from(clusters, (name) => Number(name === 'c4'));
  expect(() => jackknife({ y, columns: [ones, row] })).toThrow('Without observation 5');
  expect(() => clusterJackknife({ y, columns: [ones, cluster], clusters })).toThrow('Without cluster "c4"');
});

test('one cluster, and an infinite outcome, are errors', () => {
  expect(() => clusterJackknife({ ...sample, clusters: y.map(() => 1) })).toThrow(InvalidDataError);
  expect(() => jackknife({ ...sample, y: y.map(() => Number.POSITIVE_INFINITY) })).toThrow(InvalidDataError);
});
