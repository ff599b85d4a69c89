import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../src/index.js';
import {
  asked,
  files,
  lockOf,
  march,
  marchLink,
  marchPage,
  marchPath,
  refusal,
  withMarch,
} from './march-publisher.js';
import { emptyFolder, page, publisherOf, trial, workforcePage } from './publisher.js';
import {
  csv,
  julyCounts,
  juneWorkforce,
  marchWorkforce,
  staff,
  totals,
  workforceHeader,
  zip,
} from './small-england.js';

describe('a second fetch', () => {
  it('downloads nothing that the lock vouches for', async () => {
    const into = await emptyFolder();
    const publisher = await withMarch();
    await trial(publisher, into);
    const lock = await readFile(join(into, 'inverse-care.lock.json'), 'utf8');
    publisher.requests.length = 0;
    const { outcomes } = await trial(publisher, into);
    expect(outcomes).toMatchObject([{ status: 'present', note: null }]);
    expect(asked(publisher.requests, march).map(({ method }) => method)).toEqual(['HEAD']);
    expect(await readFile(join(into, 'inverse-care.lock.json'), 'utf8')).toBe(lock);
  });

  const revised = csv(workforceHeader, staff(3, 'U00001', 'Pharmacists', '0.25'));

  it('says what its publisher has changed and keeps the old file, until it is asked to update', async () => {
    const into = await emptyFolder();
    const publisher = await withMarch();
    await trial(publisher, into);
    publisher.pages[march] = revised;
    const first = await trial(publisher, into);
    expect(first.outcomes).toMatchObject([{ status: 'changed', files: [marchPath] }]);
    expect(await readFile(join(into, marchPath), 'utf8')).toBe(marchWorkforce);

    const second = await trial(publisher, into, { update: true });
    expect(second.outcomes).toMatchObject([{ status: 'updated' }]);
    expect(await readFile(join(into, marchPath), 'utf8')).toBe(revised);
    const aside = join(into, 'superseded', 'Primary Care Networks - March 2020 Individual Level.csv');
    expect(await readFile(aside, 'utf8')).toBe(marchWorkforce);
    expect((await checkFolder({ dir: into })).files.map(({ path }) => path)).toEqual([marchPath]);
    expect((await trial(publisher, into)).outcomes).toMatchObject([{ status: 'present' }]);
  });

  it('sees that a page links to a revision under a new address', async () => {
    const into = await emptyFolder();
    const publisher = await withMarch();
    await trial(publisher, into);
    publisher.pages[marchPage] = page([`https://${files}/CC/Individual_March_2020_v2.csv`, 'Revised']);
    publisher.pages[`${files}/CC/Individual_March_2020_v2.csv`] = revised;
    expect((await trial(publisher, into)).outcomes).toMatchObject([
      { status: 'changed', files: [marchPath] },
    ]);
    const { outcomes, notes } = await trial(publisher, into, { update: true });
    expect(outcomes).toMatchObject([
      { status: 'updated', files: ['workforce/Individual_March_2020_v2.csv'] },
    ]);
    expect(notes.join()).toContain('has been replaced');
    expect(Object.keys(await lockOf(into))).toEqual(['workforce/Individual_March_2020_v2.csv']);
  });

  it('keeps the old file where the new one is no good', async () => {
    const into = await emptyFolder();
    const publisher = await withMarch();
    await trial(publisher, into);
    publisher.pages[march] = '<html>gone';
    const { outcomes } = await trial(publisher, into, { update: true });
    expect(outcomes).toMatchObject([{ status: 'changed', files: [marchPath] }]);
    expect(outcomes[0]?.note).toContain('a web page');
    expect(await readFile(join(into, marchPath), 'utf8')).toBe(marchWorkforce);
  });

  it('fetches what is missing on the disk again, and moves aside what was altered', async () => {
    const into = await emptyFolder();
    const publisher = await withMarch();
    await trial(publisher, into);
    await rm(join(into, marchPath));
    const gone = await trial(publisher, into);
    expect(gone.outcomes).toMatchObject([{ status: 'fetched' }]);
    expect(gone.notes.join()).toContain('no longer in the folder');

    await writeFile(join(into, marchPath), marchWorkforce.replace('1.5', '9.5'));
    const altered = await trial(publisher, into);
    expect(altered.outcomes).toMatchObject([{ status: 'fetched', files: [marchPath] }]);
    expect(altered.notes.join()).toContain('was altered');
    expect(await readFile(join(into, marchPath), 'utf8')).toBe(marchWorkforce);
    expect(await readdir(join(into, 'superseded'))).toHaveLength(1);
  });

  it('leaves an altered file where it is until a fresh copy has come', async () => {
    const into = await emptyFolder();
    const publisher = await withMarch();
    await trial(publisher, into);
    const lock = await readFile(join(into, 'inverse-care.lock.json'), 'utf8');
    await writeFile(join(into, marchPath), 'mine\n');
    publisher.pages[march] = (_request, response) => response.writeHead(403).end();
    const { outcomes, notes } = await trial(publisher, into);
    expect(outcomes).toMatchObject([{ status: 'failed' }]);
    expect(notes.join()).toContain('a fresh copy could not be had');
    expect(await readFile(join(into, marchPath), 'utf8')).toBe('mine\n');
    expect(await readFile(join(into, 'inverse-care.lock.json'), 'utf8')).toBe(lock);
  });

  it('does not touch what it is not asked for', async () => {
    const into = await emptyFolder();
    const publisher = await withMarch();
    await trial(publisher, into);
    await writeFile(join(into, marchPath), 'mine\n');
    await trial(publisher, into, { only: ['survey'] });
    expect(await readFile(join(into, marchPath), 'utf8')).toBe('mine\n');
    expect(Object.keys(await lockOf(into))).toEqual([marchPath]);
  });

  it('does not give up an archive of several censuses for a file of one', async () => {
    const into = await emptyFolder();
    const release = `${workforcePage}/30-june-2022`;
    const archive = `${workforcePage}/PCNWFIndividual.zip`;
    const publisher = await publisherOf({
      [release]: page(['PCNWFIndividual.zip', 'All']),
      [archive]: zip({ '1.march.csv': marchWorkforce, '2.june.csv': juneWorkforce }),
    });
    await trial(publisher, into, { to: '2020-06' });
    publisher.pages[release] = page([marchLink, 'March 2020']);
    publisher.pages[march] = revised;
    const { outcomes } = await trial(publisher, into, { update: true });
    expect(outcomes).toMatchObject([{ status: 'changed', files: ['workforce/PCNWFIndividual.zip'] }]);
    expect(outcomes[0]?.note).toContain('does not hold all');
  });

  it('counts a file that was put there by hand, under whatever name', async () => {
    const into = await emptyFolder();
    await mkdir(join(into, 'downloads'));
    await writeFile(join(into, 'downloads', 'x (1).csv'), marchWorkforce);
    const publisher = await withMarch();
    const { outcomes } = await trial(publisher, into);
    expect(outcomes).toMatchObject([{ status: 'by hand', files: ['downloads/x (1).csv'] }]);
    expect(publisher.requests).toEqual([]);
    expect(await lockOf(into)).toMatchObject({ 'downloads/x (1).csv': { address: null } });
    expect((await trial(publisher, into)).outcomes).toMatchObject([{ status: 'by hand' }]);
  });

  it('does not take a file of the folder for one of another date', async () => {
    const into = await emptyFolder();
    await writeFile(join(into, 'june.csv'), juneWorkforce);
    await writeFile(join(into, 'totals.csv'), totals('01JUL2020', julyCounts));
    const { outcomes } = await trial(await withMarch(), into);
    expect(outcomes).toMatchObject([{ status: 'fetched', files: [marchPath] }]);
  });

  it('does not write over a file of the same name', async () => {
    const into = await emptyFolder();
    await mkdir(join(into, 'workforce'));
    await writeFile(join(into, marchPath), 'my notes\n');
    const { outcomes } = await trial(await withMarch(), into);
    expect(outcomes[0]?.files).toEqual([marchPath.replace('.csv', '-2.csv')]);
    expect(await readFile(join(into, marchPath), 'utf8')).toBe('my notes\n');
  });

  it.each([
    ['cut', '{"version": 1, "fil', /not complete JSON/],
    ['of another shape', '{"version": 1, "files": {"a.csv": {"bytes": -1}}}', /damaged: files › a\.csv/],
    ['leading outside', '{"version": 1, "files": {"../a.csv": {}}}', /damaged/],
  ])('stops at a lock file that is %s, and says what to do', async (_name, content, problem) => {
    const into = await emptyFolder();
    await writeFile(join(into, 'inverse-care.lock.json'), content);
    const error = await refusal(trial(await withMarch(), into));
    expect(error.message).toMatch(problem);
    expect(error.remedy).toContain('delete it');
    expect(await readFile(join(into, 'inverse-care.lock.json'), 'utf8')).toBe(content);
  });
});
