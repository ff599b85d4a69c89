import { describe, expect, it } from 'vitest';
import { isMine, march, marchLink, marchPage, marchPath, reasonOf } from './march-publisher.js';
import { emptyFolder, page, publisherOf, type Served, trial, workforcePage } from './publisher.js';
import { deprivation, juneWorkforce, marchWorkforce, zip } from './small-england.js';

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
      'a zip in a zip in a zip',
      zip({ 'outer.zip': zip({ 'inner.zip': zip({ 'march.csv': marchWorkforce }) }) }),
      /another archive \(outer\.zip\)/,
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
