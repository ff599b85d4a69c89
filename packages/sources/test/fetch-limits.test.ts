import { readFile } from 'node:fs/promises';
import type { OutgoingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { linksOf } from '../src/fetch/page-links.js';
import { inWords, patience } from '../src/fetch/patience.js';
import { files, march, marchLink, marchPage, marchPath, withMarch } from './march-publisher.js';
import { emptyFolder, page, publisherOf, type Served, serve, trial, workforcePage } from './publisher.js';
import { juneWorkforce, marchWorkforce, zip } from './small-england.js';

const junePage = `${workforcePage}/30-june-2020`;
const june = `${files}/BB/Individual-June-2020.csv`;
const both = { from: '2020-03', to: '2020-06' };

/** A publisher of two censuses, the first of which is served with a fault. */
const withFault = (served: Served, landing: Served = page([marchLink, 'Individual-level CSV'])) =>
  publisherOf({
    [marchPage]: landing,
    [march]: served,
    [junePage]: page([`https://${june}`, 'Individual-level CSV']),
    [june]: juneWorkforce,
  });

const answering =
  (headers: OutgoingHttpHeaders, body: string | Uint8Array): Served =>
  (_request, response) =>
    response.writeHead(200, headers).end(body);

/** Expects that the fault is that of the first file, by name, and that the second has come. */
async function onlyMarch(publisher: Awaited<ReturnType<typeof withFault>>, options = {}): Promise<string> {
  const into = await emptyFolder();
  const { outcomes } = await trial(publisher, into, { ...both, ...options });
  expect(outcomes).toMatchObject([
    { edition: '2020-03', files: [] },
    { edition: '2020-06', status: 'fetched' },
  ]);
  expect(['failed', 'not found']).toContain(outcomes[0]?.status);
  expect(await readFile(join(into, outcomes[1]?.files[0] as string), 'utf8')).toBe(juneWorkforce);
  return outcomes[0]?.note ?? '';
}

describe('an answer that is not packed as it says', () => {
  it.each<[string, Served, RegExp]>([
    ['gzip that is none', answering({ 'content-encoding': 'gzip' }, marchWorkforce), /cannot be unpacked/],
    [
      'deflate that is none',
      answering({ 'content-encoding': 'deflate' }, marchWorkforce),
      /cannot be unpacked/,
    ],
    ['brotli that is none', answering({ 'content-encoding': 'br' }, marchWorkforce), /cannot be unpacked/],
    [
      'gzip that ends too early',
      answering({ 'content-encoding': 'gzip' }, gzipSync(marchWorkforce).subarray(0, -30)),
      /ends too early/,
    ],
    [
      'a packing of its own',
      answering({ 'content-encoding': 'zstd' }, marchWorkforce),
      /not asked for \(zstd\)/,
    ],
    [
      'two packings in two headers',
      (_request, response) => {
        response.setHeader('content-encoding', ['gzip', 'gzip']);
        response.end(gzipSync(gzipSync(marchWorkforce)));
      },
      /not asked for \(gzip, gzip\)/,
    ],
    [
      'a packing named like a property',
      answering({ 'content-encoding': 'constructor' }, 'x'),
      /not asked for/,
    ],
    [
      'gzip that unpacks beyond the limit',
      answering({ 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(60_000_000))),
      /more than 50 MB/,
    ],
    [
      'more headers than can be taken',
      answering({ 'x-more': 'x'.repeat(40_000) }, marchWorkforce),
      /header/i,
    ],
  ])('is a fault of that file: %s', async (_name, served, why) => {
    expect(await onlyMarch(await withFault(served), { maxBytes: 50_000_000 })).toMatch(why);
  });

  it('is a fault of that page', async () => {
    const landing = answering({ 'content-encoding': 'gzip' }, page([marchLink, 'CSV']));
    expect(await onlyMarch(await withFault(marchWorkforce, landing))).toMatch(/cannot be unpacked/);
  });

  it('is no fault where it is', async () => {
    const into = await emptyFolder();
    await trial(
      await withMarch(answering({ 'content-encoding': 'br' }, brotliCompressSync(marchWorkforce))),
      into,
    );
    expect(await readFile(join(into, marchPath), 'utf8')).toBe(marchWorkforce);
  });

  it('says nothing that cannot be sent back', async () => {
    const into = await emptyFolder();
    const publisher = await withMarch(
      answering(
        { etag: 'no tag at all', 'last-modified': 'soon', 'content-length': marchWorkforce.length },
        marchWorkforce,
      ),
    );
    await trial(publisher, into);
    const { outcomes } = await trial(publisher, into);
    expect(outcomes).toMatchObject([{ status: 'present' }]);
    expect(publisher.requests.at(-1)?.headers).not.toHaveProperty('if-none-match');
    expect(publisher.requests.at(-1)?.headers).not.toHaveProperty('if-modified-since');
  });
});

/** Sends a byte every few milliseconds, for as long as anybody listens. */
const trickling: Served = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/csv' });
  const drip = () => {
    if (!response.destroyed) response.write('x', () => setTimeout(5).then(drip));
  };
  drip();
};

