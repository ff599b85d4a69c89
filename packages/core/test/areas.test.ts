import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { areasOf, toldProvision } from '../src/analyses/areas/areas.js';
import { core20Row } from '../src/analyses/areas/core20.js';
import { areaFifthRows } from '../src/analyses/areas/fifths.js';
import { needRow } from '../src/analyses/areas/needs.js';
import { summaryRow } from '../src/analyses/areas/summary.js';
import { plainPcn } from './invented-panel.js';
import { study } from './small-study.js';

// Values from test-fixtures/golden/areas/areas.R: clubSandwich 0.5.8, and jackknives written out in R 4.2.2.
const golden = JSON.parse(
  readFileSync(new URL('../../../test-fixtures/golden/areas/areas.json', import.meta.url), 'utf8'),
);

const snapshot = '2022-06-30';
const pcn = plainPcn(snapshot);
const need = 'income_deprivation';

/** The PCNs of the R script; those beyond them did not report. */
const fourteen = Array.from({ length: 14 }, (_, i) =>
  pcn(i, {
    patients: 20_000 + 1500 * ((i * 9) % 13),
    fte: ((i * 4) % 9) / 3,
    values: { [need]: 0.1 + ((i * 5) % 14) / 40, core20_share: ((i * 3) % 14) / 20 },
  }),
);
const silent = (i: number) =>
  pcn(i, { fte: 0, reported: false, patients: 30_000, values: { [need]: 0.3, core20_share: 0.2 } });

const icbOf = (rows: Parameters<typeof areasOf>[0], code = 'QWE') =>
  areasOf(rows).find((area) => area.code === code)!;
const small = study([snapshot]);

describe('an ICB by itself', () => {
  const area = icbOf([...fourteen, silent(20)]);

  it('has the mean, jackknife interval and patients for one FTE that R finds over those that reported', () => {
    const row = summaryRow(area, snapshot, 0.95);
    expect(row.value).toBeCloseTo(golden.mean, 13);
    expect(row.conf_high! - row.value!).toBeCloseTo(golden.half, 12);
    expect(row.value! - row.conf_low!).toBeCloseTo(golden.half, 12);
    expect(row.per_fte).toBeCloseTo(golden.per_fte, 8);
    expect(row).toMatchObject({ pcns: 15, reporters: 14, not_reported: 1, unread: 0, no_staff: 2 });
    expect(row.share_reported).toBeCloseTo(1 - 30_000 / row.patients, 14);
  });

  it('has the slope on need that clubSandwich finds, and need over all its PCNs', () => {
    const row = needRow(icbOf(fourteen), { need, snapshot }, small);
    expect(row.mean).toBeCloseTo(golden.need, 13);
    for (const [column, value] of [
      ['constant', golden.constant],
      ['estimate', golden.slope],
      ['std_error', golden.error],
      ['df', golden.df],
      ['conf_low', golden.low],
      ['conf_high', golden.high],
    ] as const)
      expect(row[column]).toBeCloseTo(value, 9);
    expect(needRow(area, { need, snapshot }, small)).toMatchObject({
      n: 14,
      pcns: 15,
      estimate: row.estimate,
    });
  });

  it('has the gap of Core20 that R finds', () => {
    const row = core20Row(area, snapshot, 0.95);
    expect(row.inside).toBeCloseTo(golden.inside, 13);
    expect(row.outside).toBeCloseTo(golden.outside, 13);
    expect(row.difference).toBeCloseTo(golden.gap, 13);
    expect(row.conf_high! - row.difference!).toBeCloseTo(golden.gap_half, 12);
    expect(row.pcns).toBe(14);
  });

  it('has no slope and no gap of fewer than ten that reported, or where need does not vary', () => {
    const nine = icbOf([...fourteen.slice(0, 9), silent(20)]);
    expect(needRow(nine, { need, snapshot }, small)).toMatchObject({ n: 9, estimate: null, method: 'none' });
    expect(core20Row(nine, snapshot, 0.95)).toMatchObject({ pcns: 9, difference: null, conf_low: null });
    const alike = icbOf(fourteen.map((row) => ({ ...row, values: { [need]: 0.2, core20_share: 0 } })));
    expect(needRow(alike, { need, snapshot }, small)).toMatchObject({ n: 14, estimate: null });
    expect(core20Row(alike, snapshot, 0.95)).toMatchObject({ share: 0, difference: null });
  });
});

describe('how few returns tell a mean', () => {
  const told = (rows: Parameters<typeof toldProvision>[0]) => toldProvision(rows, 0.95);

  it('is three, or all that there are; and five an interval', () => {
    const [a, b, c, d, e] = fourteen.slice(1) as typeof fourteen;
    expect(told([a!, b!, silent(20)]).value).toBeNull();
    expect(told([a!, b!]).value).toBeCloseTo((1e4 * (a!.fte! + b!.fte!)) / (a!.patients + b!.patients), 12);
    expect(told([a!]).value).toBe(a!.fte_per_10k);
    expect(told([a!, b!, c!, silent(20)]).value).not.toBeNull();
    expect(told([a!, b!, c!, d!]).conf_low).toBeNull();
    expect(told([a!, b!, c!, d!, e!]).conf_low).not.toBeNull();
  });

  it('of none is none, and takes an FTE that is no number neither for zero nor for silence', () => {
    expect(told([silent(20), silent(21)]).value).toBeNull();
    const unread = pcn(30, { fte: null });
    const row = summaryRow(icbOf([...fourteen, unread, silent(20)]), snapshot, 0.95);
    expect(row).toMatchObject({ pcns: 16, reporters: 14, unread: 1, not_reported: 1 });
    expect(row.value).toBeCloseTo(golden.mean, 13);
  });
});

describe('England’s fifths in an ICB', () => {
  // Ten PCNs of 10,000 patients: two to a fifth. The ICB has those of the least need, one from the middle, none of the most.
  const rows = Array.from({ length: 10 }, (_, i) =>
    pcn(i, {
      fte: i,
      reported: i !== 1,
      icb_code: [0, 1, 4].includes(i) ? 'QWE' : 'QRL',
      values: { [need]: i / 20 },
    }),
  );
  const found = areaFifthRows(rows, { need, snapshot }, small);
  const of = (code: string) => found.filter((row) => row.code === code);

  it('have the same cuts everywhere, whoever reported', () => {
    expect(of('England').map(({ pcns }) => pcns)).toEqual([2, 2, 2, 2, 2]);
    expect(of('QWE').map(({ pcns }) => pcns)).toEqual([2, 0, 1, 0, 0]);
    expect(of('QWE').map(({ reporters }) => reporters)).toEqual([1, 0, 1, 0, 0]);
    expect(of('QRL').map(({ pcns }) => pcns)).toEqual([0, 2, 1, 2, 2]);
  });

  it('tell a mean where three reported, or all', () => {
    expect(of('QWE').map(({ value }) => value)).toEqual([null, null, 4, null, null]);
    expect(of('England').map(({ value }) => value)).toEqual([null, 2.5, 4.5, 6.5, 8.5]);
  });
});

it('areas are England and the ICBs that have a PCN, in the order of their codes', () => {
  const areas = areasOf([pcn(0), pcn(1, { icb_code: 'QE1' }), pcn(2, { icb_code: 'XYZ' })]);
  expect(areas.map(({ code, rows }) => [code, rows.length])).toEqual([
    ['England', 3],
    ['QE1', 1],
    ['QWE', 1],
    ['XYZ', 1],
  ]);
  expect(areas.map(({ name }) => name).slice(2)).toEqual([
    'NHS South West London Integrated Care Board',
    'XYZ',
  ]);
});
