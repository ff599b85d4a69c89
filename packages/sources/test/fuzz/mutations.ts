import { zip } from '../small-england.js';

/** A generator of numbers from 0 to 1 (mulberry32), so that a case can be had again from its seed. */
export type Uniform = () => number;

export function uniformFrom(seed: number): Uniform {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const below = (uniform: Uniform, limit: number): number => Math.floor(uniform() * limit);
export const pick = <T>(uniform: Uniform, items: readonly T[]): T => items[below(uniform, items.length)]!;

/** A file before a mutation. `table` is its comma-separated text where it is one, not packed. */
export interface Victim {
  path: string;
  bytes: Buffer;
  table: string | null;
}

/** The file after it; null where the mutation does not suit the file. */
export type Mutation = (victim: Victim, uniform: Uniform) => Buffer | null;

const rowsOf = (table: string) => table.replace(/\n$/, '').split('\n');
const joined = (rows: readonly string[]) => Buffer.from(`${rows.join('\n')}\n`);

/** Cells of a row without line breaks; quoted cells stay quoted. */
const cellsOf = (row: string): string[] =>
  row
    .match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)!
    .slice(0, countOf(row))
    .map((cell) => cell.replace(/,$/, ''));
const countOf = (row: string) => row.replace(/"(?:[^"]|"")*"/g, '').split(',').length;

const onTable =
  (mutate: (rows: string[], uniform: Uniform, path: string) => string[] | string | Buffer | null): Mutation =>
  ({ table, path }, uniform) => {
    if (table === null) return null;
    const found = mutate(rowsOf(table), uniform, path);
    if (found === null || Buffer.isBuffer(found)) return found;
    return typeof found === 'string' ? Buffer.from(found) : joined(found);
  };

const inOneCell = (replace: (cell: string, uniform: Uniform) => string): Mutation =>
  onTable((rows, uniform) => {
    const at = 1 + below(uniform, rows.length - 1);
    const cells = cellsOf(rows[at]!);
    const c = below(uniform, cells.length);
    cells[c] = replace(cells[c]!, uniform);
    rows[at] = cells.join(',');
    return rows;
  });

const shuffled = <T>(items: readonly T[], uniform: Uniform): T[] => {
  const found = [...items];
  for (let i = found.length - 1; i > 0; i--) {
    const j = below(uniform, i + 1);
    [found[i], found[j]] = [found[j]!, found[i]!];
  }
  return found;
};

const isNumber = (cell: string) => /^-?\d+(\.\d+)?$/.test(cell);

/** Mutations that leave what a file says: the panel must be the same. */
export const harmless: Readonly<Record<string, Mutation>> = {
  'rows in another order': onTable(([header, ...rows], uniform) => [header!, ...shuffled(rows, uniform)]),
  'columns in another order': onTable((rows, uniform) => {
    const order = shuffled([...cellsOf(rows[0]!).keys()], uniform);
    return rows.map((row) => {
      const cells = cellsOf(row);
      return order.map((c) => cells[c]!).join(',');
    });
  }),
  'a byte-order mark': ({ table }) =>
    table === null ? null : Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(table)]),
  'carriage returns': onTable((rows) => `${rows.join('\r\n')}\r\n`),
  'every cell quoted': onTable((rows) =>
    rows.map((row) =>
      cellsOf(row)
        .map((cell) => (cell.startsWith('"') ? cell : `"${cell}"`))
        .join(','),
    ),
  ),
  'header in other letters': onTable(([header, ...rows], uniform) => [
    uniform() < 0.5 ? header!.toUpperCase() : header!.toLowerCase(),
    ...rows,
  ]),
  'blank lines': onTable((rows, uniform) => {
    rows.splice(1 + below(uniform, rows.length), 0, '');
    return rows;
  }),
  'Windows-1252 in a cell that nobody reads': onTable((rows) =>
    Buffer.from(
      `${rows.map((row, i) => (i === 0 ? `${row},REMARK` : `${row},caf\u00e9 \u0096`)).join('\n')}\n`,
      'latin1',
    ),
  ),
  'a huge cell that nobody reads': onTable((rows, uniform) =>
    rows.map((row, i) =>
      i === 0 ? `${row},REMARK` : `${row},"${'x, '.repeat(i === 1 ? 1 + below(uniform, 20_000) : 1)}"`,
    ),
  ),
  'packed into a zip': ({ table, path, bytes }) =>
    table === null || path.startsWith('local/')
      ? null
      : Buffer.from(zip({ 'read me.pdf': '%PDF', '1.data.csv': new Uint8Array(bytes) })),
};

