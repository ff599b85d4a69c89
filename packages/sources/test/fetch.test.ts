import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { CancelledError, InputError } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { checkFolder, missingOf, planFetch } from '../src/index.js';
import {
  emptyFolder,
  page,
  patientsPage,
  publisherOf,
  type Request,
  type Served,
  serve,
  trial,
  workforcePage,
} from './publisher.js';
import {
  aprilCounts,
  csv,
  deprivation,
  epcn,
  julyCounts,
  juneWorkforce,
  lsoa,
  lsoaRows,
  marchWorkforce,
  memberships,
  staff,
  totals,
  workforceHeader,
  zip,
} from './small-england.js';

const files = 'files.digital.nhs.uk';
const march = `${files}/AA/111111/Primary Care Networks - March 2020 Individual Level.csv`;
const marchLink = `https://${files}/AA/111111/Primary%20Care%20Networks%20-%20March%202020%20Individual%20Level.csv`;
const marchPath = 'workforce/Primary Care Networks - March 2020 Individual Level.csv';
const marchPage = `${workforcePage}/31-march-2020`;

/** A publisher whose page of March 2020 links to what is served. */
const withMarch = (served: Served = marchWorkforce) =>
  publisherOf({ [marchPage]: page([marchLink, 'Individual-level CSV']), [march]: served });

const lockOf = async (into: string) =>
  JSON.parse(await readFile(join(into, 'inverse-care.lock.json'), 'utf8')).files;
const asked = (requests: readonly Request[], path: string) =>
  requests.filter((request) => request.path === path);
const isMine = (into: string) =>
  readdir(into).then((names) => names.filter((name) => !/^workforce$|lock/.test(name)));

/** Waits until so many bytes of an unfinished download lie on the disk. */
async function untilPartHas(into: string, bytes: number): Promise<void> {
  for (;;) {
    const parts = await readdir(join(into, '.partial')).catch(() => []);
    const [part] = parts.filter((name) => !name.endsWith('.json'));
    if (part !== undefined && (await stat(join(into, '.partial', part))).size >= bytes) return;
    await setTimeout(5);
  }
}

