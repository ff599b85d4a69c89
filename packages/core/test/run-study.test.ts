import { type CancelledError, type Study, tableCsv, tidy } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../src/analyses/analysis.js';
import { robustnessAnalyses, standardAnalyses } from '../src/analyses/standard.js';
import { readStudy, runStudy } from '../src/index.js';
import {
  figure1,
  figure3,
  inference,
  joint,
  jointNeeds,
  jointTests,
  slopes as slopesTable,
  table2,
  tableS2,
} from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';

const snapshots = ['2020-03-31', '2020-06-30'];
const declared = readStudy(
  `study: small
title: A small study
snapshots: [2020-03-31, 2020-06-30]
needs: [need_published, ltc_share, rural_is_no_need]
table2:
  need: ltc_share
  covariates: [share_65_plus, rural]
inference: { replicates: 6000 }
`.replace(', rural_is_no_need', ''),
  'small.yaml',
);
const study: Study = { ...declared, snapshots };
const panel = inventedPanel(1200, snapshots);
const data = asData(panel);
const tablesWith = async (threads: number) => {
  const { tables } = await runStudy(study, data, { threads });
  return new Map(tables.all().map((one) => [one.table.file, tableCsv(tidy(one))]));
};

/** What an analysis requires, and what that requires, in the order of the run, with itself at the end. */
function withRequired(analyses: readonly Analysis[], name: string): Analysis[] {
  const wanted = new Set([name]);
  for (const one of [...analyses].reverse()) {
    if (wanted.has(one.name)) for (const required of one.requires ?? []) wanted.add(required);
  }
  return analyses.filter((one) => wanted.has(one.name));
}

describe('an independent analysis', () => {
  const all = [...standardAnalyses, ...robustnessAnalyses];
  const small = { ...study, inference: { ...study.inference, replicates: 99 } };
  const few = asData(inventedPanel(300, snapshots));

  it('finds the same where nothing was done before it but what it requires', async () => {
    const { tables } = await runStudy(small, few, { analyses: all });
    const files = new Map(tables.all().map((one) => [one.table.file, one.rows]));
    const independent = all.filter((one) => one.independent);
    expect(independent.length).toBeGreaterThan(10);
    for (const { name } of independent) {
      const alone = await runStudy(small, few, { analyses: withRequired(all, name) });
      for (const { table, rows } of alone.tables.all()) expect(rows).toEqual(files.get(table.file));
    }
  });
});

