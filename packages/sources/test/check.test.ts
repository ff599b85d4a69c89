import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { type DeclaredStudy, type Finding, InputError } from '@inverse-care/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkFolder, type FolderCheck } from '../src/index.js';
import { unreadableFile } from '../src/tables/unreadable-file.js';
import * as large from './national-england.js';
import { national } from './national-england.js';
import * as small from './small-england.js';
import {
  csv,
  type Files,
  folderOf,
  june,
  march,
  minimal,
  role,
  staff,
  workforceHeader,
} from './small-england.js';

const check = async (files: Files) => checkFolder({ dir: await folderOf(files) });
const of = ({ findings }: FolderCheck, id: string): Finding[] => findings.filter((one) => one.id === id);
const only = (found: FolderCheck, id: string): Finding => {
  const [one, ...others] = of(found, id);
  if (one === undefined || others.length > 0) throw new Error(`${of(found, id).length} findings are ${id}`);
  return one;
};

type Said = Partial<DeclaredStudy>;

/** A study of the two snapshots. */
const study = (said: Said): { name: string; study: DeclaredStudy } => ({
  name: 'study.yaml',
  study: {
    study: 's',
    title: 'A study',
    role: 'Social Prescribing Link Workers',
    snapshots: [march, june],
    population: 'open_on_date',
    absent: 'zero',
    needs: [],
    required: [],
    inference: { covariance: 'HC1', dependence: 'icb', level: 0.95, replicates: 0 },
    survey: 2019,
    seed: 1,
    ...said,
  },
});

describe('the check of a sound folder', () => {
  let sound: FolderCheck;
  beforeAll(async () => {
    sound = await check(national());
  }, 60_000);

  it('finds nothing', () => {
    expect(sound.findings).toEqual([]);
  });

  it('says what there is for every snapshot, and how far off it is', () => {
    expect(sound.grid.map(({ snapshot }) => snapshot)).toEqual([march, june]);
    const [first, second] = sound.grid.map(({ cells }) => cells);
    expect(first?.patients).toEqual({
      state: 'there',
      path: 'patients/april.csv',
      date: '2020-04-01',
      distance_days: 1,
    });
    expect(second?.ages).toMatchObject({ state: 'nearest', date: '2020-04-01', distance_days: -90 });
    expect(second?.deprivation).toMatchObject({ state: 'undated', path: 'deprivation.csv' });
    expect(second?.boundaries.state).toBe('none');
  });

  it('counts who reported, who is there and who is in no PCN', () => {
    expect(sound.snapshots[0]).toMatchObject({
      snapshot: march,
      pcns: 1250,
      pcns_reporting: 1250,
      practices: 6500,
      patients: 61_100_000,
      patients_outside_pcns: 0,
      members_without_patients: 0,
      staffed_codes_outside: 0,
    });
  });

  it('is the same when it is made again', async () => {
    expect(JSON.stringify(await check(national()))).toBe(JSON.stringify(sound));
  }, 60_000);
});

describe('what is unusual in a folder of England’s size', () => {
  const changed = async (files: Files) => check({ ...national(), ...files });

  it('PCNs without any row, as a share of those that exist', async () => {
    const found = await changed({ 'workforce/march.csv': large.workforce(3, large.everyPcn.slice(0, 1000)) });
    expect(found.findings.map(({ id }) => id)).toEqual(['non-reporting']);
    expect(only(found, 'non-reporting')).toMatchObject({
      severity: 'biases',
      snapshot: march,
      file: 'workforce/march.csv',
      count: 250,
      message: '250 of 1,250 PCNs (20.0%) have no row of any role.',
    });
  }, 60_000);

  it('a patients file that is cut after a whole row', async () => {
    const half = Object.fromEntries(Object.entries(large.listSizes).slice(0, 3250));
    const found = await changed({ 'patients/july.csv': small.totals('01JUL2020', half) });
    const totals = of(found, 'implausible-total').filter(({ file }) => file === 'patients/july.csv');
    expect(totals.map(({ count }) => count)).toEqual([3250, 30_550_000]);
    expect(only(found, 'members-without-patients')).toMatchObject({ snapshot: june, count: 3250 });
  }, 60_000);

  it('a survey with suppressed cells, with practices as examples', async () => {
    const found = await changed({ 'gpps-2019.csv': large.survey(200) });
    const finding = only(found, 'survey-suppressed');
    expect(finding).toMatchObject({ severity: 'biases', file: 'gpps-2019.csv', count: 200 });
    expect(finding.examples).toEqual([0, 1, 2, 3, 4].map(large.practiceCode));
    expect(finding.message).toContain('200 of 6,500 practices (3.1%)');
    expect(found.findings).toHaveLength(1);
  }, 60_000);
});

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
  }, 60_000);

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

