import { describe, expect, it } from 'vitest';
import * as small from './small-england.js';

const { build, csv, epcn, june, march, minimal, role } = small;

describe('a panel from totals and dated memberships', async () => {
  const { panel, absent, inputs, extracts, warnings, synthetic, boundaries } = await build(await minimal());
  const row = (snapshot: string, pcn: string) =>
    panel.rows.find((found) => found.snapshot === snapshot && found.pcn_code === pcn);

  it('has one row a snapshot and PCN with patients, sorted', () => {
    expect(panel.rows.map(({ snapshot, pcn_code }) => [snapshot, pcn_code])).toEqual([
      [march, 'U00001'],
      [march, 'U00002'],
      [june, 'U00001'],
      [june, 'U00002'],
    ]);
    expect(panel.snapshots).toEqual([march, june]);
  });

  it('sums the registered patients of the extract nearest to the date', () => {
    expect(panel.rows.map(({ patients }) => patients)).toEqual([4000, 2000, 4000, 2500]);
    expect(extracts.filter(({ purpose }) => purpose === 'registered patients')).toEqual([
      {
        snapshot: march,
        purpose: 'registered patients',
        path: 'patients/april.csv',
        date: '2020-04-01',
        distance_days: 1,
      },
      {
        snapshot: june,
        purpose: 'registered patients',
        path: 'patients/july.csv',
        date: '2020-07-01',
        distance_days: 1,
      },
    ]);
  });

  it('sums the FTE of the role alone, exactly, and divides it by patients', () => {
    expect(row(march, 'U00001')).toMatchObject({ fte: 0.753333333, reported: true });
    expect(row(march, 'U00001')?.fte_per_10k).toBeCloseTo((10_000 * 0.753333333) / 4000, 12);
    expect(row(june, 'U00001')).toMatchObject({ fte: 1, fte_per_10k: 2.5 });
  });

  it('tells a PCN without any row from one that has staff of other roles', () => {
    expect(row(march, 'U00002')).toMatchObject({ fte: null, fte_per_10k: null, reported: false });
    expect(row(june, 'U00002')).toMatchObject({ fte: 0, fte_per_10k: 0, reported: true });
  });

  it("puts a PCN where most of its patients' practices sit, with names and codes from NHS areas", () => {
    expect(row(march, 'U00001')).toMatchObject({
      pcn_name: 'NORTH PCN',
      sub_icb_code: '36L',
      icb_code: 'QWE',
      region_code: 'Y56',
    });
  });

  it('counts staff of a PCN without patients in a warning and attributes them to none', () => {
    expect(warnings).toContainEqual({
      about: march,
      message: `Rows of ${role} in codes that are no PCN with patients on this date, left out: 1, with 1.5 FTE; U00003.`,
    });
  });

  it('says of every variable that is absent why, and where to obtain it', () => {
    expect(panel.variables).toEqual([]);
    expect(absent.map(({ variable }) => variable)).toContain('need_published');
    for (const { reason, remedy } of absent)
      expect([reason.length > 10, remedy.length > 10]).toEqual([true, true]);
  });

  it('lists the files that it read with their checksum, rows and date', () => {
    expect(inputs.map(({ path, rows, date }) => [path, rows, date])).toEqual([
      ['membership.xlsx', 5, null],
      ['patients/april.csv', 4, '2020-04-01'],
      ['patients/july.csv', 4, '2020-07-01'],
      ['workforce/a.csv', 4, march],
      ['workforce/b.csv', 2, june],
    ]);
    expect(inputs[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect([synthetic, boundaries]).toEqual([false, null]);
  });
});

describe('the definitions', () => {
  it('leave the FTE of a PCN that did not report missing: what it counts as is for a study to say', async () => {
    const { panel } = await build(await minimal(), { snapshots: [march] });
    expect(panel.rows.map(({ reported, fte, fte_per_10k }) => [reported, fte, fte_per_10k])).toEqual([
      [true, 0.753333333, (10_000 * 0.753333333) / 4000],
      [false, null, null],
    ]);
  });

  it('follow memberships by their dates: the latest start wins, then the lowest code; an ended one is over', async () => {
    const files = await minimal();
    files['membership.xlsx'] = await epcn([
      ['A81001', '16C', 'U00001', '20191001', '20200331'],
      ['A81001', '16C', 'U00002', '20200401'],
      ['A81002', '36L', 'U00009', '20200101'],
      ['A81002', '36L', 'U00008', '20200101'],
      ['A81002', '36L', 'U00001', '20191001'],
      ['B82001', '36L', 'U00002', '20191001', '20200401'],
    ]);
    const { panel } = await build(files);
    expect(panel.rows.map(({ snapshot, pcn_code, patients }) => [snapshot, pcn_code, patients])).toEqual([
      [march, 'U00001', 1000],
      [march, 'U00002', 2000],
      [march, 'U00008', 3000],
      [june, 'U00002', 1100],
      [june, 'U00008', 2900],
    ]);
  });

  it('take the later of two extracts that are as near', async () => {
    const files = await minimal();
    files['patients/april.csv'] = small.totals('30MAR2020', { A81001: 7 });
    files['patients/july.csv'] = small.totals('01Apr2020', { A81001: 9 });
    const { panel } = await build(files, { snapshots: [march] });
    expect(panel.rows.map(({ patients }) => patients)).toEqual([9]);
  });

  it('use the nearest practice-to-PCN map where there is no ePCN, and its codes of merged groups', async () => {
    const files = await minimal();
    delete files['membership.xlsx'];
    files['near.csv'] = small.practiceMap('01Apr2020', [
      ['A81001', 'U00001', '07P'],
      ['A81002', 'U00002', '36L'],
      ['B82001', 'U', '36L'],
    ]);
    files['far.csv'] = small.practiceMap('01Jan2022', [['A81001', 'U00007', '36L']]);
    const { panel, extracts } = await build(files);
    expect(
      panel.rows.map(({ pcn_code, pcn_name, sub_icb_code }) => [pcn_code, pcn_name, sub_icb_code]),
    ).toEqual([
      ['U00001', 'MAP U00001', 'W2U3Z'],
      ['U00002', 'MAP U00002', '36L'],
      ['U00001', 'MAP U00001', 'W2U3Z'],
      ['U00002', 'MAP U00002', '36L'],
    ]);
    expect(
      extracts.find(({ snapshot, purpose }) => snapshot === june && purpose === 'membership'),
    ).toMatchObject({
      path: 'near.csv',
      distance_days: -90,
    });
  });

  it('place a PCN by the lower code where two locations have as many patients', async () => {
    const files = await minimal();
    files['patients/april.csv'] = small.totals('01APR2020', { A81001: 10, A81002: 10 });
    const { panel } = await build(files, { snapshots: [march] });
    expect(panel.rows.map(({ sub_icb_code }) => sub_icb_code)).toEqual(['16C']);
  });

  it("place a practice after the map, then after the patients file, where ePCN's code is unknown", async () => {
    const files = await minimal();
    files['membership.xlsx'] = await epcn([
      ['A81001', 'XXX', 'U00001', '20191001'],
      ['B82001', '', 'U00002', '20191001'],
    ]);
    files['map.csv'] = small.practiceMap('01Apr2020', [['A81001', 'U00001', '36L']]);
    const { panel } = await build(files, { snapshots: [march] });
    expect(panel.rows.map(({ sub_icb_code }) => sub_icb_code)).toEqual(['36L', '16C']);
  });

  it('do not read an FTE that is no number as 0 but count it, and keep small negatives as published', async () => {
    const files = await minimal();
    files['workforce/a.csv'] = csv(
      small.workforceHeader,
      small.staff(3, 'U00001', role, '0.5'),
      small.staff(3, 'U00001', role, 'NULL'),
      small.staff(3, 'U00001', role, '-0.026666667'),
    );
    const { panel, warnings } = await build(files, { snapshots: [march] });
    expect(panel.rows[0]?.fte).toBe(0.473333333);
    expect(warnings.filter(({ about }) => about === 'workforce/a.csv').map(({ message }) => message)).toEqual(
      [
        `Rows whose FTE is no number, which are in no sum: 1, of the role ${role}: 1.`,
        `Rows with a small negative FTE, kept as published: 1, of the role ${role}: 1.`,
      ],
    );
  });

  it('give the same bytes whatever the files are called', async () => {
    const files = await minimal();
    const other: small.Files = {};
    for (const [path, content] of Object.entries(files))
      other[`z/${[...path].reverse().join('').replaceAll('/', '_')}`] = content;
    const [a, b] = [await build(files), await build(other)];
    expect(JSON.stringify(b.panel)).toBe(JSON.stringify(a.panel));
  });
});
