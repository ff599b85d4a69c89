import { icbs, type Panel, type PanelRow, type Study } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { fittedLine } from '../src/analyses/association/fitted-line.js';
import { icbProvisionRows } from '../src/analyses/provision/icb-provision.js';
import { provisionDistribution } from '../src/analyses/provision/provision-distribution.js';
import { table1Rows } from '../src/analyses/provision/table1.js';
import { runStudy, standardAnalyses, studySchema } from '../src/index.js';
import { designOf, specificationOf } from '../src/model/specification.js';
import { fittedLines } from '../src/tables.js';
import { asData } from './invented-panel.js';

const snapshot = '2023-09-30';
const study: Study = {
  ...studySchema.parse({
    study: 'small',
    title: 'A small study',
    snapshots: [snapshot],
    needs: ['ltc_share'],
  }),
  snapshots: [snapshot],
};
const pcn = (index: number, row: Partial<PanelRow>): PanelRow => ({
  snapshot,
  pcn_code: `U0000${index}`,
  pcn_name: `PCN ${index}`,
  sub_icb_code: '36L',
  icb_code: 'QWE',
  region_code: 'Y56',
  patients: 10_000,
  reported: true,
  fte: 1,
  fte_per_10k: 1,
  values: {},
  ...row,
});
const panelOf = (rows: PanelRow[]): Panel => ({ snapshots: [snapshot], variables: ['ltc_share'], rows });

describe('provision by ICB', () => {
  const three = [
    pcn(1, { patients: 10_000, fte: 0, fte_per_10k: 0, reported: false }),
    pcn(2, { patients: 20_000, fte: 1.2, fte_per_10k: 0.6 }),
    pcn(3, { patients: 30_000, fte: 0.9, fte_per_10k: 0.3 }),
  ];

  it('weights PCNs by patients and leaves out one at a time (three PCNs, R 4.2.2: weighted.mean of the other two)', () => {
    const row = icbProvisionRows(panelOf(three), snapshot, 0.95).find(({ icb_code }) => icb_code === 'QWE')!;
    expect(row).toMatchObject({ pcns: 3, not_reported: 1, patients: 60_000 });
    expect(row.value).toBeCloseTo(0.35, 14);
    expect(row.std_error).toBeCloseTo(0.12387269450708, 13);
    expect(row.conf_low).toBeCloseTo(-0.18298118716231, 13);
    expect(row.conf_high).toBeCloseTo(0.88298118716231, 13);
  });

  it('has every ICB in the order of its code, those without a PCN with no value, and England last', () => {
    const rows = icbProvisionRows(panelOf(three), snapshot, 0.95);
    expect(rows).toHaveLength(icbs.length + 1);
    const codes = rows.slice(0, -1).map(({ icb_code }) => icb_code);
    expect(codes).toEqual([...codes].sort());
    expect(rows.filter(({ value }) => value !== null).map(({ icb_code }) => icb_code)).toEqual([
      'QWE',
      'England',
    ]);
  });

  it('has no interval for one PCN, nor where all PCNs are alike', () => {
    for (const rows of [
      three.slice(1, 2),
      three.map((row) => ({ ...row, fte_per_10k: 0 })),
      three.map((row) => ({ ...row, fte_per_10k: 0.1 })),
    ]) {
      const england = icbProvisionRows(panelOf(rows), snapshot, 0.95).at(-1)!;
      expect(england.value).toBeCloseTo(rows[0]!.fte_per_10k!, 12);
      expect(england).toMatchObject({ std_error: null, conf_low: null, conf_high: null });
    }
  });

  it('leaves out PCNs without an FTE', () => {
    const rows = [...three, pcn(4, { fte: null, fte_per_10k: null, patients: 90_000 })];
    expect(icbProvisionRows(panelOf(rows), snapshot, 0.95).at(-1)).toMatchObject({
      pcns: 3,
      patients: 60_000,
    });
  });
});

