import { describe, expect, it } from 'vitest';
import { RoleStaffSums } from '../src/workforce/role-staff-sums.js';
import * as small from './small-england.js';

const { march, role } = small;
const care = 'Other Direct Patient Care staff';
const row = (pcn: string, name: string, fte: string, identifier: string, group = care) => ({
  pcn,
  role: name,
  group,
  fte,
  identifier,
});
const value = (fte: string) => (fte === 'n/a' ? null : Number(fte));

describe('the staff of every role', () => {
  it('adds up to the last digit, in whatever order the rows come', () => {
    const rows = [0.1, 0.2, 0.3, 0.7].map((fte, i) => row('U00001', 'Pharmacists', String(fte), String(i)));
    for (const some of [rows, [...rows].reverse()]) {
      const sums = new RoleStaffSums();
      for (const one of some) sums.take(one, value(one.fte));
      expect(sums.staff(march)[0]).toMatchObject({ fte: 1.3, ftes: [1.3] });
    }
  });

  it('counts who works in two PCNs once in all and once in each, and rows without an identifier one each', () => {
    const sums = new RoleStaffSums();
    for (const one of [
      row('U00001', 'Paramedics', '0.5', '7'),
      row('U00002', 'Paramedics', '0.5', '7'),
      row('U00002', 'Paramedics', '1', ''),
      row('U00002', 'Paramedics', '1', ''),
    ])
      sums.take(one, value(one.fte));
    expect(sums.staff(march)[0]).toMatchObject({
      rows: 4,
      identified: 1,
      withoutIdentifier: 2,
      codes: ['U00001', 'U00002'],
      ftes: [0.5, 2.5],
      heads: [1, 3],
    });
  });

  it('counts an FTE that is no number and takes it for none, and keeps one below zero', () => {
    const sums = new RoleStaffSums();
    for (const one of [row('U00001', 'Paramedics', 'n/a', '1'), row('U00001', 'Paramedics', '-0.25', '2')])
      sums.take(one, value(one.fte));
    expect(sums.staff(march)[0]).toMatchObject({ unreadable: 1, negative: 1, fte: -0.25, identified: 2 });
  });

  it('has roles by name with their groups, and in no code what has none', () => {
    const sums = new RoleStaffSums();
    for (const one of [
      row('', 'Managers', '1', '1', 'Other Admin'),
      row('U00001', 'Apprentices', '1', '2', 'B'),
      row('U00001', 'Apprentices', '1', '3', 'A'),
      row('U00001', '', '1', '4'),
    ])
      sums.take(one, 1);
    expect(sums.staff(march).map(({ role: name, group, fte, codes }) => [name, group, fte, codes])).toEqual([
      ['Apprentices', 'A; B', 2, ['U00001']],
      ['Managers', 'Other Admin', 1, []],
    ]);
  });

  it('comes with the panel from the one reading of the file, whatever role the study asks for', async () => {
    const files = {
      ...(await small.minimal()),
      'workforce/a.csv': small.csv(
        small.workforceHeader,
        `NWRS Staff,2020,3,U00001,SOME PCN,16C,Direct,${role},Detail,0.5,1`,
        'NWRS Staff,2020,3,U00001,SOME PCN,16C,Direct,Pharmacists,Detail,0.8,2',
        'NWRS Staff,2020,3,U09999,NO PCN,16C,Direct,Pharmacists,Detail,0.4,3',
      ),
    };
    const { panel } = await small.build(files, { snapshots: [march] });
    expect(panel.roles?.map(({ role: name, fte, codes }) => [name, fte, codes])).toEqual([
      ['Pharmacists', 1.2, ['U00001', 'U09999']],
      [role, 0.5, ['U00001']],
    ]);
  });
});
