import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gridOf, type MultiverseResults, readStudy } from '@inverse-care/core';
import { asStudied, type PanelWithProvenance, type Study } from '@inverse-care/domain';
import { buildPanel } from '@inverse-care/sources';
import { writeSyntheticEngland } from '@inverse-care/synthetic';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { narrowed, runOrder } from '../src/multiverse-order.js';

const paths = { study: 'synthetic.yaml', data: 'data' };
// Synthetic England was built so that need as published has no slope in June 2020 and the paper's in September 2023;
// non-reporting, tails, weights and age were not built to matter.
const declared = readStudy(
  `
study: synthetic
title: Synthetic
snapshots: [2020-06-30, 2023-09-30]
needs: [need_published]
multiverse:
  absent: [zero, missing]
  weights: [none, patients]
  covariates: [none, age]
  tails: [all, large]
  errors: [HC1, sub_icb]
  replicates: 199
`,
  'synthetic.yaml',
);
const study: Study = { ...declared, snapshots: ['2020-06-30', '2023-09-30'] };

let dir: string;
let data: PanelWithProvenance;
let results: MultiverseResults;
let truth: Awaited<ReturnType<typeof writeSyntheticEngland>>;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'multiverse-'));
  truth = await writeSyntheticEngland(dir);
  const { snapshots, role, absent } = study;
  const built = await buildPanel({ dir, snapshots, role });
  data = { ...built, panel: asStudied(built.panel, absent) };
  const grid = gridOf(study);
  ({ results } = await runOrder({ kind: 'grid', grid, code: '', paths }, study, data, { threads: 1 }));
}, 240_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('the multiverse of Synthetic England', () => {
  it('has the truth where the choices are those that it was built with', () => {
    for (const { snapshot, estimate, conf_low, conf_high } of truth.need_coefficients) {
      const row = results.rows.find(
        ({ specification }) =>
          specification === `${snapshot}/need_published/fte_per_10k/zero/none/none/level/all/HC1`,
      );
      if (row === undefined) continue;
      expect(Math.abs(row.estimate! - estimate)).toBeLessThan(1e-4);
      expect(Math.abs(row.conf_low! - conf_low)).toBeLessThan(1e-4);
      expect(Math.abs(row.conf_high! - conf_high)).toBeLessThan(1e-4);
    }
    expect(results.baseline).toBe('2023-09-30/need_published/fte_per_10k/zero/none/none/level/all/HC1');
  });

  it('names the snapshot, which was built to matter, as what explains the spread', () => {
    const [first, second] = results.spread.filter(
      ({ effect, kind }) => effect === 'estimate_per_sd' && kind === 'main',
    );
    expect(first!.term).toBe('snapshot');
    expect(first!.share).toBeGreaterThan(2 * second!.share);
  });

  it('finds the slope of September 2023 jointly, and none in June 2020, without covariates, as it was built', async () => {
    const grid = { ...gridOf(study), covariates: ['none'] as const };
    const built = await runOrder({ kind: 'grid', grid, code: '', paths }, study, data, { threads: 1 });
    const average = (snapshot: string) =>
      built.results.joint.find(
        ({ scope, statistic }) => scope === `snapshot=${snapshot}` && statistic === 'average Z',
      )!;
    expect(average('2023-09-30').value).toBeLessThan(0);
    expect(average('2023-09-30').p_value).toBeLessThan(0.05);
    expect(average('2020-06-30').p_value).toBeGreaterThan(0.05);
  });

  it('gives one specification by --set the very numbers it has among the others', async () => {
    const words = ['absent=missing', 'weights=patients', 'covariates=age', 'errors=sub_icb'];
    const order = { kind: 'specification', set: words, paths } as const;
    const alone = (await runOrder(order, study, data, {})).results;
    expect(alone.rows).toHaveLength(1);
    const among = results.rows.find(({ specification }) => specification === alone.rows[0]!.specification);
    expect(alone.rows[0]).toEqual(among);
  });

  it('narrows the report of one specification to its need and snapshot, its non-reporting and its data', () => {
    const set = ['absent=missing', 'snapshot=2020-06-30'];
    const own = narrowed(study, data, { kind: 'specification', set, paths });
    expect(own.study).toMatchObject({ snapshots: ['2020-06-30'], absent: 'missing' });
    expect(own.data.panel.rows.every((row) => (row.fte === null) === !row.reported)).toBe(true);
  });
});