/** Mutations that spoil a file: a named error, or the panel as it would be without it, or a warning that names it. */
export const harmful: Readonly<Record<string, Mutation>> = {
  'cut inside a row': ({ bytes, table }, uniform) => {
    const at = 1 + below(uniform, bytes.length - 2);
    const atLineEnd = table !== null && (bytes[at] === 10 || bytes[at - 1] === 10);
    return atLineEnd ? null : bytes.subarray(0, at);
  },
  'a number made text': inOneCell((cell, uniform) =>
    isNumber(cell)
      ? pick(uniform, ['abc', '-5', '1e999', 'NaN', '1,5', '0x10', '١٢', '#REF!', '12abc', '\u2212 3', '*'])
      : cell,
  ),
  'a cell too few': onTable((rows, uniform) => {
    const at = 1 + below(uniform, rows.length - 1);
    const cells = cellsOf(rows[at]!);
    cells.splice(below(uniform, cells.length), 1);
    rows[at] = cells.join(',');
    return rows;
  }),
  'a cell too many': onTable((rows, uniform) => {
    const at = 1 + below(uniform, rows.length - 1);
    const cells = cellsOf(rows[at]!);
    cells.splice(below(uniform, cells.length), 0, 'x');
    rows[at] = cells.join(',');
    return rows;
  }),
  'a stray quote': ({ bytes, table }, uniform) => {
    if (table === null) return null;
    const at = below(uniform, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from('"'), bytes.subarray(at)]);
  },
  'the header again further down': onTable((rows, uniform) => {
    rows.splice(1 + below(uniform, rows.length), 0, rows[0]!);
    return rows;
  }),
  'a header renamed': onTable((rows, uniform) => {
    const cells = cellsOf(rows[0]!);
    cells[below(uniform, cells.length)] = 'SOMETHING_ELSE';
    rows[0] = cells.join(',');
    return rows;
  }),
  'no header': onTable((rows) => rows.slice(1)),
  'no rows': onTable((rows) => rows.slice(0, 1)),
  'nothing in it': () => Buffer.alloc(0),
  'UTF-16': ({ table }, uniform) => {
    if (table === null) return null;
    const text = Buffer.from(`${uniform() < 0.5 ? '\ufeff' : ''}${table}`, 'utf16le');
    return uniform() < 0.5 ? text : text.swap16();
  },
  'semicolons for commas': onTable((rows) => rows.map((row) => row.replaceAll(',', ';'))),
  'control characters': ({ bytes }, uniform) => {
    const found = Buffer.from(bytes);
    for (let i = 0; i <= below(uniform, 4); i++)
      found[below(uniform, found.length)] = pick(uniform, [0, 1, 8, 127]);
    return found;
  },
  'bytes of an archive changed': ({ bytes, table }, uniform) => {
    if (table !== null) return null;
    const found = Buffer.from(bytes);
    for (let i = 0; i <= below(uniform, 8); i++) found[below(uniform, found.length)] = below(uniform, 256);
    return found;
  },
  'a huge cell': inOneCell((_, uniform) => 'x'.repeat(1 + below(uniform, 300_000))),
  'a huge row': onTable((rows, uniform) => {
    rows.splice(1 + below(uniform, rows.length), 0, ','.repeat(below(uniform, 100_000)));
    return rows;
  }),
  'a web page instead': () => Buffer.from('<!doctype html><html><body>Sign in, please</body></html>\n'),
  'random bytes': (_, uniform) =>
    Buffer.from(Array.from({ length: below(uniform, 5000) }, () => below(uniform, 256))),
  'zips in a zip': ({ bytes, path }) =>
    Buffer.from(zip({ 'inner.zip': zip({ 'inmost.zip': zip({ [path]: new Uint8Array(bytes) }) }) })),
  'a zip with a path outside it': ({ bytes }) =>
    Buffer.from(zip({ '../../escape.csv': new Uint8Array(bytes) })),
  'the same twice in a zip': ({ bytes, table }) =>
    table === null
      ? null
      : Buffer.from(zip({ 'a.csv': new Uint8Array(bytes), 'b.csv': new Uint8Array(bytes) })),
  'a patient row twice': onTable((rows, uniform, path) => {
    if (path.startsWith('workforce/')) return null;
    const at = 1 + below(uniform, rows.length - 1);
    return [...rows.slice(0, at), rows[at]!, ...rows.slice(at)];
  }),
};