describe('what is cosmetic', () => {
  it('a file that is there twice', async () => {
    const files = await minimal();
    const found = await check({ ...files, 'patients/zcopy.csv': files['patients/july.csv'] as string });
    expect(only(found, 'duplicate-file')).toMatchObject({
      severity: 'cosmetic',
      examples: ['patients/july.csv', 'patients/zcopy.csv'],
    });
    expect(found.findings.filter(({ severity }) => severity === 'stops')).toEqual([]);
  });

  it('a file that is not known, though no document', async () => {
    const found = await check({ ...(await minimal()), 'notes.csv': 'a,b\n1,2\n', 'notes.txt': 'a, b' });
    expect(only(found, 'unused-file')).toMatchObject({ severity: 'cosmetic', file: 'notes.csv' });
  });

  it('an extract that is nearest to no snapshot', async () => {
    const found = await check({
      ...(await minimal()),
      'patients/2015.csv': small.totals('01APR2015', small.aprilCounts),
    });
    expect(only(found, 'spare-file')).toMatchObject({ severity: 'cosmetic', file: 'patients/2015.csv' });
  });

  it('but half an extract by sex biases, for a further one takes its place', async () => {
    const men = small.lsoaRows.map(([practice, area, , n]) => [practice, area, 'MALE', n] as const);
    const found = await check({
      ...(await minimal()),
      'men.csv': small.lsoa('01APR2020', men),
      'deprivation.csv': small.deprivation,
    });
    expect(only(found, 'passed-over')).toMatchObject({ severity: 'biases', file: 'men.csv' });
    expect(found.grid[0]?.cells.lsoa.state).toBe('none');
  });
});

describe('a study held against a folder', () => {
  const held = async (files: Files, said: Said) => {
    const found = await checkFolder({ dir: await folderOf(files), studies: [study(said)] });
    return found.studies[0];
  };

  it('can run where its snapshots are, without the needs that are not', async () => {
    const files = { ...(await minimal()), 'local/ltc.csv': csv('practice_code,ltc_share', 'A81001,0.5') };
    const result = await held(files, { needs: ['need_published', 'ltc_share'] });
    expect(result).toMatchObject({ runs: true, missing: [] });
    expect(result?.needs.map(({ need, runs }) => [need, runs])).toEqual([
      ['need_published', false],
      ['ltc_share', true],
    ]);
    expect(result?.needs[0]?.missing).toContain('no GP Patient Survey practice file');
  });

  it('lacks what is not there, and not what is, where the folder has one source only', async () => {
    const map = small.practiceMap('01JUL2020', [['A81001', 'U00001', '16C']]);
    const result = await held({ 'map.csv': map }, { needs: ['ltc_share'] });
    expect(result?.snapshots[0]).toEqual({
      snapshot: march,
      runs: false,
      missing: ['workforce', 'patients'],
    });
  });

  it('says which quarters can run and what the others lack', async () => {
    const { 'workforce/a.csv': _, ...files } = await minimal();
    const result = await held(files, { needs: ['ltc_share'] });
    expect(result?.runs).toBe(false);
    expect(result?.snapshots).toEqual([
      { snapshot: march, runs: false, missing: ['workforce'] },
      { snapshot: june, runs: true, missing: [] },
    ]);
  });

  it('is stopped by a broken file of a quarter of its own, and not by another’s', async () => {
    const broken = {
      ...(await minimal()),
      'workforce/c.csv': csv(workforceHeader, staff(9, 'U00001', role, '99')),
    };
    expect(await held(broken, { needs: ['ltc_share'] })).toMatchObject({ runs: true });
    const own = { ...(await minimal()), 'workforce/b.csv': csv(workforceHeader, staff(6, 'U1', role, '99')) };
    const result = await held(own, { needs: ['ltc_share'] });
    expect(result?.snapshots.map(({ runs }) => runs)).toEqual([true, false]);
  });

  it('needs its role and its required variables', async () => {
    const result = await held(await minimal(), {
      needs: ['ltc_share'],
      role: 'Astronauts',
      required: ['ltc_share'],
    });
    expect(result?.missing).toEqual([
      'No workforce file has the role "Astronauts".',
      expect.stringContaining('ltc_share, which the study requires'),
    ]);
  });
});
