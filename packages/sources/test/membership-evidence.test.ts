import { describe, expect, it } from 'vitest';
import { checkFolder } from '../src/index.js';
import { evidenceOn } from '../src/places/evidence.js';
import { disagreement } from '../src/places/memberships.js';
import * as small from './small-england.js';

const { march, june } = small;
const epcn = (lastChange: string) => ({ lastChange });

describe('the evidence of a date', () => {
  it('is the latest edition of ePCN as far as it reaches, however near a map is', () => {
    const [late, early] = [epcn('2024-10-01'), epcn('2023-02-01')];
    expect(evidenceOn('2022-06-30', [late, early], ['2022-07-01'])).toEqual({
      by: 'dates',
      edition: late,
      vouches: true,
    });
  });

  it('is the nearest map beyond the last change of ePCN, where it is nearer than that change', () => {
    expect(evidenceOn('2026-06-30', [epcn('2024-10-01')], ['2022-01-01', '2026-07-01'])).toEqual({
      by: 'map',
      date: '2026-07-01',
    });
    expect(evidenceOn('2024-11-30', [epcn('2024-10-01')], ['2026-07-01'])).toMatchObject({
      by: 'dates',
      vouches: false,
    });
  });

  it('is ePCN where its last change is as near as the map', () => {
    expect(evidenceOn('2020-01-11', [epcn('2020-01-01')], ['2020-01-21'])).toMatchObject({ by: 'dates' });
  });

  it('is a map where there is no ePCN, or one without a row, and nothing where there is neither', () => {
    expect(evidenceOn(march, [], ['2022-01-01'])).toEqual({ by: 'map', date: '2022-01-01' });
    expect(evidenceOn(march, [epcn('')], ['2022-01-01'])).toEqual({ by: 'map', date: '2022-01-01' });
    expect(evidenceOn(march, [], [])).toBeNull();
  });
});

it('two lists disagree about the practices that both place', () => {
  const member = (practice: string, pcn: string) => ({
    practice,
    practiceName: '',
    pcn,
    pcnName: '',
    subIcb: '',
    pcnSubIcb: '',
  });
  expect(
    disagreement(
      [member('A', 'U1'), member('B', 'U1'), member('C', 'U2'), member('D', 'U2')],
      [member('A', 'U1'), member('B', 'U2'), member('C', 'U'), member('E', 'U2')],
    ),
  ).toEqual({ both: 2, differ: ['B'] });
});

const rows: small.MembershipRow[] = [
  ['A81001', '16C', 'U00001', '20191001', '20191231'],
  ['A81001', '16C', 'U00001', '20200101'],
  ['A81002', '36L', 'U00001', '20191001'],
  ['B82001', '36L', 'U00002', '20191001'],
];

describe('a folder with a stale ePCN and a map of the day', async () => {
  // ePCN changed last on 1 January 2020; the map of 1 July is a day after the snapshot of June.
  const dir = await small.folderOf({
    ...(await small.minimal()),
    'membership.xlsx': await small.epcn(rows),
    'map.csv': small.practiceMap('01JUL2020', [
      ['A81001', 'U00001', '16C'],
      ['A81002', 'U00002', '16C'],
      ['B82001', 'U00002', '36L'],
    ]),
  });

  it('takes ePCN for March and the map for June, places too', async () => {
    const { panel, extracts } = await small.buildOf(dir);
    expect(
      panel.rows.map(({ snapshot, pcn_code, patients, sub_icb_code }) => [
        snapshot,
        pcn_code,
        patients,
        sub_icb_code,
      ]),
    ).toEqual([
      [march, 'U00001', 4000, '36L'],
      [march, 'U00002', 2000, '36L'],
      [june, 'U00001', 1100, '16C'],
      [june, 'U00002', 5400, '16C'],
    ]);
    expect(
      extracts
        .filter(({ purpose }) => purpose === 'membership')
        .map(({ snapshot, path }) => [snapshot, path]),
    ).toEqual([
      [march, 'membership.xlsx'],
      [june, 'map.csv'],
    ]);
  });

  it('says in the run and in the check that they place one practice differently, and which is believed', async () => {
    const { check } = await small.buildOf(dir);
    const found = check?.findings.filter(({ id }) => id === 'membership-disputed');
    expect(found).toMatchObject([{ snapshot: june, count: 1, examples: ['A81002'], file: 'map.csv' }]);
    expect(found?.[0]?.message).toBe(
      'map.csv and membership.xlsx (sheet PCN Core Partner Details) place 1 of the 3 practices that both know (33.3%) in different PCNs.',
    );
    const { findings } = await checkFolder({ dir });
    expect(findings.filter(({ id }) => id === 'membership-disputed')).toEqual(found);
  });
});

describe('two editions of ePCN', async () => {
  const files = await small.minimal();
  const later = [...rows.slice(0, 3), ['B82001', '36L', 'U00001', '20200501']] as small.MembershipRow[];

  it('serve every date by the later one', async () => {
    const dir = await small.folderOf({
      ...files,
      'membership.xlsx': await small.epcn(rows),
      'later/membership.xlsx': await small.epcn(later),
    });
    const { panel } = await small.buildOf(dir);
    expect(panel.rows.map(({ snapshot, pcn_code, patients }) => [snapshot, pcn_code, patients])).toEqual([
      [march, 'U00001', 4000],
      [june, 'U00001', 6500],
    ]);
  });

  it('are an error where they differ and changed last on the same day', async () => {
    const other = rows.map(
      ([practice, area, , start, end]) => [practice, area, 'U00002', start, end] as small.MembershipRow,
    );
    const dir = await small.folderOf({
      ...files,
      'membership.xlsx': await small.epcn(rows),
      'later/membership.xlsx': await small.epcn(other),
    });
    await expect(small.buildOf(dir)).rejects.toThrow(
      /2 different files of PCN memberships \(ePCN\) whose last change is of 2020-01-01/,
    );
  });
});