async function refusal(promise: Promise<unknown>): Promise<InputError> {
  const error = await promise.then(
    () => null,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
}

/** Expects that nothing came, and gives the reason that the reader is told. */
async function reasonOf(served: Served, into?: string): Promise<string> {
  const folder = into ?? (await emptyFolder());
  const publisher = await withMarch(served);
  const { outcomes } = await trial(publisher, folder, { maxBytes: 50_000_000 });
  expect(outcomes).toMatchObject([{ status: 'failed', files: [] }]);
  expect(existsSync(join(folder, 'workforce'))).toBe(false);
  expect(outcomes[0]?.steps.length).toBeGreaterThan(0);
  return outcomes[0]?.note ?? '';
}

describe('a first fetch', () => {
  it('finds the file on its landing page, verifies it and records it', async () => {
    const into = await emptyFolder();
    const publisher = await withMarch();
    const { outcomes, events } = await trial(publisher, into);
    expect(outcomes).toMatchObject([
      { label: 'workforce', edition: '2020-03', status: 'fetched', files: [marchPath] },
    ]);
    expect(await readFile(join(into, marchPath), 'utf8')).toBe(marchWorkforce);
    expect(events).toHaveLength(1);
    expect(await lockOf(into)).toEqual({
      [marchPath]: {
        address: marchLink,
        final_address: marchLink,
        landing_page: `https://${marchPage}`,
        date: '2026-11-01T12:00:00.000Z',
        bytes: marchWorkforce.length,
        sha256: createHash('sha256').update(marchWorkforce).digest('hex'),
        etag: `"${marchWorkforce.length}-1"`,
        last_modified: 'Thu, 30 Jul 2020 08:30:00 GMT',
        holds: [{ kind: 'workforce', edition: '2020-03' }],
      },
    });
    expect(await isMine(into)).toEqual([]);
  });

  it('says honestly who asks', async () => {
    const publisher = await withMarch();
    await trial(publisher, await emptyFolder());
    expect(new Set(publisher.requests.map(({ headers }) => headers['user-agent']))).toEqual(
      new Set(['inverse-care/test']),
    );
  });

  it('asks for at most two things at a time', async () => {
    const slowly: Served = (request, response) =>
      setTimeout(15).then(() => serve(marchWorkforce, request, response));
    const names = ['march', 'june', 'september', 'december'];
    const days = { march: 31, june: 30, september: 30, december: 31 } as Record<string, number>;
    const pages = Object.fromEntries(
      names.map((name) => [`${workforcePage}/${days[name]}-${name}-2020`, slowly]),
    );
    const publisher = await publisherOf(pages);
    await trial(publisher, await emptyFolder(), { to: '2020-12' });
    expect(publisher.requests.length).toBeGreaterThanOrEqual(4);
    expect(publisher.busiest()).toBe(2);
  });

  it('takes the censuses before June 2022 from the release that set them out again', async () => {
    const into = await emptyFolder();
    const link = (month: string) => [`/x/${month}%202020%20Individual%20Level.csv`, `${month} 2020`] as const;
    const publisher = await publisherOf({
      [`${workforcePage}/30-june-2022`]: page(link('March'), link('June')),
      'digital.nhs.uk/x/March 2020 Individual Level.csv': marchWorkforce,
      'digital.nhs.uk/x/June 2020 Individual Level.csv': juneWorkforce,
    });
    const { outcomes } = await trial(publisher, into, { to: '2020-06' });
    expect(outcomes.map(({ status, files: [path] }) => [status, path])).toEqual([
      ['fetched', 'workforce/March 2020 Individual Level.csv'],
      ['fetched', 'workforce/June 2020 Individual Level.csv'],
    ]);
    expect(asked(publisher.requests, `${workforcePage}/30-june-2022`)).toHaveLength(1);
  });

  it('downloads an archive of several censuses once', async () => {
    const into = await emptyFolder();
    const publisher = await publisherOf({
      [`${workforcePage}/30-june-2022`]: page(['PCNWFIndividual.zip', 'All individual-level files']),
      [`${workforcePage}/PCNWFIndividual.zip`]: zip({
        '1.march.csv': marchWorkforce,
        '2.june.csv': juneWorkforce,
      }),
    });
    const { outcomes } = await trial(publisher, into, { to: '2020-06' });
    expect(outcomes.map(({ status, files: paths }) => [status, ...paths])).toEqual([
      ['fetched', 'workforce/PCNWFIndividual.zip'],
      ['fetched', 'workforce/PCNWFIndividual.zip'],
    ]);
    expect(asked(publisher.requests, `${workforcePage}/PCNWFIndividual.zip`)).toHaveLength(1);
  });

  it('fetches totals, ages and neighbourhoods of the extract nearest to the census, names with two dots included', async () => {
    const into = await emptyFolder();
    const name = 'gp-reg-pat-prac-lsoa-male-female-apr-20..zip';
    const publisher = await publisherOf({
      [`${patientsPage}/april-2020`]: page(
        [`https://${files}/AA/AE3EDC/${name}`, 'Patients by LSOA, April 2020'],
        [`https://${files}/11/222222/gp-reg-pat-prac-all.csv`, 'Totals &amp; sexes'],
        [`https://${files}/11/222222/gp-reg-pat-prac-map.csv`, 'Mapping'],
      ),
      [`${files}/AA/AE3EDC/${name}`]: zip({ 'gp-reg-pat-prac-lsoa-all.csv': lsoa('01APR2020', lsoaRows) }),
      [`${files}/11/222222/gp-reg-pat-prac-all.csv`]: totals('01APR2020', aprilCounts),
    });
    const { outcomes } = await trial(publisher, into, { only: ['patients'] });
    expect(outcomes.map(({ label, status, files: paths }) => [label, status, ...paths])).toEqual([
      ['patients by practice', 'fetched', 'patients/gp-reg-pat-prac-all_2020-04.csv'],
      ['patients by five-year age group', 'not found'],
      [
        'patients by practice and neighbourhood',
        'fetched',
        'patients/gp-reg-pat-prac-lsoa-male-female-apr-20.zip',
      ],
    ]);
  });

  it('falls back on a known address where the page has no links', async () => {
    const path = `${files}/93/714E7D/gp-reg-pat-prac-lsoa-male-female-Apr-20.zip`;
    const publisher = await publisherOf({
      [`${patientsPage}/april-2020`]: '<html><body><p>This page is being rebuilt.',
      [path]: zip({ 'lsoa.csv': lsoa('01APR2020', lsoaRows) }),
    });
    const into = await emptyFolder();
    const { outcomes } = await trial(publisher, into, { only: ['patients'] });
    expect(outcomes[2]).toMatchObject({ status: 'fetched' });
    expect(Object.values(await lockOf(into))).toMatchObject([
      { address: `https://${path}`, landing_page: null },
    ]);
  });

  it('tries the second known address where the first is gone', async () => {
    const publisher = await publisherOf({
      [`${files}/assets/ods/current/epcn.zip`]: zip({ 'ePCN.xlsx': await epcn(memberships) }),
    });
    const { outcomes } = await trial(publisher, await emptyFolder(), { only: ['membership'] });
    expect(outcomes).toMatchObject([{ status: 'fetched', files: ['membership/epcn.zip'] }]);
  });

  it('reports an edition that is not published, and fetches the rest', async () => {
    const { outcomes } = await trial(await withMarch(), await emptyFolder(), { to: '2020-06' });
    expect(outcomes.map(({ status }) => status)).toEqual(['fetched', 'not found']);
    expect(outcomes[1]?.note).toBe(
      'there is no page 30-june-2022: not published yet, or moved; there is no page 30-june-2020: not published yet, or moved',
    );
    expect(outcomes[1]?.steps[0]).toContain(`https://${workforcePage}/30-june-2020`);
    expect(missingOf({ outcomes, notes: [] })).toHaveLength(1);
  });

  it('asks for months between quarter ends on request, and does not miss those without a census', async () => {
    const { outcomes } = await trial(await withMarch(), await emptyFolder(), {
      to: '2020-05',
      monthly: true,
    });
    expect(outcomes.map(({ edition, status, optional }) => [edition, status, optional])).toEqual([
      ['2020-03', 'fetched', false],
      ['2020-04', 'not found', true],
      ['2020-05', 'not found', true],
    ]);
    expect(missingOf({ outcomes, notes: [] })).toEqual([]);
  });

  it('gives exact steps for what a form keeps from programs', async () => {
    const publisher = await publisherOf({});
    const { outcomes } = await trial(publisher, await emptyFolder(), { only: ['survey'] });
    expect(outcomes).toMatchObject([{ status: 'to do' }]);
    expect(outcomes[0]?.steps.join(' ')).toContain('GPPS_2019_Practice_data_(weighted)_(csv)_PUBLIC.csv');
    expect(publisher.requests).toEqual([]);
  });
});

describe('a publisher with troubles', () => {
  it('is asked again, with longer and longer pauses', async () => {
    const publisher = await withMarch((request, response, times) => {
      if (times < 4) response.writeHead(500).end();
      else serve(marchWorkforce, request, response);
    });
    const { outcomes, pauses } = await trial(publisher, await emptyFolder());
    expect(outcomes).toMatchObject([{ status: 'fetched' }]);
    // 1, 2 and 4 seconds, of which half is by chance; the chance is 0.5.
    expect(pauses).toEqual([750, 1500, 3000]);
  });

  it('is left in peace as long as it asks for', async () => {
    const publisher = await withMarch((request, response, times) => {
      if (times === 1) response.writeHead(503, { 'retry-after': '120' }).end();
      else if (times === 2) {
        response.writeHead(429, { 'retry-after': 'Sun, 01 Nov 2026 12:00:45 GMT' }).end();
      } else serve(marchWorkforce, request, response);
    });
    const { outcomes, pauses } = await trial(publisher, await emptyFolder());
    expect(outcomes).toMatchObject([{ status: 'fetched' }]);
    expect(pauses).toEqual([120_000, 45_000]);
  });

  it('is left for another day where it asks for an hour', async () => {
    const note = await reasonOf((_request, response) =>
      response.writeHead(503, { 'retry-after': '3600' }).end(),
    );
    expect(note).toContain('60 minutes');
  });

  it('is not asked twice for what it refuses or does not have', async () => {
    for (const status of [403, 404]) {
      const publisher = await withMarch((_request, response) => response.writeHead(status).end());
      const { pauses } = await trial(publisher, await emptyFolder());
      expect(asked(publisher.requests, march)).toHaveLength(1);
      expect(pauses).toEqual([]);
    }
  });

  it('sends the rest where the connection broke in the middle', async () => {
    const into = await emptyFolder();
    const publisher = await withMarch((request, response, times) => {
      if (times > 1) return serve(marchWorkforce, request, response);
      response.writeHead(200, {
        'content-length': marchWorkforce.length,
        etag: `"${marchWorkforce.length}-1"`,
      });
      response.write(marchWorkforce.slice(0, 100));
      untilPartHas(into, 100).then(() => response.destroy());
    });
    await trial(publisher, into);
    expect(await readFile(join(into, marchPath), 'utf8')).toBe(marchWorkforce);
    expect(asked(publisher.requests, march)[1]?.headers).toMatchObject({
      range: 'bytes=100-',
      'if-range': `"${marchWorkforce.length}-1"`,
    });
  });

  it('is listened to from the start where the file changed meanwhile, or ranges are ignored', async () => {
    const into = await emptyFolder();
    const publisher = await withMarch((request, response, times) => {
      if (times > 1) return serve(marchWorkforce, request, response, '"second"');
      response.writeHead(200, { 'content-length': 5000, etag: '"first"' });
      response.write('x'.repeat(150));
      untilPartHas(into, 150).then(() => response.destroy());
    });
    await trial(publisher, into);
    expect(asked(publisher.requests, march)[1]?.headers.range).toBe('bytes=150-');
    expect(await readFile(join(into, marchPath), 'utf8')).toBe(marchWorkforce);
  });

  it('may trickle', async () => {
    const into = await emptyFolder();
    const publisher = await withMarch((_request, response) => {
      response.writeHead(200);
      const pieces = marchWorkforce.match(/[\s\S]{1,60}/g) ?? [];
      const send = () => {
        const piece = pieces.shift();
        if (piece === undefined) response.end();
        else response.write(piece, () => setTimeout(2).then(send));
      };
      send();
    });
    const { outcomes } = await trial(publisher, into);
    expect(outcomes).toMatchObject([{ status: 'fetched' }]);
  });

  it('that stands still is given up and asked again', async () => {
    const publisher = await withMarch((request, response, times) => {
      if (times > 1) return serve(marchWorkforce, request, response);
      response.writeHead(200, { 'content-length': marchWorkforce.length });
      response.write('CENSUS');
    });
    const { outcomes, events } = await trial(publisher, await emptyFolder(), { patience: { idle: 60 } });
    expect(outcomes).toMatchObject([{ status: 'fetched' }]);
    expect(events[0]).toContain('stood still');
  });

  it('that never sends what it declared is given up after six tries', async () => {
    const publisher = await withMarch((_request, response) => {
      response.writeHead(200, { 'content-length': marchWorkforce.length + 10 });
      response.write(marchWorkforce, () => setTimeout(5).then(() => response.destroy()));
    });
    const { outcomes, pauses } = await trial(publisher, await emptyFolder());
    expect(outcomes).toMatchObject([{ status: 'failed' }]);
    expect(pauses).toHaveLength(5);
  });

  it('may send elsewhere, and pack what it sends', async () => {
    const into = await emptyFolder();
    const moved = `${files}/BB/moved.csv`;
    const publisher = await withMarch((_request, response) =>
      response.writeHead(302, { location: `https://${moved}` }).end(),
    );
    publisher.pages[moved] = (_request, response) => {
      const packed = gzipSync(marchWorkforce);
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length }).end(packed);
    };
    await trial(publisher, into);
    expect(await readFile(join(into, marchPath), 'utf8')).toBe(marchWorkforce);
    expect(await lockOf(into)).toMatchObject({
      [marchPath]: { address: marchLink, final_address: `https://${moved}` },
    });
  });

  it('may not send round in circles, nor to the machine’s own files', async () => {
    expect(
      await reasonOf((_request, response) => response.writeHead(301, { location: marchLink }).end()),
    ).toContain('without end');
    expect(
      await reasonOf((_request, response) =>
        response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      ),
    ).toContain('no web address');
  });
});