describe('the fitted line', () => {
  const values = [0, 0.5, 0.2, 0.9, 0.4];
  const rows = values.map((fte_per_10k, i) => pcn(i, { fte_per_10k, values: { ltc_share: (i + 1) / 10 } }));

  it("has the line and the HC1 interval of the mean that R 4.2.2 has (lm; qt(0.975, 3) * sqrt(diag(f V f')))", () => {
    const specification = specificationOf('fte_per_10k', 'ltc_share', snapshot);
    const line = fittedLine(specification, designOf(panelOf(rows), specification), study);
    expect(line).toHaveLength(41);
    expect(new Set(line.map(({ need }) => need))).toEqual(new Set(['ltc_share']));
    for (const [at, need, fit, half] of [
      [0, 0.1, 0.16, 0.5934501538127],
      [20, 0.3, 0.4, 0.46191173598285],
      [40, 0.5, 0.64, 0.8856125393178],
    ] as const) {
      expect(line[at]!.value).toBeCloseTo(need, 14);
      expect(line[at]!.fit).toBeCloseTo(fit, 12);
      expect(line[at]!.conf_high - fit).toBeCloseTo(half, 12);
      expect(fit - line[at]!.conf_low).toBeCloseTo(half, 12);
    }
  });

  it('is drawn where there is a regression, and not through two PCNs or where need does not vary', async () => {
    const many = Array.from({ length: 12 }, (_, i) =>
      pcn(i, { pcn_code: `U1000${i}`, fte_per_10k: (i * 5) % 7, values: { ltc_share: (i + 1) / 20 } }),
    );
    const lines = async (of: PanelRow[]) => {
      const quick = { ...study, inference: { ...study.inference, replicates: 0 } };
      const analyses = standardAnalyses.filter(({ name }) => name === 'association');
      return (await runStudy(quick, asData(panelOf(of)), { analyses })).tables.rows(fittedLines);
    };
    const same = many.map((row) => ({ ...row, values: { ltc_share: 0.4 } }));
    expect(await lines(many)).toHaveLength(41);
    expect(await lines(many.slice(0, 2))).toEqual([]);
    expect(await lines(same)).toEqual([]);
    expect(await lines([])).toEqual([]);
  });
});

describe('provisionDistribution', () => {
  it('counts every PCN once and takes quantiles over those with some (1 to 5: R type 7)', () => {
    const some = [1, 2, 3, 4, 5].map((fte_per_10k, i) => pcn(i, { fte_per_10k }));
    const rows = [
      ...some,
      pcn(6, { fte: 0, fte_per_10k: 0 }),
      pcn(7, { fte: 0, fte_per_10k: 0, reported: false }),
      pcn(8, { fte_per_10k: null, fte: null, reported: false }),
    ];
    expect(provisionDistribution(panelOf(rows))).toEqual([
      {
        snapshot,
        label: '2023/24 Q3',
        pcns: 8,
        not_reported: 2,
        reported_none: 1,
        some: 5,
        counted: 7,
        without: 2,
        not_reported_share: 2 / 8,
        without_share: 2 / 7,
        p05: 1.2,
        p25: 2,
        p50: 3,
        p75: 4,
        p95: 4.8,
        max: 5,
      },
    ]);
  });

  it('has no quantiles where nobody has any, and no PCNs at a snapshot without rows', () => {
    expect(provisionDistribution(panelOf([pcn(1, { fte_per_10k: 0 })]))[0]).toMatchObject({
      some: 0,
      p50: null,
    });
    expect(provisionDistribution(panelOf([]))[0]).toMatchObject({
      pcns: 0,
      some: 0,
      max: null,
      not_reported_share: null,
      without_share: null,
    });
  });
});

describe('Table 1', () => {
  it('counts the PCNs that have an FTE, and leaves out a snapshot at which none has', () => {
    const silent = { fte: null, fte_per_10k: null, reported: false };
    const rows = [pcn(1, { fte: 1, fte_per_10k: 1 }), pcn(2, { fte: 2, fte_per_10k: 2 }), pcn(3, silent)];
    expect(table1Rows(panelOf(rows))).toMatchObject([{ snapshot, pcns: 2, fte_mean: 1.5, fte_total: 3 }]);
    expect(table1Rows(panelOf([pcn(1, silent)]))).toEqual([]);
  });
});