describe('a run', () => {
  it('gives the same bytes with 1, 2 and 4 threads', async () => {
    const [one, two, four] = await Promise.all([tablesWith(1), tablesWith(2), tablesWith(4)]);
    expect([...two]).toEqual([...one]);
    expect([...four]).toEqual([...one]);
    expect(one.get('figure3.csv')).toMatch(
      /^snapshot,need,term,estimate,std_error,conf_low,conf_high,p_value,n,boot_low,boot_high\n/,
    );
  });

  it('gives other bootstrap intervals with another seed, and the same estimates', async () => {
    const coefficients = async (seed: number) =>
      (await runStudy({ ...study, seed }, data)).tables.rows(figure3);
    const [a, b] = [await coefficients(1), await coefficients(2)];
    expect(a.map((row) => row.estimate)).toEqual(b.map((row) => row.estimate));
    expect(a.map((row) => row.boot_low)).not.toEqual(b.map((row) => row.boot_low));
  });

  it('has bootstrap intervals near the robust ones', async () => {
    const rows = (await runStudy(study, data)).tables.rows(figure3);
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      const width = row.conf_high - row.conf_low;
      expect(Math.abs(row.boot_low! - row.conf_low)).toBeLessThan(0.15 * width);
      expect(Math.abs(row.boot_high! - row.conf_high)).toBeLessThan(0.15 * width);
    }
  });

  it('says which need the data lack and runs the others', async () => {
    const { tables, omissions } = await runStudy(
      { ...study, inference: { ...study.inference, replicates: 0 } },
      data,
    );
    const rows = tables.rows(figure3);
    expect(new Set(rows.map(({ need }) => need))).toEqual(new Set(['ltc_share']));
    expect(rows[0]).toMatchObject({ boot_low: null, boot_high: null });
    expect(omissions).toContainEqual({
      what: 'Figure 3 for "No support, as published"',
      why: 'No survey file is in the folder.',
      remedy: 'Download it.',
    });
  });

  it('leaves Table 2 out where need is one of its own characteristics', async () => {
    const circular = { ...study, table2: { need: 'ltc_share' as const, covariates: ['ltc_share' as const] } };
    const { tables, omissions } = await runStudy(circular, data);
    expect(tables.rows(table2)).toEqual([]);
    expect(omissions.map(({ why }) => why).join()).toContain('circular');
  });

  it('leaves out, with the reason, a regression on a need that never varies', async () => {
    const flat = asData({
      ...panel,
      rows: panel.rows.map((row) => ({ ...row, values: { ...row.values, ltc_share: 0.5 } })),
    });
    const { tables, omissions } = await runStudy({ ...study, table2: undefined }, flat);
    expect(tables.rows(figure3)).toEqual([]);
    expect(omissions.some(({ why }) => why.includes('same value in every PCN'))).toBe(true);
  });

  it('leaves out a snapshot in which nobody has any provision', async () => {
    const none = asData({
      ...panel,
      rows: panel.rows.map((row) =>
        row.snapshot === snapshots[0] ? { ...row, fte: 0, fte_per_10k: 0 } : row,
      ),
    });
    const { tables, omissions } = await runStudy({ ...study, table2: undefined }, none);
    expect(new Set(tables.rows(figure3).map(({ snapshot }) => snapshot))).toEqual(new Set([snapshots[1]]));
    expect(omissions.some(({ why }) => why.includes('0 in every PCN'))).toBe(true);
  });

  it('has no bootstrap interval where the replicates are too few for the level', async () => {
    const few = { ...study, table2: undefined, inference: { ...study.inference, replicates: 20 } };
    const rows = (await runStudy(few, data)).tables.rows(figure3);
    expect(rows).toHaveLength(4);
    expect(rows.every(({ boot_low, boot_high }) => boot_low === null && boot_high === null)).toBe(true);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const running = runStudy({ ...study, inference: { ...study.inference, replicates: 200_000 } }, data, {
      threads: 2,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(running).rejects.toMatchObject({ name: 'CancelledError' } satisfies Partial<CancelledError>);
  });

  it('sets areas by patients: the mean of an area is the sum of its FTE over the sum of its patients', async () => {
    const areas = (await runStudy(study, data)).tables.rows(figure1);
    const { sub_icb_code, value } = areas.find((area) => area.value !== null)!;
    const rows = panel.rows.filter(
      (row) => row.snapshot === snapshots[0] && row.sub_icb_code === sub_icb_code,
    );
    const fte = rows.reduce((sum, row) => sum + row.fte!, 0);
    const patients = rows.reduce((sum, row) => sum + row.patients, 0);
    expect(value).toBeCloseTo((10_000 * fte) / patients, 12);
    expect(areas).toHaveLength(212);
  });

  it('counts outcome S2 per 10,000 patients with a long-term condition', async () => {
    const two = asData({
      ...panel,
      variables: [...panel.variables, 'income_deprivation'],
      rows: panel.rows.map((row) => ({
        ...row,
        values: {
          ...row.values,
          ltc_share: 0.25 + 0.5 * row.values.rural!,
          income_deprivation: row.values.share_65_plus!,
        },
      })),
    });
    const needs: Study['needs'] = ['income_deprivation'];
    const { tables } = await runStudy({ ...study, needs, table2: undefined }, two);
    const [second, first] = [tables.rows(tableS2), tables.rows(figure3)];
    expect(second).toHaveLength(first.length);
    expect(second[0]!.estimate).not.toBeCloseTo(first[0]!.estimate, 3);
  });
});

describe('joint inference over snapshots', () => {
  it('has a band wider than the intervals, corrected p-values no smaller, and shares that add to one at most', async () => {
    const { tables } = await runStudy(study, data);
    const rows = tables.rows(joint);
    expect(tables.rows(jointNeeds).map(({ need, pcns }) => [need, pcns])).toEqual([['ltc_share', 1200]]);
    expect(rows.map(({ need, snapshot }) => [need, snapshot])).toEqual(
      snapshots.map((snapshot) => ['ltc_share', snapshot]),
    );
    for (const row of rows) {
      const pointwise = tables
        .rows(slopesTable)
        .find(({ snapshot, term }) => snapshot === row.snapshot && term === 'need')!;
      expect(row.estimate).toBe(pointwise.estimate);
      expect(row.band_low).toBeLessThanOrEqual(pointwise.conf_low!);
      expect(row.band_high).toBeGreaterThanOrEqual(pointwise.conf_high!);
      expect(row.p_romano_wolf).toBeGreaterThanOrEqual(row.p_value);
      expect(row.p_holm).toBeGreaterThanOrEqual(row.p_value);
      expect(row.p_romano_wolf).toBeGreaterThan(0);
      expect(row.p_romano_wolf).toBeLessThanOrEqual(1);
      expect(row.p_equivalence).toBeNull();
    }
    expect(rows.reduce((sum, row) => sum + row.first_lasting_share, 0)).toBeLessThanOrEqual(1 + 1e-12);
    expect(tables.rows(jointTests).map(({ test }) => test)).toEqual([
      'all equal',
      'all zero',
      'trend per year',
    ]);
  });

  it('asks for equivalence where the study states a smallest effect', async () => {
    const stated = { ...study, inference: { ...study.inference, replicates: 400, smallest_effect: 100 } };
    const rows = (await runStudy(stated, data)).tables.rows(joint);
    expect(rows).toHaveLength(2);
    expect(rows.every(({ p_equivalence }) => p_equivalence! < 0.001)).toBe(true);
    // 100 FTE for the step of a share, a tenth.
    for (const row of rows) expect(row.margin_coefficient).toBeCloseTo(1000, 9);
  });

  it('is left out where there is one snapshot or too few replicates', async () => {
    const single = asData({
      ...panel,
      snapshots: [snapshots[0]!],
      rows: panel.rows.filter((row) => row.snapshot === snapshots[0]),
    });
    const once = { ...study, snapshots: [snapshots[0]!], table2: undefined };
    expect((await runStudy(once, single)).tables.rows(joint)).toEqual([]);
    const few = { ...study, inference: { ...study.inference, replicates: 100 } };
    expect((await runStudy(few, data)).tables.rows(joint)).toEqual([]);
  });
});

describe('other methods', () => {
  it('have the same coefficient where the method is linear, and an interval or a reason each', async () => {
    const { tables } = await runStudy(study, data);
    const alternatives = tables.rows(inference);
    const slopes = tables.rows(figure3).filter(({ term }) => term === 'need');
    expect(new Set(alternatives.map(({ method }) => method)).size).toBe(alternatives.length / slopes.length);
    for (const row of alternatives) {
      const slope = slopes.find(({ snapshot }) => snapshot === row.snapshot)!;
      expect(row.note).not.toBe('');
      if (row.estimate === null) continue;
      if (!['Poisson', 'two-part'].includes(row.method)) expect(row.estimate).toBeCloseTo(slope.estimate, 10);
      if (row.conf_low === null || row.conf_high === null) {
        // Nine ICBs with weights all 1 or all -1: the inverted test may have no end, and says so.
        expect(row.method).toBe('wild bootstrap, CR1 by ICB');
        expect(row.note).not.toContain('replicates');
        continue;
      }
      expect(row.conf_low).toBeLessThan(row.estimate);
      expect(row.conf_high).toBeGreaterThan(row.estimate);
    }
    const hc1 = alternatives.find(({ method }) => method === 'HC1')!;
    expect(hc1.std_error).toBe(slopes.find(({ snapshot }) => snapshot === hc1.snapshot)!.std_error);
  });

  it('that the data refuse say why, and have no number', async () => {
    const everywhere = asData({
      ...panel,
      rows: panel.rows.map((row) => ({
        ...row,
        reported: true,
        fte: row.fte! + 1,
        fte_per_10k: row.fte_per_10k! + 1,
      })),
    });
    const quick = { ...study, table2: undefined, inference: { ...study.inference, replicates: 0 } };
    const { tables } = await runStudy(quick, everywhere);
    const refused = tables.rows(inference).filter(({ method }) => method === 'two-part');
    expect(refused).toHaveLength(2);
    for (const row of refused) {
      expect(row.estimate).toBeNull();
      expect(row.note).not.toBe('');
    }
  });
});