describe('what comes is refused', () => {
  const zeros = new Uint8Array(20_000_000);
  const flagged = (members: Record<string, string>, change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(zip(members));
    change(bytes);
    return bytes;
  };
  const directory = (bytes: Buffer) => bytes.indexOf('PK\x01\x02', 0, 'latin1');

  it.each<[string, Served, RegExp]>([
    ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', /a web page, not data/],
    ['nothing', '', /empty/],
    ['another publication', deprivation, /something else: Indices of Deprivation 2019/],
    ['another edition', juneWorkforce, /something else: workforce of 2020-06/],
    ['a file without its last line break', marchWorkforce.slice(0, -9), /cut off/],
    [
      'a file without a column it must have',
      marchWorkforce.replace('STAFF_ROLE', 'ROLE'),
      /STAFF_ROLE is missing/,
    ],
    [
      'a zip that leads outside',
      zip({ '../../march.csv': marchWorkforce }),
      /invalid relative path|outside itself/,
    ],
    [
      'a zip with an absolute path',
      zip({ '/tmp/march.csv': marchWorkforce }),
      /absolute path|outside itself/,
    ],
    ['a zip that unpacks without end', zip({ 'march.csv': marchWorkforce, 'zeros.csv': zeros }), /far more/],
    ['a cut zip', zip({ 'march.csv': marchWorkforce }).slice(0, -30), /cut off or damaged/],
    [
      'a zip in a zip',
      zip({ 'inner.zip': zip({ 'march.csv': marchWorkforce }) }),
      /another archive \(inner\.zip\)/,
    ],
    [
      'a zip that lies about a checksum',
      flagged({ 'march.csv': marchWorkforce }, (bytes) => bytes.writeUInt32LE(7, directory(bytes) + 16)),
      /checksum is wrong/,
    ],
    [
      'a zip that lies about a size',
      flagged({ 'march.csv': marchWorkforce }, (bytes) =>
        bytes.writeUInt32LE(4_000_000_000, directory(bytes) + 24),
      ),
      /far more/,
    ],
    [
      'a zip with a symbolic link',
      flagged({ 'march.csv': marchWorkforce }, (bytes) => {
        bytes.writeUInt8(3, directory(bytes) + 5);
        bytes.writeUInt32LE(0xa1ff0000, directory(bytes) + 38);
      }),
      /symbolic link/,
    ],
    [
      'a file that is longer than declared, of which the network takes the declared part',
      (_request, response) => {
        response.writeHead(200, { 'content-length': marchWorkforce.length - 7 });
        response.end(marchWorkforce);
      },
      /cut off/,
    ],
    [
      'a declared length beyond reason',
      (_request, response) => {
        response.writeHead(200, { 'content-length': 9e12 });
        response.write('CENSUS_YEAR');
      },
      /more than 50 MB/,
    ],
    [
      'more than the limit without a declared length',
      (_request, response) => {
        const chunk = Buffer.alloc(1 << 20, 'x');
        const more = () => response.write(chunk, (error) => error || more());
        more();
      },
      /more than 50 MB/,
    ],
  ])('%s', async (_name, served, reason) => {
    const into = await emptyFolder();
    expect(await reasonOf(served, into)).toMatch(reason);
    expect(await isMine(into)).toEqual([]);
  });

  it('but the next address is tried: a page’s link to another census does not hide the right one', async () => {
    const publisher = await publisherOf({
      [`${workforcePage}/30-june-2022`]: page(['/a/individual.csv', 'Individual level']),
      'digital.nhs.uk/a/individual.csv': juneWorkforce,
      [marchPage]: page([marchLink, 'Individual level']),
      [march]: marchWorkforce,
    });
    const { outcomes } = await trial(publisher, await emptyFolder());
    expect(outcomes).toMatchObject([{ status: 'fetched', files: [marchPath] }]);
  });
});

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

