import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readStudy, runStudy, standardAnalyses } from '@inverse-care/core';
import { type SurveyErrorRow, surveyBase, surveyError } from '@inverse-care/core/tables';
import type { FilledTables, PanelWithProvenance, Study } from '@inverse-care/domain';
import { buildPanel } from '@inverse-care/sources';
import { type Truth, writeSyntheticEngland } from '@inverse-care/synthetic';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const snapshot = '2023-09-30';
const study: Study = {
  ...readStudy(
    `
study: synthetic
title: Synthetic
snapshots: [${snapshot}]
needs: [need_published, ltc_share]
inference: { replicates: 0 }
`,
    'synthetic.yaml',
  ),
  snapshots: [snapshot],
};

let dir: string;
let truth: Truth;
let data: PanelWithProvenance;
const analysed = async (of: PanelWithProvenance): Promise<FilledTables> =>
  (await runStudy(study, of, { analyses: standardAnalyses.filter(({ name }) => name === 'survey-error') }))
    .tables;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'survey-error-'));
  truth = await writeSyntheticEngland(dir);
  const { snapshots, role } = study;
  data = await buildPanel({ dir, snapshots, role });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Numbers from 0 to 1: mulberry32. */
function generator(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Each PCN's practices ask their respondents anew; the need of the file is what is asked for. */
function surveyed(seed: number): PanelWithProvenance {
  const uniform = generator(seed);
  const bases = new Map(
    data.panel
      .surveyBases!.filter(({ variable }) => variable === 'need_published')
      .map((one) => [one.pcn_code, one]),
  );
  const rows = data.panel.rows.map((row) => {
    const need = row.values.need_published!;
    const { patients, respondents } = bases.get(row.pcn_code)!;
    let [weighted, weights] = [0, 0];
    for (const [i, count] of respondents.entries()) {
      let yes = 0;
      const asked = Math.max(1, Math.round(count));
      for (let person = 0; person < asked; person++) if (uniform() < need) yes++;
      weighted += (patients[i]! * yes) / asked;
      weights += patients[i]!;
    }
    return { ...row, values: { ...row.values, need_published: weighted / weights } };
  });
  return { ...data, panel: { ...data.panel, rows } };
}

describe('the survey of Synthetic England', () => {
  it('was answered by as many, and is as reliable, as its truth says', async () => {
    const tables = await analysed(data);
    const [row] = tables.rows(surveyError).filter(({ need }) => need === 'need_published');
    const { who_answered: told } = truth;
    expect(row).toMatchObject({ snapshot: told.snapshot, n: told.pcns, design_effect: 1 });
    // Files give practices to six decimals, and a build rounds persons to thousandths.
    expect(row!.respondents_median).toBeCloseTo(told.respondents, 2);
    expect(row!.reliability).toBeCloseTo(told.reliability, 5);
    expect(tables.rows(surveyBase)).toHaveLength(2 * told.pcns);
  });

  it('gives its slope back once answers are drawn and calibrated, though these draw it to zero', async () => {
    const known = truth.need_coefficients.find((one) => one.snapshot === snapshot)!.estimate;
    const found: SurveyErrorRow[] = [];
    for (let seed = 1; seed <= 24; seed++) {
      const rows = (await analysed(surveyed(seed))).rows(surveyError);
      found.push(rows.find(({ need }) => need === 'need_published')!);
    }
    const average = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const of = (column: 'observed' | 'moments' | 'estimate') => {
      const values = found.map((row) => row[column]!);
      const mean = average(values);
      const error = Math.sqrt(average(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
      return { mean, error };
    };
    const [observed, moments, calibrated] = [of('observed'), of('moments'), of('estimate')];
    // The variance of need drawn is that of need and of its sampling error, so that the reliability is 1 / (2 - that of the file).
    const reliability = average(found.map((row) => row.reliability));
    expect(reliability).toBeCloseTo(1 / (2 - truth.who_answered.reliability), 1.5);
    expect(Math.abs(observed.mean - known)).toBeGreaterThan(3 * observed.error);
    expect(Math.abs(moments.mean - known)).toBeLessThan(3 * moments.error);
    // Calibration weighs PCNs by their reliability, and takes the slope to be the same whatever the number who answered.
    expect(Math.abs(calibrated.mean - known)).toBeLessThan(Math.abs(observed.mean - known));
    expect(Math.abs(calibrated.mean - known)).toBeLessThan(3 * calibrated.error);
  });
});
