import { randomJson } from './json.js';
import { below, pick } from './uniform.js';
import { type Mutation, packed, type Victim } from './victim.js';

// Mutations of files as wholes, of archives, workbooks, JSON and YAML.

const isArchive = ({ members }: Victim) => members !== null;
const isWorkbook = ({ path }: Victim) => path.endsWith('.xlsx');
const isPacked = (victim: Victim) => isArchive(victim) && !isWorkbook(victim);

const bomb = packed({ 'a.csv': 'a,b\n1,2\n', 'b.csv': new Uint8Array(17 << 20) });

const localHeader = Buffer.from('PK\x03\x04');
const centralHeader = Buffer.from('PK\x01\x02');
const endRecord = Buffer.from('PK\x05\x06');

/** Overwrites a number in the headers of an archive; of the members', local and central ones alike. */
const inHeaders =
  (
    size: 2 | 4,
    at: { local?: number; central?: number; end?: number },
    value: (uniform: () => number) => number,
  ): Mutation =>
  (victim, uniform) => {
    if (!isArchive(victim)) return null;
    const found = Buffer.from(victim.bytes);
    const next = value(uniform);
    for (const [mark, offset] of [
      [localHeader, at.local],
      [centralHeader, at.central],
      [endRecord, at.end],
    ] as const) {
      if (offset === undefined) continue;
      for (let i = found.indexOf(mark); i !== -1; i = found.indexOf(mark, i + 4)) {
        if (i + offset + size > found.length) continue;
        if (size === 2) found.writeUInt16LE(next & 0xffff, i + offset);
        else found.writeUInt32LE(next >>> 0, i + offset);
      }
    }
    return found;
  };

/** The largest member of a workbook's or archive's inside, rewritten. */
const inMember =
  (rewrite: (text: string, uniform: () => number) => string): Mutation =>
  (victim, uniform) => {
    if (!isWorkbook(victim)) return null;
    const names = Object.keys(victim.members!).filter((name) => /\.xml$|\.rels$/.test(name));
    const name = pick(uniform, names);
    const text = Buffer.from(victim.members![name]!).toString();
    return packed({ ...victim.members!, [name]: rewrite(text, uniform) });
  };

const anyNumber = (uniform: () => number) =>
  pick(uniform, [0, 1, 0x7fffffff, 0xffffffff, below(uniform, 2 ** 32)]);

const inNumbers = (text: string, uniform: () => number, to: readonly string[]): string | null => {
  const numbers = [...text.matchAll(/-?\d+(\.\d+)?/g)];
  const found = numbers[below(uniform, numbers.length)];
  if (found === undefined) return null;
  return text.slice(0, found.index) + pick(uniform, to) + text.slice(found.index + found[0].length);
};

/** Mutations that leave what a file says: the panel must be the same. */
export const harmlessToPackages: Readonly<Record<string, Mutation>> = {
  'packed into a zip': ({ table, members, path }, uniform) =>
    table === null || members !== null || path.startsWith('local/')
      ? null
      : packed({ 'read me.pdf': '%PDF', 'folder/1.data.csv': table }, uniform() < 0.5 ? 0 : 6),
  'stored, not deflated': (victim) => (isArchive(victim) ? packed(victim.members!, 0) : null),
  'documents beside it in the archive': (victim, uniform) =>
    isPacked(victim)
      ? packed({ ...victim.members!, 'Guide.docx': 'x', '__MACOSX/._1.csv': 'x', 'a/b.txt': `${uniform()}` })
      : null,
  'JSON set out in lines': ({ text, path }) =>
    text === null || !/json$/.test(path) ? null : Buffer.from(JSON.stringify(JSON.parse(text), null, 2)),
  'more properties in JSON': ({ text, path }) =>
    text === null || !/json$/.test(path)
      ? null
      : Buffer.from(text.replaceAll('"properties":{', '"properties":{"FID":1,"NAME":"é","x":null,')),
  'comments in YAML': ({ text, path }) =>
    text === null || /json$/.test(path) ? null : Buffer.from(`# what this is\n\n${text}\n# the end\n`),
};