describe('a fetch that is stopped', () => {
  it('keeps the part that came, and goes on from there', async () => {
    const into = await emptyFolder();
    const stop = new AbortController();
    const etag = `"${marchWorkforce.length}-1"`;
    const publisher = await withMarch((request, response, times) => {
      if (times > 1) return serve(marchWorkforce, request, response);
      response.writeHead(200, { 'content-length': marchWorkforce.length, etag });
      response.write(marchWorkforce.slice(0, 120));
      untilPartHas(into, 120).then(() => stop.abort());
    });
    await expect(trial(publisher, into, { signal: stop.signal })).rejects.toThrow(CancelledError);
    expect(existsSync(join(into, 'workforce'))).toBe(false);

    const { outcomes } = await trial(publisher, into);
    expect(outcomes).toMatchObject([{ status: 'fetched' }]);
    expect(asked(publisher.requests, march)[1]?.headers.range).toBe('bytes=120-');
    expect(await readFile(join(into, marchPath), 'utf8')).toBe(marchWorkforce);
  });

  it('has asked for nothing where it was stopped before it began', async () => {
    const publisher = await withMarch();
    await expect(trial(publisher, await emptyFolder(), { signal: AbortSignal.abort() })).rejects.toThrow(
      CancelledError,
    );
    expect(publisher.requests).toEqual([]);
  });
});