describe('time', () => {
  it('has defaults that a slow line keeps', () => {
    expect(patience).toMatchObject({ leastSpeed: 5000, window: 30_000, each: 3_600_000, all: 21_600_000 });
    expect([inWords(3_600_000), inWords(60_000), inWords(300)]).toEqual(['60 minutes', '1 minute', '0.3 s']);
  });

  it('is not given to a publisher slower than the least speed', async () => {
    const publisher = await withFault(trickling);
    const note = await onlyMarch(publisher, { patience: { leastSpeed: 5000, window: 40 } });
    expect(note).toMatch(/files\.digital\.nhs\.uk sends less than 5 kB in a second/);
  });

  it('is not given to a page slower than that', async () => {
    const note = await onlyMarch(await withFault(marchWorkforce, trickling), {
      patience: { leastSpeed: 5000, window: 40 },
    });
    expect(note).toMatch(/digital\.nhs\.uk sends less than 5 kB in a second/);
  });

  it('is given to any speed where none is asked', async () => {
    const publisher = await withMarch((request, response) => {
      response.writeHead(200);
      response.write(marchWorkforce.slice(0, 10));
      setTimeout(150).then(() => response.end(marchWorkforce.slice(request.method.length > 0 ? 10 : 0)));
    });
    const { outcomes } = await trial(publisher, await emptyFolder(), {
      patience: { leastSpeed: 0, window: 20 },
    });
    expect(outcomes).toMatchObject([{ status: 'fetched' }]);
  });

  it('for one file ends with that file', async () => {
    const note = await onlyMarch(await withFault(trickling), { patience: { leastSpeed: 0, each: 400 } });
    expect(note).toMatch(/files\.digital\.nhs\.uk has not sent the file in 0\.4 s/);
  });

  it('for one file counts the pauses that its publisher asks for', async () => {
    const publisher = await withMarch((_request, response) =>
      response.writeHead(503, { 'retry-after': '60' }).end(),
    );
    const waiting = {
      now: () => new Date('2026-11-01T12:00:00Z'),
      random: () => 0.5,
      sleep: (milliseconds: number, signal?: AbortSignal) => setTimeout(milliseconds, undefined, { signal }),
    };
    const { outcomes } = await trial(publisher, await emptyFolder(), {
      clock: waiting,
      patience: { each: 200 },
    });
    expect(outcomes[0]?.note).toMatch(/has not sent the file in 0\.2 s/);
  });

  it('for all files ends what is under way and is said of each that is left', async () => {
    const into = await emptyFolder();
    const publisher = await publisherOf({
      [marchPage]: page([marchLink, 'Individual-level CSV']),
      [march]: marchWorkforce,
      [junePage]: page([`https://${june}`, 'Individual-level CSV']),
      [june]: trickling,
    });
    const { outcomes } = await trial(publisher, into, {
      from: '2020-03',
      to: '2020-12',
      patience: { leastSpeed: 0, all: 1500 },
    });
    expect(outcomes.map(({ status }) => status).slice(0, 2)).toEqual(['fetched', 'failed']);
    expect(outcomes[1]?.note).toMatch(/the time for all files, 1\.5 s, is over/);
    expect(await readFile(join(into, marchPath), 'utf8')).toBe(marchWorkforce);
  });

  it('over does not stop the folder from being told from the lock', async () => {
    const into = await emptyFolder();
    await trial(await withMarch(), into);
    const { outcomes } = await trial(await withFault(marchWorkforce, trickling), into, {
      patience: { leastSpeed: 0, all: 300 },
    });
    expect(outcomes).toMatchObject([{ status: 'present', files: [marchPath] }]);
  });
});

