import { describe, expect, it } from 'vitest';
import { check, of, only } from './check-findings.js';
import * as small from './small-england.js';
import { csv, june, march, minimal, role, staff, workforceHeader } from './small-england.js';

describe('FTE that is odd', () => {
  const march3 = (...rows: string[]) => csv(workforceHeader, ...rows);
  const odd = async (staffRole: string) =>
    check({
      ...(await minimal()),
      'workforce/a.csv': march3(staff(3, 'U00001', role, '1'), staff(3, 'U00002', staffRole, 'NULL')),
    });

  it('biases where it is no number and of the role, and is cosmetic where it is of another', async () => {
    expect(only(await odd(role), 'fte-unreadable')).toMatchObject({
      severity: 'biases',
      count: 1,
      snapshot: march,
    });
    expect(only(await odd('Pharmacists'), 'fte-unreadable')).toMatchObject({ severity: 'cosmetic' });
    expect(of(await check(await minimal()), 'fte-unreadable')).toEqual([]);
  });

  it('is cosmetic where it is a little below zero', async () => {
    const rows = march3(staff(3, 'U00001', role, '1'), staff(3, 'U00002', role, '-0.05'));
    const found = await check({ ...(await minimal()), 'workforce/a.csv': rows });
    expect(only(found, 'fte-negative')).toMatchObject({
      severity: 'cosmetic',
      count: 1,
      file: 'workforce/a.csv',
    });
  });
});

describe('extracts of another time', () => {
  it('patients more than 45 days off, by snapshot', async () => {
    const { 'patients/july.csv': _, ...files } = await minimal();
    expect(only(await check(files), 'distant-patients')).toMatchObject({
      snapshot: june,
      count: 90,
      file: 'patients/april.csv',
    });
    expect(of(await check(await minimal()), 'distant-patients')).toEqual([]);
  });

  it('a practice-to-PCN map more than 45 days off', async () => {
    const { 'membership.xlsx': _, ...files } = await minimal();
    const rows = [
      ['A81001', 'U00001', '16C'],
      ['B82001', 'U00002', '16C'],
    ] as const;
    const found = await check({ ...files, 'map.csv': small.practiceMap('01JUL2020', rows) });
    expect(only(found, 'distant-membership')).toMatchObject({ snapshot: march, count: 92 });
  });

  it('dated memberships whose last change is more than half a year before', async () => {
    const stale = await check(await minimal());
    expect(only(stale, 'membership-outdated')).toMatchObject({ snapshot: june, count: 273 });
    const rows = [
      ...small.memberships,
      ['D84001', '36L', 'U00002', '20200301', '20200401'] as small.MembershipRow,
    ];
    const fresh = await check({ ...(await minimal()), 'membership.xlsx': await small.epcn(rows) });
    expect(of(fresh, 'membership-outdated')).toEqual([]);
  });

  it('ages and neighbourhoods more than a year off', async () => {
    const found = await check({
      ...(await minimal()),
      'lsoa.csv': small.lsoa('01OCT2021', small.lsoaRows),
      'deprivation.csv': small.deprivation,
    });
    expect(of(found, 'distant-neighbourhoods').map(({ snapshot, count }) => [snapshot, count])).toEqual([
      [march, 549],
      [june, 458],
    ]);
  });

  it('quarter ends without a census are in the grid, and monthly censuses besides', async () => {
    const month = (n: number) => csv(workforceHeader, staff(n, 'U00001', role, '1'));
    const found = await check({
      ...(await minimal()),
      'workforce/d.csv': month(12),
      'workforce/e.csv': month(11),
    });
    expect(found.grid.map(({ snapshot, cells }) => [snapshot, cells.workforce.state])).toEqual([
      [march, 'there'],
      [june, 'there'],
      ['2020-09-30', 'none'],
      ['2020-11-30', 'there'],
      ['2020-12-31', 'there'],
    ]);
  });
});
