import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { OutgoingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { asked, march, marchPath, untilPartHas, withMarch } from './march-publisher.js';
import { emptyFolder, serve, trial } from './publisher.js';
import { marchWorkforce } from './small-england.js';

// RFC 9110, 15.3.7.3: parts are joined only where both have the same strong validator.

const { length } = marchWorkforce;
const begun = 'CENSUS_YEAR,'.length + 90;
const old = 'Thu, 30 Jul 2020 08:30:00 GMT';
const whole = (extra: OutgoingHttpHeaders = {}) => ({ 'content-length': length, etag: '"one"', ...extra });
const rest = (extra: OutgoingHttpHeaders = {}) => ({
  'content-length': length - begun,
  'content-range': `bytes ${begun}-${length - 1}/${length}`,
  etag: '"one"',
  ...extra,
});

/** Breaks off after some bytes, then sends what is said to be the rest, then all that it is asked for. */
async function resumed(first: OutgoingHttpHeaders, second: OutgoingHttpHeaders, tail?: string | Uint8Array) {
  const into = await emptyFolder();
  const publisher = await withMarch((request, response, times) => {
    if (times === 1) {
      response.writeHead(200, first);
      response.write('x'.repeat(begun));
      untilPartHas(into, begun).then(() => response.destroy());
    } else if (request.headers.range !== undefined) {
      response.writeHead(206, second).end(tail ?? marchWorkforce.slice(begun));
    } else serve(marchWorkforce, request, response);
  });
  const { outcomes, events } = await trial(publisher, into);
  const content = await readFile(join(into, marchPath), 'utf8').catch(() => null);
  return { outcomes, events, content, requests: asked(publisher.requests, march) };
}

describe('the rest of a file', () => {
  it.each<[string, OutgoingHttpHeaders, OutgoingHttpHeaders, RegExp]>([
    ['with another ETag', whole(), rest({ etag: '"two"' }), /its ETag is another/],
    ['with the ETag as a weak one', whole(), rest({ etag: 'W/"one"' }), /its ETag is another/],
    [
      'without an ETag',
      whole({ 'last-modified': old }),
      { ...rest({ 'last-modified': old }), etag: undefined as never },
      /its ETag is another/,
    ],
    [
      'of a file of another length',
      whole(),
      rest({ 'content-range': `bytes ${begun}-${length - 1}/${length + 7}` }),
      /has \d+ bytes now/,
    ],
    [
      'of a file of a length that is not said',
      whole(),
      rest({ 'content-range': `bytes ${begun}-${length - 1}/*` }),
      /which part/,
    ],
    [
      'that begins elsewhere',
      whole(),
      rest({ 'content-range': `bytes ${begun + 1}-${length - 1}/${length}` }),
      /begins at byte/,
    ],
    ['that does not say what it is', whole(), { etag: '"one"' }, /which part/],
    [
      'with another Last-Modified',
      { 'content-length': length, 'last-modified': old },
      { ...rest({ 'last-modified': 'Fri, 31 Jul 2020 08:30:00 GMT' }), etag: undefined as never },
      /its Last-Modified is another/,
    ],
    ['that is packed', whole(), rest({ 'content-encoding': 'gzip' }), /it is packed/],
  ])('%s is not joined: all of it is asked for', async (_name, first, second, why) => {
    const said = Object.fromEntries(Object.entries(second).filter(([, value]) => value !== undefined));
    const tail = said['content-encoding'] === undefined ? undefined : gzipSync(marchWorkforce.slice(begun));
    if (tail !== undefined) said['content-length'] = tail.length;
    const { outcomes, events, content, requests } = await resumed(first, said, tail);
    expect(outcomes).toMatchObject([{ status: 'fetched' }]);
    expect(events.join('\n')).toMatch(why);
    expect(content).toBe(marchWorkforce);
    expect(requests.map(({ headers }) => headers.range)).toEqual([undefined, `bytes=${begun}-`, undefined]);
  });

  it('with the same strong ETag is joined', async () => {
    const { content, requests } = await resumed(whole(), rest());
    expect(requests).toHaveLength(2);
    // The first part was not the file's own: joining shows.
    expect(content).toBeNull();
  });

  it.each<[string, OutgoingHttpHeaders]>([
    ['a weak ETag', { etag: 'W/"one"' }],
    ['a Last-Modified of this very minute', { 'last-modified': new Date().toUTCString() }],
    ['neither', {}],
    ['an ETag that is none', { etag: 'one' }],
  ])('is not asked for on the word of %s', async (_name, headers) => {
    const { outcomes, requests, content } = await resumed({ 'content-length': length, ...headers }, rest());
    expect(outcomes).toMatchObject([{ status: 'fetched' }]);
    expect(requests.map((request) => request.headers.range)).toEqual([undefined, undefined]);
    expect(content).toBe(marchWorkforce);
  });

  it.each(['{"asked":', '[]', '{"asked":"x","etag":{"a":1},"lastModified":null,"length":-1}'])(
    'is not asked for where the note on the part is %s',
    async (spoilt) => {
      const into = await emptyFolder();
      const stop = new AbortController();
      const publisher = await withMarch((request, response, times) => {
        if (times > 1) return serve(marchWorkforce, request, response);
        response.writeHead(200, whole());
        response.write('x'.repeat(begun));
        untilPartHas(into, begun).then(() => stop.abort());
      });
      await trial(publisher, into, { signal: stop.signal }).catch(() => {});
      const folder = join(into, '.partial');
      await mkdir(folder, { recursive: true });
      const note = (await readdir(folder)).find((name) => name.endsWith('.json')) as string;
      await writeFile(join(folder, note), spoilt);
      expect((await trial(publisher, into)).outcomes).toMatchObject([{ status: 'fetched' }]);
      expect(asked(publisher.requests, march).map(({ headers }) => headers.range)).toEqual([
        undefined,
        undefined,
      ]);
      expect(await readFile(join(into, marchPath), 'utf8')).toBe(marchWorkforce);
    },
  );
});