describe('a page', () => {
  const link = `<a href="${marchLink}">Individual-level CSV</a>`;
  const address = 'https://digital.nhs.uk/march';
  const depth = 300_000;
  it.each([
    ['deeply nested', `${'<div>'.repeat(depth)}${link}`],
    ['of tables in tables', `${'<table><tr><td>'.repeat(depth / 3)}${link}`],
    ['of marks that are never closed', `${'<b><i><p>'.repeat(depth / 3)}${link}`],
    ['of links that are never closed', `${'<a>'.repeat(depth)}${link}`],
    [
      'with a tag of many attributes',
      `<p ${Array.from({ length: depth }, (_, i) => `a${i}`).join(' ')}>${link}`,
    ],
    ['with one long word', `<p>${'x'.repeat(4_000_000)}${link}`],
    ['of references without end', `<p>${'&amp'.repeat(depth)}${link}`],
    ['with a comment without end before', `<!--${'-'.repeat(depth)}-->${link}`],
  ])('%s is read like another, and its link is found', async (_name, html) => {
    const began = performance.now();
    expect(linksOf(html, address).at(-1)).toMatchObject({ address: marchLink, text: 'Individual-level CSV' });
    // Tenths of a second each; what grows with the square of the length would take minutes.
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('of more links than any is read as far as ten thousand', () => {
    const html = Array.from({ length: 20_000 }, (_, i) => `<a href="/${i}">${i}</a>`).join('');
    expect(linksOf(html, address)).toHaveLength(10_000);
  });

  it('may say of a link no more than a line, and nothing that a terminal obeys', () => {
    const long = `<a href="/a%1b[2J%e2%80%ae.csv">${'long '.repeat(1000)}\u001b[2J</a>`;
    const [found] = linksOf(`<a href="/${'a'.repeat(5000)}">far</a>${long}`, address);
    expect(found?.name).toBe('a\ufffd[2J\ufffd.csv');
    expect(found?.text).toMatch(/^(long ){99}long$/);
  });

  it('has no links in scripts, comments and text areas', () => {
    const html = `<script>"${link}"</script><!-- ${link} --><textarea>${link}</textarea><title>${link}</title>`;
    expect(linksOf(html, address)).toEqual([]);
  });

  it('has them after a drawing, whose title is a tag like any other', () => {
    const html = `<svg><title/><style><a href="/in">in</a></svg><a href="/after">after</a>${link}`;
    expect(linksOf(html, address).map(({ text }) => text)).toEqual(['in', 'after', 'Individual-level CSV']);
  });

  it('without end is a fault of the files that it leads to', async () => {
    const endless: Served = (_request, response) => {
      const more = () => response.write('<div>'.repeat(10_000), (error) => error || more());
      more();
    };
    expect(await onlyMarch(await withFault(marchWorkforce, endless))).toMatch(/a page without end/);
  });

  it('that unpacks without end is too', async () => {
    const bomb = answering({ 'content-encoding': 'gzip' }, gzipSync('<p>'.repeat(10_000_000)));
    expect(await onlyMarch(await withFault(marchWorkforce, bomb))).toMatch(/a page without end/);
  });

  it('with more files of one month than there can be is followed to twenty', async () => {
    const links = Array.from({ length: 60 }, (_, i) => [`/a/${i}/individual-march-2020.csv`, 'CSV'] as const);
    const publisher = await withFault(marchWorkforce, page(...links));
    expect(await onlyMarch(publisher)).toMatch(/links to 60 such files; 20 are tried/);
    expect(publisher.requests.filter(({ path }) => path.startsWith('digital.nhs.uk/a/'))).toHaveLength(20);
  });
});

describe('what was looked at', () => {
  it('is said of each file that came', async () => {
    const { events } = await trial(await withMarch(), await emptyFolder());
    expect(events).toEqual([`${marchPath}: 0.0 MB, as long as declared; opens as workforce of 2020-03`]);
    const undeclared = await withMarch((request, response) => {
      response.removeHeader('content-length');
      if (request.method === 'GET') response.write(marchWorkforce);
      response.end();
    });
    const other = await trial(undeclared, await emptyFolder());
    expect(other.events[0]).toContain('of a length that was not declared');
  });

  it('includes an archive’s own checksums', async () => {
    const { events } = await trial(
      await withMarch(zip({ 'march.csv': marchWorkforce })),
      await emptyFolder(),
    );
    expect(events[0]).toMatch(/; every checksum of the archive right; opens as workforce of 2020-03$/);
  });

  it('is no redirect that leads nowhere', async () => {
    const publisher = await withMarch((request, response, times) => {
      if (times === 1) response.writeHead(307).end();
      else serve(marchWorkforce, request, response);
    });
    const { outcomes } = await trial(publisher, await emptyFolder());
    expect(outcomes[0]?.note).toContain('answers unexpectedly (HTTP 307)');
  });
});
