import { type Study, subIcbs } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { caseloadRows } from '../src/analyses/equity/caseload.js';
import { funnels } from '../src/analyses/equity/funnel.js';
import { shortfalls } from '../src/analyses/equity/shortfall.js';
import { readStudy, runStudy } from '../src/index.js';
import {
  caseload,
  concentrationCurves,
  funnelTable,
  inequality,
  shortfall,
  shortfallIcb,
} from '../src/tables.js';
import { asData, inventedPanel, plainPcn } from './invented-panel.js';
import { study } from './small-study.js';

const snapshot = '2022-06-30';
const pcn = plainPcn(snapshot);

// Four PCNs that reported and one that did not. By deprivation they weigh 1, 2, 3, 4 and 10 thousand.
const small = [
  pcn(0, { fte: 4, values: { income_deprivation: 0.1, ltc_share: 0.5 } }),
  pcn(1, { fte: 1, values: { income_deprivation: 0.2, ltc_share: 0.5 } }),
  pcn(2, { fte: 0, values: { income_deprivation: 0.3, ltc_share: 0.5 }, icb_code: 'QRL' }),
  pcn(3, { fte: 5, values: { income_deprivation: 0.4, ltc_share: 0.5 }, icb_code: 'QRL' }),
  pcn(4, { fte: 0, reported: false, patients: 20_000, values: { income_deprivation: 0.5, ltc_share: 0.5 } }),
];
const needs = ['income_deprivation', 'ltc_share'] as const;

describe('what PCNs would have', () => {
  const { rows, icbs } = shortfalls(small, needs, 40_000);
  const of = (need: string) => rows.filter((row) => row.need === need);

  it('shares what is reported by patients times need among those that reported, by hand', () => {
    expect(of('income_deprivation').map(({ share }) => share)).toEqual([1, 2, 3, 4, null]);
    expect(of('income_deprivation').map(({ change }) => change)).toEqual([-3, 1, 3, -1, null]);
    expect(of('ltc_share').map(({ share }) => share)).toEqual([2.5, 2.5, 2.5, 2.5, null]);
    expect(of('patients').map(({ share }) => share)).toEqual([2.5, 2.5, 2.5, 2.5, null]);
  });

  it('gives the range over the measures, and the share if all had a part', () => {
    const third = of('ltc_share')[2]!;
    expect([third.change_low, third.change_high]).toEqual([2.5, 3]);
    expect(of('income_deprivation').map((row) => row.share_of_all)).toEqual([0.5, 1, 1.5, 2, 5]);
  });

  it('levels up to the median over patients, and prices it', () => {
    // FTE per thousand: 4, 0.5, 0 and 1.25 by deprivation, of which the median is 0.875.
    expect(of('income_deprivation').map(({ more }) => more)).toEqual([0, 0.75, 2.63, 0, null]);
    expect(of('income_deprivation')[1]!.cost).toBe(30_000);
    const england = icbs.find(({ need, code }) => need === 'income_deprivation' && code === 'England')!;
    expect(england).toMatchObject({ more: 3.38, more_unreported: 12.13, not_reported: 1, gained: 4 });
    expect(england).toMatchObject({ share: 10, change: 0, fte: 10, patients: 40_000 });
    expect(england).toMatchObject({ patients_not_reported: 20_000, cost: 135_200 });
  });

  it('adds up to the hundredth whatever the FTE are, and gives nobody less than nothing', () => {
    const odd = inventedPanel(97, [snapshot]).rows.map((row) => ({ ...row, fte: row.fte! / 3 }));
    const { rows: shared, icbs: sums } = shortfalls(odd, ['ltc_share', 'rural'], undefined);
    for (const need of ['ltc_share', 'rural', 'patients']) {
      const own = shared.filter((row) => row.need === need && row.reported);
      const hundredths = own.reduce((sum, { share }) => sum + Math.round(100 * share!), 0);
      const all = own.reduce((sum, { fte }) => sum + fte!, 0);
      expect(hundredths).toBe(Math.round(100 * all));
      expect(own.every(({ share, more }) => share! >= 0 && more! >= 0)).toBe(true);
      expect(sums.find((row) => row.need === need && row.code === 'England')!.change).toBe(0);
    }
    expect(shared.every(({ cost }) => cost === null)).toBe(true);
  });

  it('says nothing where nobody has staff', () => {
    const none = small.map((row) => ({ ...row, fte: 0, fte_per_10k: 0 }));
    expect(shortfalls(none, needs, 1)).toEqual({ rows: [], icbs: [] });
    expect(funnels(none, needs).rows).toEqual([]);
  });
});

