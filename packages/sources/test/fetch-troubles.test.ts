import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { CancelledError } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import {
  asked,
  files,
  lockOf,
  march,
  marchLink,
  marchPath,
  reasonOf,
  refusal,
  untilPartHas,
  withMarch,
} from './march-publisher.js';
import { emptyFolder, serve, trial } from './publisher.js';
import { juneWorkforce, marchWorkforce } from './small-england.js';

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
