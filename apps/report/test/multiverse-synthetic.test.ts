import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { choicesFrom, type Grid, gridOf, multiverse, narrow, readStudy, runStudy } from '@inverse-care/core';
import {
  multiverseJoint,
  multiverseRows,
  multiverseSpread,
  multiverseSummary,
} from '@inverse-care/core/tables';
import type { FilledTables, PanelWithProvenance, Study } from '@inverse-care/domain';
import { buildPanel } from '@inverse-care/sources';
import { writeSyntheticEngland } from '@inverse-care/synthetic';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planRun } from '../src/plan-run.js';

const paths = { study: 'synthetic.yaml', data: ['data'] };
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
let tables: FilledTables;
let truth: Awaited<ReturnType<typeof writeSyntheticEngland>>;
/** A multiverse alone on the data. */
const run = async (grid: Grid, of = study) =>
  (await runStudy(of, data, { analyses: [multiverse({ grid, paths })] })).tables;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'multiverse-'));
  truth = await writeSyntheticEngland(dir);
  const { snapshots, role } = study;
  data = await buildPanel({ dir, snapshots, role });
  tables = await run(gridOf(study));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('the multiverse of Synthetic England', () => {
  it('has the truth where the choices are those that it was built with', () => {
    const rows = multiverseRows(tables);
    for (const { snapshot, estimate, conf_low, conf_high } of truth.need_coefficients) {
      const row = rows.find(
        ({ specification }) =>
          specification ===
          `${snapshot}/need_published/fte_per_10k/open_on_date/zero/none/none/level/all/HC1`,
      );
      if (row === undefined) continue;
      expect(Math.abs(row.estimate! - estimate)).toBeLessThan(1e-4);
      expect(Math.abs(row.conf_low! - conf_low)).toBeLessThan(1e-4);
      expect(Math.abs(row.conf_high! - conf_high)).toBeLessThan(1e-4);
    }
    expect(tables.rows(multiverseSummary)[0]!.baseline).toBe(
      '2023-09-30/need_published/fte_per_10k/open_on_date/zero/none/none/level/all/HC1',
    );
  });

  it('names the snapshot, which was built to matter, as what explains the spread', () => {
    const [first, second] = tables
      .rows(multiverseSpread)
      .filter(({ effect, kind }) => effect === 'estimate_per_sd' && kind === 'main');
    expect(first!.term).toBe('snapshot');
    expect(first!.share).toBeGreaterThan(2 * second!.share);
  });

  it('finds the slope of September 2023 jointly with draws of PCNs, and none in June 2020, without covariates, as it was built', async () => {
    const pcns: Study = { ...study, multiverse: { ...study.multiverse!, resample: 'pcn' } };
    const joint = (await run({ ...gridOf(study), covariates: ['none'] }, pcns)).rows(multiverseJoint);
    const average = (snapshot: string) =>
      joint.find(({ scope, statistic }) => scope === `snapshot=${snapshot}` && statistic === 'average Z')!;
    expect(average('2023-09-30').value).toBeLessThan(0);
    expect(average('2023-09-30').p_value).toBeLessThan(0.05);
    expect(average('2020-06-30').p_value).toBeGreaterThan(0.05);
  });

  it('does not find it with draws of whole ICBs, whose PCNs were built to be alike', () => {
    const average = tables
      .rows(multiverseJoint)
      .find(({ scope, statistic }) => scope === 'snapshot=2023-09-30' && statistic === 'average Z');
    expect(average!.value).toBeLessThan(0);
    expect(average!.p_value).toBeGreaterThan(0.05);
  });

  it('gives one specification by --set the very numbers it has among the others', async () => {
    const words = ['absent=missing', 'weights=patients', 'covariates=age', 'errors=sub_icb'];
    const order = { kind: 'specification', set: words, paths } as const;
    const planned = planRun(order, study, data, () => {});
    const analyses = planned.analyses.filter(({ name }) => name === 'multiverse');
    const found = await runStudy(planned.study, planned.data, { analyses });
    const alone = multiverseRows(found.tables);
    expect(alone).toHaveLength(1);
    const among = multiverseRows(tables).find(
      ({ specification }) => specification === alone[0]!.specification,
    );
    expect(alone[0]).toEqual(among);
  });

  it('narrows the report of one specification to its need and snapshot, its non-reporting and its data', async () => {
    const set = ['absent=missing', 'snapshot=2020-06-30'];
    const own = narrow(study, data, choicesFrom(set, study, data.panel));
    expect(own.study).toMatchObject({ snapshots: ['2020-06-30'], absent: 'missing' });
    const { panel } = (await runStudy(own.study, own.data, { analyses: [] })).data;
    expect(new Set(panel.rows.map(({ snapshot }) => snapshot))).toEqual(new Set(['2020-06-30']));
    expect(panel.rows.some(({ reported }) => !reported)).toBe(true);
    expect(panel.rows.every((row) => (row.fte === null) === !row.reported)).toBe(true);
  });
});
