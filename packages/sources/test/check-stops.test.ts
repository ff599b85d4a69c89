import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@inverse-care/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkFolder, type FolderCheck } from '../src/index.js';
import { unreadableFile } from '../src/tables/unreadable-file.js';
import { check, of, only } from './check-findings.js';
import * as small from './small-england.js';
import { csv, folderOf, june, march, minimal, role, staff, workforceHeader } from './small-england.js';

describe('what stops a run', () => {
  it('is listed whole, not only the first of it', async () => {
    const found = await check({
      ...(await minimal()),
      'workforce/b.csv': csv(workforceHeader, staff(6, 'U00001', role, '99')),
      'patients/april.csv': small.totals('01APR2020', { ...small.aprilCounts, A81002: 'many' }),
      'deprivation.csv': small.deprivation.replace('0.31,1', '0.31,11'),
      'empty.csv': '',
    });
    const stops = found.findings.filter(({ severity }) => severity === 'stops');
    expect(stops.map(({ id, file, row, column }) => [id, file, row, column])).toEqual([
      ['impossible-value', 'deprivation.csv', 2, 'Income Decile (where 1 is most deprived 10% of LSOAs)'],
      ['impossible-value', 'patients/april.csv', 3, 'NUMBER_OF_PATIENTS'],
      ['impossible-value', 'workforce/b.csv', 2, 'FTE'],
      ['unreadable-file', 'empty.csv', null, null],
    ]);
  });

  it('has the words of the run', async () => {
    const files = {
      ...(await minimal()),
      'workforce/b.csv': csv(workforceHeader, staff(6, 'U00001', role, '99')),
    };
    const refused = await small.refusal(files);
    expect(only(await check(files), 'impossible-value')).toMatchObject({
      message: refused.message,
      remedy: refused.remedy,
      snapshot: june,
    });
  });

  it('two files of staff of one snapshot', async () => {
    const found = await check({
      ...(await minimal()),
      'workforce/c.csv': csv(workforceHeader, staff(6, 'U00001', role, '2')),
    });
    expect(only(found, 'rival-files')).toMatchObject({ severity: 'stops', snapshot: june });
  });

  it('a source that no study can do without', async () => {
    const found = await check({ 'patients.csv': small.totals('01APR2020', small.aprilCounts) });
    expect(of(found, 'missing-source').map(({ message }) => message)).toEqual([
      'The folder does not say which practice belongs to which PCN.',
      'The folder has no workforce file.',
    ]);
    expect(of(await check(await minimal()), 'missing-source')).toEqual([]);
  });

  it('memberships that do not cover a snapshot', async () => {
    const late = small.memberships.map(([practice, area, pcn]) => [practice, area, pcn, '20200501'] as const);
    const found = await check({
      ...(await minimal()),
      'membership.xlsx': await small.epcn(late.map((row) => [...row])),
    });
    expect(only(found, 'does-not-join')).toMatchObject({ severity: 'stops', snapshot: march });
    expect(found.snapshots.map(({ snapshot }) => snapshot)).toEqual([june]);
  });

  it('nothing known among thousands of files', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [`${i % 7}/n${i}.csv`, 'a,b\n1,2\n']),
    );
    const found = await check(many);
    expect(only(found, 'nothing-known')).toMatchObject({ severity: 'stops', count: 3000 });
    const strangers = only(found, 'unused-file');
    expect(strangers.count).toBe(3000);
    expect(strangers.examples).toHaveLength(5);
  });

  it('not a broken file that no snapshot needs', async () => {
    const found = await check({
      ...(await minimal()),
      'patients/2015.csv': small.totals('01APR2015', { A81001: 'many' }),
    });
    expect(only(found, 'impossible-value')).toMatchObject({
      severity: 'cosmetic',
      file: 'patients/2015.csv',
    });
  });
});

