import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { hostsOfCatalogue } from '../src/catalogue/hosts.js';
import { isLoopback, judgeOf, mirrorOf } from '../src/fetch/hosts.js';
import { files, march, marchLink, marchPage, marchPath, reasonOf, withMarch } from './march-publisher.js';
import { emptyFolder, page, publisherOf, serve, trial } from './publisher.js';
import { marchWorkforce } from './small-england.js';

const foreign = 'elsewhere.example/individual-march-2020.csv';

describe('addresses that are asked', () => {
  it('are those of the catalogue’s own hosts, each by https', () => {
    expect([...hostsOfCatalogue].sort()).toEqual([
      '*.az.arcgis.com',
      'assets.publishing.service.gov.uk',
      'digital.nhs.uk',
      'files.digital.nhs.uk',
      'open-geography-portalx-ons.hub.arcgis.com',
      'services1.arcgis.com',
      'www.gov.uk',
    ]);
  });

  it.each([
    ['http://digital.nhs.uk/a.csv', /not encrypted/],
    ['https://elsewhere.example/a.csv', /the host elsewhere\.example; --host elsewhere\.example allows it/],
    ['https://digital.nhs.uk.elsewhere.example/a.csv', /host/],
    ['https://files.digital.nhs.uk:8443/a.csv', /the host files\.digital\.nhs\.uk:8443/],
    ['https://digital.nhs.uk@elsewhere.example/a.csv', /user name/],
    ['https://az.arcgis.com/a.csv', /host/],
    ['https://evilaz.arcgis.com/a.csv', /host/],
    ['https://127.0.0.1/a.csv', /host/],
    ['https://[::1]/a.csv', /host/],
    ['https://169.254.169.254/latest', /host/],
    ['file:///etc/passwd', /no web address/],
    ['data:text/csv,a', /no web address/],
    ['not an address', /no web address/],
  ])('are not %s', (address, why) => {
    expect(() => judgeOf()(address)).toThrow(why);
  });

  it('may be of a host that the user names, or of all below one', () => {
    const judge = judgeOf(['Mirror.example:8443', '*.example.org']);
    expect(judge('https://mirror.example:8443/a').host).toBe('mirror.example:8443');
    expect(judge('https://a.b.example.org/a').host).toBe('a.b.example.org');
    expect(judge('https://stg-3.az.arcgis.com/a').host).toBe('stg-3.az.arcgis.com');
    for (const address of ['https://mirror.example/a', 'https://example.org/a', 'http://a.example.org/a']) {
      expect(() => judge(address)).toThrow('is not asked');
    }
  });

  it('are shown without what a terminal would obey', () => {
    expect(() => judgeOf()('\u001b]0;title\u0007\u202ecsv')).toThrow(
      /^\ufffd\]0;title\ufffd\ufffdcsv is not asked/,
    );
    expect(() => judgeOf()('a\u061cb\u2028c')).toThrow(/^a\ufffdb\ufffdc is not asked/);
  });
});

describe('a page', () => {
  it('that links to another host is not followed there, unless the user names it', async () => {
    const publisher = await publisherOf({
      [marchPage]: page([`https://${foreign}`, 'Individual-level CSV']),
      [foreign]: marchWorkforce,
    });
    const into = await emptyFolder();
    const { outcomes } = await trial(publisher, into);
    expect(outcomes).toMatchObject([{ status: 'failed', edition: '2020-03', files: [] }]);
    expect(outcomes[0]?.note).toContain('--host elsewhere.example allows it');
    expect(publisher.requests.map(({ path }) => path)).not.toContain(foreign);
    const named = await trial(publisher, into, { hosts: ['elsewhere.example'] });
    expect(named.outcomes).toMatchObject([{ status: 'fetched' }]);
  });

  it('whose base is another host leads nowhere else', async () => {
    const publisher = await publisherOf({
      [marchPage]: `<base href="https://elsewhere.example/">${page(['individual-march-2020.csv', 'CSV'])}`,
      [foreign]: marchWorkforce,
    });
    const { outcomes } = await trial(publisher, await emptyFolder());
    expect(outcomes[0]?.note).toContain('the host elsewhere.example');
    expect(publisher.requests.map(({ path }) => path)).not.toContain(foreign);
  });
});

