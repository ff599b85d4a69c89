import { beforeAll, describe, expect, it } from 'vitest';
import { checkFolder, type FolderCheck } from '../src/index.js';
import { check, of, only, type Said, study } from './check-findings.js';
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

describe('the check of a sound folder', () => {
  let sound: FolderCheck;
  beforeAll(async () => {
    sound = await check(national());
  });

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
  });
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
  });

  it('a patients file that is cut after a whole row', async () => {
    const half = Object.fromEntries(Object.entries(large.listSizes).slice(0, 3250));
    const found = await changed({ 'patients/july.csv': small.totals('01JUL2020', half) });
    const totals = of(found, 'implausible-total').filter(({ file }) => file === 'patients/july.csv');
    expect(totals.map(({ count }) => count)).toEqual([3250, 30_550_000]);
    expect(only(found, 'members-without-patients')).toMatchObject({ snapshot: june, count: 3250 });
  });

  it('a survey with suppressed cells, with practices as examples', async () => {
    const found = await changed({ 'gpps-2019.csv': large.survey(200) });
    const finding = only(found, 'survey-suppressed');
    expect(finding).toMatchObject({ severity: 'biases', file: 'gpps-2019.csv', count: 200 });
    expect(finding.examples).toEqual([0, 1, 2, 3, 4].map(large.practiceCode));
    expect(finding.message).toContain('200 of 6,500 practices (3.1%)');
    expect(found.findings).toHaveLength(1);
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

  it('needs the roles that it lists beside its own, as a run does', async () => {
    const asked = await held(await minimal(), { needs: ['ltc_share'], roles: [role, `${role}s`] });
    expect(asked?.runs).toBe(false);
    expect(asked?.missing).toEqual([
      `No row has the role "${role}s", which the study lists in "roles". Write the role in the study as the publication spells it: "${role}", if that is what was meant.`,
    ]);
    expect(await held(await minimal(), { needs: ['ltc_share'], roles: [role] })).toMatchObject({
      runs: true,
    });
  });
});