describe('provision against expectation', () => {
  it('expects by patients times need among reporters, and gives silent PCNs no position', () => {
    const { rows } = funnels(small, needs);
    const own = rows.filter(({ need, level }) => need === 'income_deprivation' && level === 'pcn');
    const expected = own.map((row) => row.expected);
    [1, 2, 3, 4].forEach((value, i) => {
      expect(expected[i]).toBeCloseTo(value, 12);
    });
    expect(own[4]).toMatchObject({ position: 'not reported', fte: null, ratio: null });
    const icb = rows.filter(({ need, level }) => need === 'income_deprivation' && level === 'icb');
    expect(icb.map(({ code, fte }) => [code, fte])).toEqual([
      ['QRL', 5],
      ['QWE', 5],
    ]);
  });

  it('finds the one that is planted far above, and counts those on one side by every need', () => {
    const rows = Array.from({ length: 60 }, (_, i) =>
      pcn(i, {
        patients: 30_000,
        fte: i === 7 ? 30 : 2 + ((i * 7) % 5) / 4,
        values: { income_deprivation: 0.2 + (i % 3) / 50, ltc_share: 0.5 },
      }),
    );
    const { rows: placed, summary } = funnels(rows, needs);
    const above = placed.filter(({ position, level }) => level === 'pcn' && position === 'above');
    expect(above.map(({ code }) => code)).toEqual(Array(3).fill('U10007'));
    const every = summary.find(({ need, level }) => need === 'every need' && level === 'pcn');
    expect(every).toMatchObject({ above: 1, below: 0, areas: 60 });
  });

  it('has no expectation of a PCN without need, and does not place it', () => {
    const rows = [...small, pcn(5, { fte: 2, values: { income_deprivation: 0, ltc_share: 0.5 } })];
    const last = funnels(rows, needs).rows.find(
      ({ need, code }) => need === 'income_deprivation' && code === 'U10005',
    );
    expect(last).toMatchObject({ position: 'no expectation', fte: 2, ratio: null });
  });
});

it('caseloads keep those with none and those that did not report apart', () => {
  const panel = { snapshots: [snapshot], variables: [...needs], rows: small };
  const [patients, ill] = caseloadRows(panel, snapshot);
  expect(patients).toMatchObject({ with_staff: 3, no_staff: 1, not_reported: 1, per_fte: 4000 });
  expect(patients).toMatchObject({ people: 30_000, people_no_staff: 10_000, people_not_reported: 20_000 });
  expect(patients!.median).toBe(2500);
  expect(ill).toMatchObject({ of: 'ltc_share', per_fte: 2000 });
});

describe('indices of inequality in a run', () => {
  const snapshots = ['2021-06-30', snapshot];
  const run = (change: Partial<Study> = {}, more: Parameters<typeof runStudy>[2] = {}) =>
    runStudy({ ...study(snapshots), ...change }, asData(inventedPanel(120, snapshots)), more);

  it('have an interval by area, are of reporters, and of all at the last snapshot where absent is none', async () => {
    const { tables } = await run();
    const rows = tables.rows(inequality);
    expect(rows.filter(({ counted }) => counted === 'all').every((row) => row.snapshot === snapshot)).toBe(
      true,
    );
    const areas = new Set(subIcbs.slice(0, 12).map(({ icbCode }) => icbCode)).size;
    expect(new Set(rows.map(({ units }) => units))).toEqual(new Set([areas]));
    for (const row of rows) {
      expect(row.conf_low!).toBeLessThan(row.estimate);
      expect(row.conf_high!).toBeGreaterThan(row.estimate);
      expect(row.boot_low!).toBeLessThan(row.boot_high!);
    }
    const gini = (counted: string) =>
      rows.find((row) => row.measure === 'gini' && row.counted === counted && row.snapshot === snapshot)!;
    expect(gini('all').estimate).toBeGreaterThan(gini('reported').estimate);
    expect(gini('all').n - gini('reported').n).toBe(gini('all').not_reported);
    expect(tables.rows(concentrationCurves).filter(({ by }) => by === 'ltc_share')).toHaveLength(51);
  });

  it('draw PCNs where these are independent, and leave out what is not counted', async () => {
    const base = study(snapshots).inference;
    const { tables } = await run({ absent: 'missing', inference: { ...base, dependence: 'none' } });
    const rows = tables.rows(inequality);
    expect(rows.every(({ unit, units, n }) => unit === 'pcn' && units === n)).toBe(true);
    expect(rows.some(({ counted }) => counted === 'all')).toBe(false);
  });

  it('fall with need where provision does, as the panel is made', async () => {
    const { tables } = await run();
    const index = tables
      .rows(inequality)
      .find((row) => row.measure === 'concentration index' && row.snapshot === snapshot)!;
    expect(index.estimate).toBeLessThan(0);
  });

  it('are there in every run with funnel, shortfall and caseload', async () => {
    const { tables } = await run();
    for (const table of [funnelTable, shortfall, shortfallIcb, caseload])
      expect(tables.rows(table as never).length, table.file).toBeGreaterThan(0);
  });
});

it('a study may state what an FTE costs, above nothing', () => {
  const text = `study: small\ntitle: Small\nsnapshots: [${snapshot}]\nneeds: [ltc_share]\n`;
  expect(readStudy(`${text}equity: { salary: 45000 }\n`, 'small.yaml').equity).toEqual({ salary: 45_000 });
  expect(() => readStudy(`${text}equity: { salary: 0 }\n`, 'small.yaml')).toThrow();
  expect(() => readStudy(`${text}equity: { wage: 1 }\n`, 'small.yaml')).toThrow();
});