describe('what may not be read', () => {
  const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });

  it('is an error for the reader, with the file and what to do', () => {
    const error = unreadableFile(denied, 'a.csv') as InputError;
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain('permission is denied');
    expect(error.place).toEqual({ file: 'a.csv' });
  });

  it('while a mistake of the program stays one', () => {
    const mistake = new TypeError('x is not a function');
    expect(unreadableFile(mistake, 'a.csv')).toBe(mistake);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'is one finding beside the others (not tested where the tests run as root)',
    async () => {
      const dir = await folderOf({ ...(await minimal()), 'closed.csv': 'a,b\n1,2\n' });
      await chmod(join(dir, 'closed.csv'), 0);
      expect(only(await checkFolder({ dir }), 'unreadable-file')).toMatchObject({ file: 'closed.csv' });
    },
  );
});

describe('codes that do not join', () => {
  let found: FolderCheck;
  beforeAll(async () => {
    found = await check(await minimal());
  });

  it('staff in a code that is no PCN with patients bias where they are of the role', () => {
    const [first] = of(found, 'staff-outside-pcns');
    expect(first).toMatchObject({
      severity: 'biases',
      snapshot: march,
      file: 'workforce/a.csv',
      count: 1,
      examples: ['U00003'],
    });
    expect(first?.message).toContain('1.5 FTE of Social Prescribing Link Workers');
  });

  it('and are cosmetic where they are of other roles', async () => {
    const other = csv(workforceHeader, staff(3, 'U00001', role, '1'), staff(3, 'U00009', 'Pharmacists', '1'));
    const of3 = only(await check({ ...(await minimal()), 'workforce/a.csv': other }), 'staff-outside-pcns');
    expect(of3).toMatchObject({ severity: 'cosmetic', examples: ['U00009'] });
  });

  it('practices with patients and no PCN, those with most patients first', () => {
    expect(of(found, 'patients-outside-pcns').map(({ snapshot, examples }) => [snapshot, examples])).toEqual([
      [march, ['B82002']],
      [june, ['B82002']],
    ]);
  });

  it('practices of a PCN without patients', () => {
    expect(of(found, 'members-without-patients')[0]).toMatchObject({
      count: 1,
      examples: ['C83001'],
      message: '1 of 4 practices of a PCN have no patients in the extract of 2020-04-01.',
    });
  });

  it('totals that are not England’s', () => {
    expect(of(found, 'implausible-total').map(({ count }) => count)).toContain(6500);
  });

  it('neighbourhoods that one file has and the other lacks, both ways', async () => {
    const joined = await check({
      ...(await minimal()),
      'lsoa.csv': small.lsoa('01APR2020', [
        ['A81001', 'E01000001', 'ALL', 600],
        ['A81001', 'E01009999', 'ALL', 400],
        ['A81002', 'NO2011', 'ALL', 100],
      ]),
      'deprivation.csv': small.deprivation,
    });
    expect(only(joined, 'neighbourhoods-not-listed')).toMatchObject({ count: 1, examples: ['E01009999'] });
    expect(only(joined, 'neighbourhoods-without-patients')).toMatchObject({
      count: 1,
      examples: ['E01000002'],
    });
    expect(only(joined, 'neighbourhood-unknown')).toMatchObject({ count: 100, examples: ['NO2011'] });
    const missing = of(joined, 'values-missing').find(({ snapshot }) => snapshot === march);
    expect(missing?.examples[0]).toBe('income_deprivation');
    expect(missing?.message).toMatch(/^Practices with 83\.3% of the PCNs’ patients have no value/);
  });

  it('sub-ICB codes of groups since merged, and codes that nobody knows', async () => {
    const replaced = small
      .totals('01APR2020', small.aprilCounts)
      .replace('GP,16C,E38000247,A81001', 'GP,07L,E38000247,A81001')
      .replace('GP,16C,E38000247,A81002', 'GP,ZZZ,E38000247,A81002');
    const areas = await check({ ...(await minimal()), 'patients/april.csv': replaced });
    expect(only(areas, 'former-area-codes')).toMatchObject({ severity: 'cosmetic', examples: ['07L'] });
    expect(only(areas, 'unknown-area-codes')).toMatchObject({ severity: 'biases', examples: ['ZZZ'] });
  });
});
