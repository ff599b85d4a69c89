import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readStudy, runStudy, type StudyResults } from '@inverse-care/core';
import { asStudied, type PanelWithProvenance, publishedTable1 } from '@inverse-care/domain';
import { buildPanel } from '@inverse-care/sources';
import { beforeAll, describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const pack = process.env.INVERSE_CARE_DATA ?? fileURLToPath(new URL('../shared/data/england', root));
const present = existsSync(pack);
const study = readStudy(
  readFileSync(new URL('studies/england-open-data.yaml', root), 'utf8'),
  'england-open-data.yaml',
);
const golden = JSON.parse(
  readFileSync(new URL('test-fixtures/england/regressions-golden.json', root), 'utf8'),
) as { rows: [string, string, string, string, number, number, number, number, number, number][] };

const name = present
  ? 'the real run'
  : 'the real run (not tested: no data pack at INVERSE_CARE_DATA or ../shared/data/england)';

describe.runIf(present)(name, () => {
  let data: PanelWithProvenance;
  let results: StudyResults;
  beforeAll(async () => {
    const { snapshots, role, absent } = study;
    const built = await buildPanel({ dir: pack, snapshots, role });
    data = { ...built, panel: asStudied(built.panel, absent) };
    const inference = { ...study.inference, replicates: 0 };
    results = await runStudy({ ...study, snapshots: data.panel.snapshots, inference }, data);
  }, 120_000);

  it("has the paper's mean and SD of FTE per 10,000 patients within 0.005 at all ten snapshots", () => {
    expect(results.table1).toHaveLength(10);
    for (const row of results.table1) {
      const published = publishedTable1.find(({ snapshot }) => snapshot === row.snapshot)!;
      expect(Math.abs(row.per_10k_mean - published.per_10k_mean)).toBeLessThan(0.005);
      expect(Math.abs(row.per_10k_sd - published.per_10k_sd)).toBeLessThan(0.005);
    }
  });

  it('has the regressions that R’s lm and sandwich::vcovHC(type = "HC1") find, to 1e-9', () => {
    expect(golden.rows).toHaveLength(160);
    for (const [outcome, snapshot, need, term, n, ...expected] of golden.rows) {
      const rows = outcome === 'fte_per_10k' ? results.figure3 : results.tableS2;
      const row = rows.find((one) => one.snapshot === snapshot && one.need === need && one.term === term)!;
      expect(row.n).toBe(n);
      const found = [row.estimate, row.std_error, row.conf_low, row.conf_high, row.p_value];
      found.forEach((value, i) => {
        const close = Math.abs(value - expected[i]!) <= 1e-9 * Math.max(Math.abs(expected[i]!), 1e-3);
        expect(close, `${outcome} ${need} ${snapshot} ${term}: ${value} against ${expected[i]}`).toBe(true);
      });
    }
  });

  it('says that need as published is absent and that Table 2 would be circular', () => {
    expect(data.absent.map(({ variable }) => variable)).toContain('need_published');
    expect(results.table2).toBeNull();
    expect(results.figure2?.need).toBe('need_predicted');
    const table2 = results.omissions.find(({ what }) => what === 'Table 2')!;
    expect(table2.why).toContain('circular');
    expect(table2.remedy).toContain('gp-patient.co.uk');
  });

  it('has a sign that turns with the measure of need, as the data have it', () => {
    const last = Object.fromEntries(
      results.figure3
        .filter(({ snapshot, term }) => snapshot === '2022-06-30' && term === 'need')
        .map(({ need, estimate }) => [need, Math.sign(estimate)]),
    );
    expect(last).toEqual({ need_predicted: -1, ltc_share: 1, income_deprivation: 1, core20_share: 1 });
  });
});
