import { readFileSync } from 'node:fs';
import type { Panel, PanelRow, Study } from '@inverse-care/domain';
import { covariance, leastSquares, type SlopeScale } from '@inverse-care/stats';
import { describe, expect, it } from 'vitest';
import { marginAt } from '../src/analyses/joint/margin.js';
import { trends } from '../src/analyses/trends/analysis.js';
import { rateRatioRow } from '../src/analyses/trends/rate-ratio.js';
import { readStudy, runStudy } from '../src/index.js';
import { breaks, trends as trendsTable, trendTests } from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';

const snapshots = ['2020-03-31', '2020-06-30', '2020-09-30', '2020-12-31', '2021-03-31', '2021-06-30'];
const study: Study = {
  ...readStudy(
    `study: invented
title: Invented
snapshots: [${snapshots.join(', ')}]
needs: [ltc_share]
inference: { replicates: 199, dependence: sub_icb }`,
    'invented.yaml',
  ),
  snapshots,
};
const invented = inventedPanel(120, snapshots);
/** Twelve sub-ICB locations, and everything that grows sixteenfold where `growth` says so. */
const panelOf = (growth: (t: number) => number): Panel => ({
  ...invented,
  rows: invented.rows.map((row) => {
    const t = snapshots.indexOf(row.snapshot);
    const code = `S${Number(row.pcn_code.replace(/\D/g, '')) % 12}`;
    const first = invented.rows.find((one) => one.pcn_code === row.pcn_code)!;
    return {
      ...row,
      sub_icb_code: code,
      patients: first.patients,
      reported: first.reported,
      values: first.values,
      fte: first.fte === null ? null : first.fte * growth(t),
      fte_per_10k: first.fte_per_10k === null ? null : first.fte_per_10k * growth(t),
    };
  }),
});
const run = (panel: Panel, of: Study = study, threads = 1) =>
  runStudy(of, asData(panel), { analyses: [trends], threads });

describe('where provision grows and its pattern stays', () => {
  const growing = run(panelOf((t) => 2 ** t));

  it('the absolute slope grows with it and the relative one stays', async () => {
    const rows = (await growing).tables.rows(trendsTable).filter(({ measure }) => measure === 'slope');
    const of = (scale: SlopeScale) => rows.filter((row) => row.scale === scale);
    expect(of('absolute')).toHaveLength(6);
    of('absolute').forEach((row, t) => {
      expect(row.estimate / of('absolute')[0]!.estimate).toBeCloseTo(2 ** t, 9);
    });
    for (const row of of('relative')) {
      expect(row.estimate).toBeCloseTo(of('relative')[0]!.estimate, 12);
      expect(row.conf_low).toBeCloseTo(of('relative')[0]!.conf_low, 10);
    }
  });

  it('only the absolute slopes have a trend', async () => {
    const lines = (await growing).tables.rows(trendTests).filter(({ test }) => test === 'trend per year');
    const of = (scale: string) => lines.find((row) => row.scale === scale)!;
    expect(Math.abs(of('absolute').statistic)).toBeGreaterThan(1e-4);
    expect(of('relative').statistic).toBeCloseTo(0, 10);
    expect(of('absolute')).toMatchObject({ clusters: 12, clustered_by: 'sub_icb', df2: 11, snapshots: 6 });
  });
});

it('a relative slope has the delta method’s error, with the covariance of mean and slope', async () => {
  const panel = panelOf(() => 1);
  const { tables, data } = await run(panel);
  const found = tables
    .rows(trendsTable)
    .find(({ measure, scale }) => measure === 'slope' && scale === 'relative')!;
  const rows = data.panel.rows.filter(
    (row) => row.snapshot === snapshots[0] && row.fte_per_10k !== null && row.values.ltc_share != null,
  );
  const x = Float64Array.from(rows, (row) => row.values.ltc_share!);
  const centre = x.reduce((a, b) => a + b, 0) / x.length;
  const sd = Math.sqrt(x.reduce((a, b) => a + (b - centre) ** 2, 0) / (x.length - 1));
  const z = x.map((value) => (value - centre) / sd);
  const fit = leastSquares({
    y: Float64Array.from(rows, (row) => row.fte_per_10k!),
    columns: [z.map(() => 1), z],
  });
  const [mean, slope] = fit.coefficients as unknown as [number, number];
  const [v00, v01, , v11] = covariance(fit, 'CR2', { clusters: rows.map((row) => row.sub_icb_code) })
    .values as unknown as [number, number, number, number];
  const [da, db] = [-slope / mean ** 2, 1 / mean];
  expect(found.estimate).toBeCloseTo(slope / mean, 10);
  expect(found.std_error).toBeCloseTo(Math.sqrt(da * da * v00 + 2 * da * db * v01 + db * db * v11), 8);
});

it('a break is found where the pattern turns, whatever the number of threads', async () => {
  const turned = panelOf(() => 1);
  const panel = {
    ...turned,
    rows: turned.rows.map((row) =>
      row.snapshot < '2020-12-31' || row.fte_per_10k === null
        ? row
        : { ...row, fte_per_10k: row.fte_per_10k + 20 * row.values.ltc_share! },
    ),
  };
  const found = (await run(panel)).tables.rows(breaks);
  for (const row of found) {
    expect(row.break_at).toBe('2020-12-31');
    expect(row.after).toBeGreaterThan(row.before);
    expect(row.p_value).toBeLessThan(0.05);
    expect(row.r2_break).toBeGreaterThan(row.r2_trend);
  }
  expect(found.map(({ scale }) => scale)).toEqual(['absolute', 'relative']);
  expect((await run(panel, study, 2)).tables.rows(breaks)).toEqual(found);
});