/** Mutations that spoil a file: a named error, the panel as it would be without it, or a warning that names it. */
export const harmfulToPackages: Readonly<Record<string, Mutation>> = {
  'cut inside a row': ({ bytes, table, members, path }, uniform) => {
    // A local table may end without a line break, so that a cut at the end of a shorter row does not show.
    if (path.startsWith('local/') && table !== null) return null;
    const at = 1 + below(uniform, bytes.length - 2);
    const atLineEnd = table !== null && members === null && (bytes[at] === 10 || bytes[at - 1] === 10);
    return atLineEnd ? null : bytes.subarray(0, at);
  },
  'nothing in it': () => Buffer.alloc(0),
  'bytes of an archive changed': (victim, uniform) => {
    if (!isArchive(victim)) return null;
    const found = Buffer.from(victim.bytes);
    for (let i = 0; i <= below(uniform, 8); i++) found[below(uniform, found.length)] = below(uniform, 256);
    return found;
  },
  'a wrong checksum': inHeaders(4, { local: 14, central: 16 }, anyNumber),
  'a wrong size': inHeaders(4, { local: 22, central: 24 }, anyNumber),
  'a wrong packed size': inHeaders(4, { local: 18, central: 20 }, anyNumber),
  encrypted: inHeaders(2, { local: 6, central: 8 }, () => 1),
  'an unusual method': inHeaders(2, { local: 8, central: 10 }, (uniform) =>
    pick(uniform, [1, 9, 12, 14, 93, 99]),
  ),
  'an absurd number of members': inHeaders(2, { end: 10 }, anyNumber),
  'a table of contents elsewhere': inHeaders(4, { end: 16 }, anyNumber),
  'an absurd length of names': inHeaders(2, { central: 28 }, (uniform) => pick(uniform, [0, 1, 500, 65535])),
  'a web page instead': () => Buffer.from('<!doctype html><html><body>Sign in, please</body></html>\n'),
  'random bytes': (_, uniform) =>
    Buffer.from(Array.from({ length: below(uniform, 5000) }, () => below(uniform, 256))),
  'zips in a zip': ({ bytes, path }) =>
    packed({ 'inner.zip': packed({ 'inmost.zip': packed({ [path]: bytes }) }) }),
  'a zip with a path outside it': ({ bytes }, uniform) =>
    packed({ [pick(uniform, ['../../escape.csv', '/etc/escape.csv', 'C:\\escape.csv'])]: bytes }),
  'a zip bomb': ({ path }) => (path.startsWith('local/') ? null : Buffer.from(bomb)),
  'a part of a workbook missing': (victim, uniform) => {
    if (!isWorkbook(victim)) return null;
    const members = { ...victim.members! };
    delete members[pick(uniform, Object.keys(members))];
    return packed(members);
  },
  'a part of a workbook cut': inMember((text, uniform) => text.slice(0, below(uniform, text.length))),
  'a part of a workbook that is no XML': inMember((_, uniform) =>
    pick(uniform, [
      '',
      '<',
      '<a><b></a></b>',
      '{"a":1}',
      '<?xml version="1.0"?><worksheet/>',
      '\u0000',
      '&&&',
    ]),
  ),
  'an entity that grows in a workbook': inMember(
    (text) =>
      `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${text.replace(/^<\?xml[^>]*>/, '').replaceAll('PCN', '&b;')}`,
  ),
  'a cell of a workbook': inMember((text, uniform) =>
    text.replaceAll(
      pick(uniform, ['20191001', 'U00001', 'A81001', 'PCN Code', 'Start', 't="s"', 't="n"', '<v>']),
      pick(uniform, ['31FEB2020', 'x', '', '٢٠١٩', '99999999', '-1', '<v>9999', ' t="b"']),
    ),
  ),
  'JSON of another shape': ({ text, path }, uniform) =>
    text === null || !/json$/.test(path) ? null : Buffer.from(randomJson(text, uniform)),
  'a number of JSON or YAML': ({ text }, uniform) => {
    const found =
      text === null
        ? null
        : inNumbers(text, uniform, ['"-1"', '1e999', 'null', '[]', '{}', '-1e308', '"x"', '1e7']);
    return found === null ? null : Buffer.from(found);
  },
  'JSON nested without end': ({ text, path }, uniform) =>
    text === null || !/json$/.test(path)
      ? null
      : Buffer.from('['.repeat(below(uniform, 200_000)) + (uniform() < 0.5 ? text : '')),
  'a line of YAML': ({ text, path }, uniform) => {
    if (text === null || /json$/.test(path)) return null;
    const lines = text.split('\n');
    const at = below(uniform, lines.length - 1);
    const wrong = [
      '  unit: miles',
      '\tlabel: x',
      '  : :',
      '- a',
      '  label: [',
      '&a *a',
      '  year: soon',
      '!!js x',
      '',
    ];
    lines[at] = pick(uniform, [
      ...wrong,
      `${lines[at]}\n${lines[at]}`,
      ' '.repeat(below(uniform, 9)) + lines[at],
    ]);
    return Buffer.from(lines.join('\n'));
  },
  'YAML that refers to itself': ({ text, path }) =>
    text === null || /json$/.test(path)
      ? null
      : Buffer.from(
          `a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\n${text}`,
        ),
};