describe('without a network', () => {
  it('there is one message, and what the folder holds stays', async () => {
    const into = await emptyFolder();
    await writeFile(join(into, 'mine.csv'), juneWorkforce);
    const error = await refusal(trial({ mirror: 'http://127.0.0.1:1' }, into, { to: '2021-12' }));
    expect(error.message).toContain('No publisher can be reached');
    expect(error.remedy).toContain('HTTPS_PROXY');
    expect(existsSync(join(into, 'mine.csv'))).toBe(true);
  });

  it('a folder that has all of it is as good as before', async () => {
    const into = await emptyFolder();
    await trial(await withMarch(), into);
    const { outcomes, notes } = await trial({ mirror: 'http://127.0.0.1:1' }, into);
    expect(outcomes).toMatchObject([{ status: 'present', note: null }]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('No publisher could be reached');
  });
});

describe('the plan', () => {
  it('says where everything would be looked for, and writes nothing', async () => {
    const into = join(await emptyFolder(), 'not-yet');
    const plan = await planFetch({ into, from: '2020-03', to: '2020-09' });
    expect(existsSync(into)).toBe(false);
    const count = (label: string) => plan.filter((file) => file.label === label).length;
    expect(count('workforce')).toBe(3);
    expect(count('patients by practice')).toBe(3);
    expect(
      plan.find(({ label, edition }) => label === 'workforce' && edition === '2020-06')?.addresses,
    ).toEqual([`https://${workforcePage}/30-june-2022`, `https://${workforcePage}/30-june-2020`]);
    expect(plan.find(({ group }) => group === 'survey')?.steps).toHaveLength(3);
  });

  it('refuses a span that is none', async () => {
    const into = await emptyFolder();
    expect((await refusal(planFetch({ into, from: '2020-13', to: '2021-01' }))).message).toContain(
      'no month',
    );
    expect((await refusal(planFetch({ into, from: '2021-03', to: '2020-03' }))).message).toContain(
      'ends before',
    );
  });
});
