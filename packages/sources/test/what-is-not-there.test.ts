import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../src/index.js';
import { check, of, only } from './check-findings.js';
import { build, buildOf, deprivation, folderOf, lsoa, lsoaRows, march, minimal } from './small-england.js';

describe('a symbolic link in a data folder that cannot be followed', () => {
  it('is named by the check and by a run, with where it leads', async () => {
    const dir = await folderOf(await minimal());
    await symlink('/nowhere/patients-july.csv', join(dir, 'patients', 'more.csv'));
    await symlink(join(dir, 'round'), join(dir, 'round'));
    const found = await checkFolder({ dir });
    expect(of(found, 'broken-link')).toMatchObject([
      { file: 'patients/more.csv', severity: 'biases' },
      { file: 'round', severity: 'biases' },
    ]);
    expect(of(found, 'broken-link')[0]?.message).toContain('it leads nowhere (/nowhere/patients-july.csv)');
    expect(of(found, 'broken-link')[1]?.message).toContain('round in a circle');
    const built = await buildOf(dir, { snapshots: [march] });
    expect(built.check?.findings.filter(({ id }) => id === 'broken-link')).toHaveLength(2);
  });

  it.runIf(process.platform === 'linux')(
    'is named where it leads to a device, which is never read',
    async () => {
      const dir = await folderOf(await minimal());
      await symlink('/dev/zero', join(dir, 'endless.csv'));
      const [found] = of(await checkFolder({ dir }), 'broken-link');
      expect(found).toMatchObject({ file: 'endless.csv', severity: 'biases' });
      expect(found?.message).toContain('Neither a file nor a folder');
    },
  );

  it('is none where all links lead somewhere', async () => {
    const dir = await folderOf(await minimal());
    await mkdir(join(dir, 'local'));
    await symlink(join(dir, 'patients', 'april.csv'), join(dir, 'local', 'april.txt'));
    expect(of(await checkFolder({ dir }), 'broken-link')).toEqual([]);
  });
});

describe('a practice of an extract by neighbourhood that no other file knows', () => {
  const files = async (...more: [string, string, string, number][]) => ({
    ...(await minimal()),
    'l.csv': lsoa('01APR2020', [...lsoaRows, ...more]),
    'iod.csv': deprivation,
  });

  it('is named with its patients, and all are counted', async () => {
    const strange = await files(['Z99001', 'E01000001', 'ALL', 250], ['Z99002', 'E01000002', 'ALL', 750]);
    const found = only(await check(strange), 'practices-unknown');
    expect(found).toMatchObject({
      severity: 'biases',
      file: 'l.csv',
      count: 2,
      examples: ['Z99002', 'Z99001'],
    });
    expect(found.message).toMatch(
      /^2 practices with 1,000 of the [\d,]+ patients are in no other file that was read\.$/,
    );
    const built = await build(strange, { snapshots: [march] });
    expect(built.check?.findings).toContainEqual(found);
  });

  it('is none where another file has it, be it the memberships alone', async () => {
    const known = await files(['C83001', 'E01000001', 'ALL', 250]);
    expect(of(await check(known), 'practices-unknown')).toEqual([]);
    expect(of(await check(await files()), 'practices-unknown')).toEqual([]);
  });
});