describe('a smallest effect', () => {
  const period = { y: Float64Array.of(1, 2, 3, 6), x: Float64Array.of(0, 0.1, 0.2, 0.3) };
  const sd = Math.sqrt(0.05 / 3);

  it('that is a number belongs to the increment', () => {
    expect(marginAt(period, 0.75, 10)).toEqual({
      coefficient: 7.5,
      fte: 0.75,
      share: 0.25,
      per: 'increment',
    });
  });

  it('per standard deviation is an amount, or a share of the mean', () => {
    const amount = marginAt(period, { per: 'sd', fte_per_10k: 6 }, 10)!;
    expect(amount.coefficient).toBeCloseTo(6 / sd, 10);
    expect(amount.share).toBe(2);
    const share = marginAt(period, { per: 'sd', share_of_mean: 0.1 }, 10)!;
    expect(share.coefficient).toBeCloseTo(0.3 / sd, 10);
    expect(share.fte).toBeCloseTo(0.3, 12);
  });

  it('per tenth to ninetieth percentile uses the quantiles of R', () => {
    // R: diff(quantile(c(0, 0.1, 0.2, 0.3), c(0.1, 0.9))) is 0.24
    const wide = marginAt(period, { per: 'tenth_to_ninetieth', share_of_mean: 0.2 }, 10)!;
    expect(wide.coefficient).toBeCloseTo(0.6 / 0.24, 10);
  });

  it('as a share of no provision is none', () => {
    const none = { ...period, y: Float64Array.of(0, 0, 0, 0) };
    expect(marginAt(none, { per: 'sd', share_of_mean: 0.1 }, 10)).toBeNull();
  });

  it('is refused in a study file where it is neither number nor object', () => {
    const text = (value: string) => `study: a
title: A
snapshots: [2020-03-31]
needs: [ltc_share]
inference: { smallest_effect: ${value} }`;
    expect(readStudy(text('{ per: sd, share_of_mean: 0.1 }'), 'a.yaml').inference.smallest_effect).toEqual({
      per: 'sd',
      share_of_mean: 0.1,
    });
    expect(readStudy(text('0.02'), 'a.yaml').inference.smallest_effect).toBe(0.02);
    for (const wrong of [
      '-1',
      '{ per: sd }',
      '{ per: iqr, share_of_mean: 0.1 }',
      '{ per: sd, share_of_mean: 10 }',
    ])
      expect(() => readStudy(text(wrong), 'a.yaml')).toThrow(/smallest_effect/);
  });
});

describe('the relative index as a ratio of rates', () => {
  // glm and sandwich on the same panel: test-fixtures/golden/change/rate-ratio.R.
  const file = (name: string) =>
    readFileSync(new URL(`../../../test-fixtures/golden/change/${name}`, import.meta.url), 'utf8');
  type Golden = Record<
    'period' | 'n' | 'mean' | 'estimate' | 'std_error' | 'df' | 'conf_low' | 'conf_high' | 'p_value' | 'hc1',
    number
  >;
  const golden = (JSON.parse(file('rate-ratio.json')) as { rows: Golden[] }).rows;
  const [header = '', ...lines] = file('change.csv').trim().split(/\r?\n/);
  const names = header.split(',');
  const cells = lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, i) => [names[i], Number(cell)])),
  );
  const rowsOf = (period: number) =>
    cells
      .filter((one) => one.period === period)
      .map(
        ({ unit, cluster, x, y, patients }): PanelRow => ({
          ...invented.rows[0]!,
          pcn_code: `U${unit}`,
          icb_code: `Q${cluster}`,
          patients: patients!,
          fte: (y! * patients!) / 10_000,
          fte_per_10k: y!,
          values: { ltc_share: x! },
        }),
      );
  const question = { need: 'ltc_share', snapshot: snapshots[0]! } as const;

  it.each(golden)('is that of R, period $period', (expected) => {
    const { period, hc1, ...columns } = expected;
    const row = rateRatioRow(rowsOf(period), question, { ...study.inference, dependence: 'icb' });
    for (const [name, value] of Object.entries(columns)) {
      expect(Math.abs((row[name as keyof typeof columns] as number) / value - 1), name).toBeLessThan(1e-8);
    }
    expect(row).toMatchObject({ scale: 'rate ratio', errors: 'CR1 by ICB' });
    const alone = rateRatioRow(rowsOf(period), question, { ...study.inference, dependence: 'none' });
    expect(Math.abs(alone.std_error! / hc1 - 1)).toBeLessThan(1e-8);
    expect(alone).toMatchObject({ errors: 'HC1', df: expected.n - 2 });
  });

  it('is left out with all slopes, and the reason, where nobody has staff', async () => {
    const none = panelOf((t) => (t === 0 ? 0 : 1));
    const { tables, omissions } = await run(none);
    const first = tables.rows(trendsTable).filter(({ snapshot }) => snapshot === snapshots[0]);
    expect(first).toEqual([]);
    expect(omissions).toContainEqual({
      what: `Absolute and relative slopes, ${snapshots[0]}`,
      why: 'Provision is 0 in every PCN counted, so there is nothing to explain.',
    });
  });
});