describe('a redirect', () => {
  it.each([
    [`https://${foreign}`, 'host elsewhere.example'],
    [`//${foreign}`, 'host elsewhere.example'],
    [`http://${march}`, 'not encrypted'],
    ['http://127.0.0.1:9/individual.csv', 'not encrypted'],
    [`https://user:secret@${march}`, 'user name'],
    [['https://a.example/', 'https://b.example/'], 'files.digital.nhs.uk'],
  ])('to %j is not followed', async (location, why) => {
    const publisher = await withMarch((_request, response) => {
      response.setHeader('location', location);
      response.writeHead(302).end('moved');
    });
    const { outcomes, pauses } = await trial(publisher, await emptyFolder());
    expect(outcomes).toMatchObject([{ status: 'failed' }]);
    expect(outcomes[0]?.note).toContain(why);
    expect(publisher.requests.filter(({ path }) => path.includes('.csv'))).toHaveLength(1);
    expect(pauses).toEqual([]);
  });

  const chain = (length: number) =>
    Object.fromEntries(
      Array.from({ length }, (_, i) => [
        i === 0 ? march : `${files}/hop/${i}`,
        ((request, response) => {
          if (i === length - 1) serve(marchWorkforce, request, response);
          else response.writeHead(302, { location: `https://${files}/hop/${i + 1}` }).end();
        }) satisfies Parameters<typeof withMarch>[0],
      ]),
    );
  it('is followed five times, not six', async () => {
    const pages = { [marchPage]: page([marchLink, 'Individual-level CSV']) };
    const five = await trial(await publisherOf({ ...pages, ...chain(6) }), await emptyFolder());
    expect(five.outcomes).toMatchObject([{ status: 'fetched' }]);
    const six = await trial(await publisherOf({ ...pages, ...chain(7) }), await emptyFolder());
    expect(six.outcomes[0]?.note).toContain('without end (5 were followed)');
  });

  it('is not listened to', async () => {
    const into = await emptyFolder();
    let sent = 0;
    const publisher = await withMarch((_request, response) => {
      response.writeHead(302, { location: 'https://files.digital.nhs.uk/moved.csv' });
      const more = () => {
        sent += 1 << 16;
        response.write(Buffer.alloc(1 << 16), (error) => error || sent > 1e8 || more());
      };
      more();
    });
    publisher.pages[`${files}/moved.csv`] = marchWorkforce;
    expect((await trial(publisher, into)).outcomes).toMatchObject([{ status: 'fetched' }]);
    expect(sent).toBeLessThan(1e8);
  });
});

describe('the lock', () => {
  it('leads to no other host, whoever wrote it', async () => {
    const into = await emptyFolder();
    await trial(await withMarch(), into);
    const lock = join(into, 'inverse-care.lock.json');
    await writeFile(lock, (await readFile(lock, 'utf8')).replaceAll(marchLink, `https://${foreign}`));
    const publisher = await publisherOf({
      [marchPage]: page(['/about', 'About']),
      [foreign]: (_request, response) => response.writeHead(304).end(),
    });
    const { outcomes } = await trial(publisher, into);
    expect(outcomes).toMatchObject([{ status: 'present', files: [marchPath] }]);
    expect(outcomes[0]?.note).toContain('did not say whether it has changed: https://elsewhere.example/');
    expect(publisher.requests.map(({ path }) => path)).not.toContain(foreign);
  });
});

describe('a mirror', () => {
  it('is asked by https, or on this machine', () => {
    expect(mirrorOf(undefined)).toBeNull();
    for (const base of [
      'https://mirror.example/nhs/',
      'http://127.0.0.1:81',
      'http://[::1]:81',
      'http://localhost',
    ]) {
      expect(mirrorOf(base)?.href).toContain(base);
    }
    for (const base of [
      'http://mirror.example',
      'http://127.0.0.1.mirror.example',
      'ftp://localhost',
      'nonsense',
    ]) {
      expect(() => mirrorOf(base)).toThrow(InputError);
    }
    expect(isLoopback('127.elsewhere.example')).toBe(false);
    expect(isLoopback('localhost.elsewhere.example')).toBe(false);
  });

  it('answers for the publishers: what it sends to is judged as theirs', async () => {
    const reason = await reasonOf((_request, response) =>
      response.writeHead(302, { location: 'https://elsewhere.example/a.csv' }).end(),
    );
    expect(reason).toMatch(/files\.digital\.nhs\.uk sends to https:\/\/elsewhere\.example\/a\.csv: /);
  });
});
