import { readFileSync } from 'node:fs';
import type { Dependence, Study } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { runStudy } from '../src/index.js';
import {
  conley,
  figure3,
  inference,
  joint,
  jointNeeds,
  jointTests,
  type SlopeRow,
  slopes,
} from '../src/tables.js';
import { clusteredPanel, snapshots } from './clustered-panel.js';
import { asData } from './invented-panel.js';
import { study } from './small-study.js';

// Golden values from clubSandwich on the same panel: test-fixtures/golden/slopes/slopes.R.
const golden = JSON.parse(
  readFileSync(new URL('../../../test-fixtures/golden/slopes/slopes.json', import.meta.url), 'utf8'),
) as Record<'sub_icb' | 'icb', Record<'std_error' | 'df' | 'p_value', number>[]>;

const of = (dependence: Dependence, change: Partial<Study['inference']> = {}) => {
  const base = study(snapshots);
  return runStudy(
    { ...base, needs: ['ltc_share'], inference: { ...base.inference, ...change, dependence } },
    asData(clusteredPanel()),
  );
};
const needRows = (rows: readonly SlopeRow[]) => rows.filter(({ term }) => term === 'need');

describe('the need coefficients under the dependence that a study states', () => {
  it.each(['sub_icb', 'icb'] as const)(
    'equal CR2 with Satterthwaite degrees of freedom in R (%s)',
    async (area) => {
      const { tables } = await of(area);
      needRows(tables.rows(slopes)).forEach((row, i) => {
        const expected = golden[area][i]!;
        for (const column of ['std_error', 'df', 'p_value'] as const) {
          expect(Math.abs(row[column]! / expected[column] - 1), column).toBeLessThan(1e-9);
        }
      });
    },
  );

  it('are the paper’s to the last bit where PCNs are taken as independent', async () => {
    const { tables } = await of('none');
    const paper = tables.rows(figure3);
    expect(tables.rows(slopes)).toHaveLength(paper.length);
    for (const row of tables.rows(slopes)) {
      const own = paper.find(({ snapshot, term }) => snapshot === row.snapshot && term === row.term)!;
      expect(row).toMatchObject({ method: 'HC1', clusters: null, p_wild: null, times_paper: 1 });
      expect([row.std_error, row.conf_low, row.p_value]).toEqual([own.std_error, own.conf_low, own.p_value]);
    }
  });

  it('leave the paper’s table as it is, whatever the study states', async () => {
    const [a, b] = await Promise.all([of('none'), of('icb')]);
    expect(b.tables.rows(figure3)).toEqual(a.tables.rows(figure3));
    expect(b.tables.rows(inference)).toEqual(a.tables.rows(inference));
  });

  it('come with the wild cluster bootstrap where areas are few, and say so', async () => {
    const { tables } = await of('icb');
    for (const row of needRows(tables.rows(slopes))) {
      expect(row.effective_clusters).toBeLessThan(20);
      const wild = tables
        .rows(inference)
        .find(
          ({ snapshot, method }) => snapshot === row.snapshot && method === 'wild bootstrap, CR1 by ICB',
        )!;
      expect([row.p_wild, row.p_wild_mcse]).toEqual([wild.p_value, wild.p_mcse]);
      expect(row.note).toContain('few effective clusters (under 20)');
    }
  });

  it('are adjusted by Holm over the snapshots, the constants left alone', async () => {
    const rows = (await of('icb')).tables.rows(slopes);
    const [first, second] = needRows(rows).map(({ p_value }) => p_value!);
    const smaller = Math.min(first!, second!);
    const larger = Math.min(1, Math.max(first!, second!, 2 * smaller));
    const expected =
      first === smaller ? [Math.min(1, 2 * smaller), larger] : [larger, Math.min(1, 2 * smaller)];
    expect(needRows(rows).map(({ p_holm }) => p_holm)).toEqual(expected);
    expect(rows.filter(({ term }) => term === 'constant').every(({ p_holm }) => p_holm === null)).toBe(true);
  });

  it('are those of Conley where distances are asked for', async () => {
    const { tables } = await of({ conley_km: 60 });
    const own = tables.rows(conley).filter(({ kernel }) => kernel === 'bartlett');
    expect(needRows(tables.rows(slopes))).toHaveLength(own.length);
    for (const [i, row] of needRows(tables.rows(slopes)).entries()) {
      expect(row).toMatchObject({ method: 'Conley, 60 km', clusters: null, p_value: own[i]!.p_value });
      expect(row.std_error).toBe(own[i]!.std_error);
    }
  });

  it('have no interval and a reason where nobody says how far apart PCNs are', async () => {
    const base = study(snapshots);
    const panel = clusteredPanel();
    const rows = panel.rows.map((row, i) => (i === 0 ? { ...row, sub_icb_code: 'ZZ9' } : row));
    const { tables, omissions } = await runStudy(
      { ...base, needs: ['ltc_share'], inference: { ...base.inference, dependence: { conley_km: 60 } } },
      asData({ ...panel, rows }),
    );
    const first = tables.rows(slopes).filter(({ snapshot }) => snapshot === snapshots[0]);
    for (const row of first) {
      expect(row).toMatchObject({ std_error: null, conf_low: null, p_value: null, method: 'none' });
      expect(row.note).toContain('dependence: icb');
    }
    expect(omissions.map(({ what }) => what)).toContain(
      'Intervals of need coefficients that allow for dependence between PCNs',
    );
    expect(tables.rows(figure3)).not.toEqual([]);
  });
});

describe('joint inference under that dependence', () => {
  it('draws what the study takes as independent, and a PCN that moves goes with its last ICB', async () => {
    const [pcns, icbs] = await Promise.all([of('none'), of('icb')]);
    const needOf = ({ tables }: typeof pcns) => tables.rows(jointNeeds)[0]!;
    expect(needOf(pcns)).toMatchObject({ drawn: 'PCNs', pcns: 240, clusters: 240 });
    expect(needOf(icbs)).toMatchObject({ drawn: 'ICBs', pcns: 240 });
    expect(needOf(icbs).clusters).toBe(new Set(clusteredPanel().rows.map(({ icb_code }) => icb_code)).size);
  });

  it('has no band within its interval and no adjusted p below its own', async () => {
    for (const dependence of ['none', 'sub_icb', 'icb'] as const) {
      const { tables } = await of(dependence, { replicates: 199 });
      const own = needRows(tables.rows(slopes));
      tables.rows(joint).forEach((row, i) => {
        expect(row.band_low).toBeLessThanOrEqual(own[i]!.conf_low!);
        expect(row.band_high).toBeGreaterThanOrEqual(own[i]!.conf_high!);
        expect(row.p_romano_wolf).toBeGreaterThanOrEqual(own[i]!.p_value!);
        expect(row.std_error).toBe(own[i]!.std_error);
      });
    }
  });

  it('tests with the degrees of freedom that few areas leave', async () => {
    const [pcns, icbs] = await Promise.all([of('none'), of('icb')]);
    const df = ({ tables }: typeof pcns) => tables.rows(jointTests).map(({ df2 }) => df2);
    expect(df(pcns)).toEqual([239, 239, 239]);
    for (const value of df(icbs)) expect(value).toBeLessThan(9);
  });
});
