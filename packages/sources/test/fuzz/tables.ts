import { below, pick, shuffled, type Uniform } from './uniform.js';
import { type Mutation, packed } from './victim.js';

const rowsOf = (table: string) => table.replace(/\n$/, '').split('\n');
const countOf = (row: string) => row.replace(/"(?:[^"]|"")*"/g, '').split(',').length;

/** Cells of a row without line breaks; quoted cells stay quoted. */
export const cellsOf = (row: string): string[] =>
  row
    .match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)!
    .slice(0, countOf(row))
    .map((cell) => cell.replace(/,$/, ''));

type Rewrite = (rows: string[], uniform: Uniform, path: string) => string[] | string | Buffer | null;

/** A mutation of the rows of a table, the header first. */
export const onTable =
  (rewrite: Rewrite): Mutation =>
  ({ table, path, withTable }, uniform) => {
    const found = table === null ? null : rewrite(rowsOf(table), uniform, path);
    if (found === null) return null;
    if (Buffer.isBuffer(found)) return withTable(found);
    return withTable(Buffer.from(typeof found === 'string' ? found : `${found.join('\n')}\n`));
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

/** Rewrites every cell of the columns whose name suits. */
const inColumns = (suits: RegExp, replace: (cell: string, uniform: Uniform) => string): Mutation =>
  onTable(([header, ...rows], uniform) => {
    const columns = cellsOf(header!);
    if (!columns.some((name) => suits.test(name))) return null;
    const rewritten = rows.map((row) =>
      cellsOf(row)
        .map((cell, c) => (suits.test(columns[c]!) ? replace(cell, uniform) : cell))
        .join(','),
    );
    return [header!, ...rewritten];
  });

const isNumber = (cell: string) => /^-?\d+(\.\d+)?$/.test(cell);
const short = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function dateInAnotherForm(cell: string, uniform: Uniform): string {
  const found = /^(\d\d)-?([A-Za-z]{3})-?(?:20)?(\d\d)$/.exec(cell);
  if (found === null) return cell;
  const [, day, name, year] = found;
  const month = String(short.indexOf(name!.toUpperCase()) + 1).padStart(2, '0');
  return pick(uniform, [
    `20${year}-${month}-${day}`,
    `20${year}${month}${day}`,
    `${day}/${month}/20${year}`,
    `${day}-${name}-${year}`,
    `${day}${name!.toLowerCase()}20${year}`,
    ` ${day} ${name} 20${year} `,
    `20${year}-${month}-${day} 00:00:00`,
  ]);
}

/** Mutations that leave what a table says: the panel must be the same. */
export const harmlessToTables: Readonly<Record<string, Mutation>> = {
  'rows in another order': onTable(([header, ...rows], uniform) => [header!, ...shuffled(rows, uniform)]),
  'columns in another order': onTable((rows, uniform) => {
    const order = shuffled([...cellsOf(rows[0]!).keys()], uniform);
    return rows.map((row) => {
      const cells = cellsOf(row);
      return order.map((c) => cells[c]!).join(',');
    });
  }),
  'a byte-order mark': onTable((rows) => `\ufeff${rows.join('\n')}\n`),
  'carriage returns': onTable((rows) => `${rows.join('\r\n')}\r\n`),
  'mixed line breaks': onTable((rows, uniform) =>
    rows.map((row) => `${row}${uniform() < 0.5 ? '\r\n' : '\n'}`).join(''),
  ),
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
  'codes in small letters': inColumns(/^(?!CHNG).*(CODE$|CD$|CDH$)/i, (cell) => cell.toLowerCase()),
  'spaces round cells': onTable((rows, uniform) =>
    rows.map((row) =>
      cellsOf(row)
        .map((cell) => (cell.startsWith('"') || uniform() < 0.5 ? cell : ` ${cell}  `))
        .join(','),
    ),
  ),
  'dates in other forms': inColumns(/DATE$/i, dateInAnotherForm),
  'a column twice': onTable((rows, uniform) => {
    const c = below(uniform, cellsOf(rows[0]!).length);
    return rows.map((row) => `${row},${cellsOf(row)[c]}`);
  }),
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
  'line breaks in a cell that nobody reads': onTable((rows, uniform) =>
    rows.map((row, i) =>
      i === 0 ? `${row},REMARK` : `${row},"first${pick(uniform, ['\n', '\r\n', '\n\n'])}""second"", third"`,
    ),
  ),
  'a huge cell that nobody reads': onTable((rows, uniform) =>
    rows.map((row, i) =>
      i === 0 ? `${row},REMARK` : `${row},"${'x, '.repeat(i === 1 ? 1 + below(uniform, 20_000) : 1)}"`,
    ),
  ),
};

const notNumbers = [
  ...[
    'abc',
    '-5',
    '1e999',
    'NaN',
    '1,5',
    '0x10',
    '١٢',
    '#REF!',
    '12abc',
    '\u2212 3',
    '*',
    'Infinity',
    '-0.5',
  ],
  ...[
    '1_000',
    '"1,234"',
    '12.5.6',
    '+-3',
    '9'.repeat(40),

    'null',
    '',
  ],
];
const notDates = [
  ...[
    '31FEB2020',
    '2020-02-30',
    '00/00/0000',
    '99999999',
    'soon',
    '1 April',
    '01APR20200',
    '0',
    '12/25/2020',
  ],
  ...['20200401T', '-1', 'APR', '2020-04-01T25:61', '01JAN1066', '01JAN9999'],
];

/** Mutations that spoil a table: a named error, the panel as it would be without it, or a warning that names it. */
export const harmfulToTables: Readonly<Record<string, Mutation>> = {
  'a number made text': (victim, uniform) => {
    const found = inOneCell((cell, of) => (isNumber(cell) ? pick(of, notNumbers) : cell))(victim, uniform);
    // A part of a quotient may be as large as it likes.
    return victim.path === 'local/clinics.csv' && Buffer.isBuffer(found) && found.includes('9'.repeat(40))
      ? null
      : found;
  },
  'a date that cannot be': onTable(([header, ...rows], uniform) => {
    const columns = cellsOf(header!).flatMap((name, c) => (/DATE|YEAR|MONTH/i.test(name) ? [c] : []));
    if (columns.length === 0) return null;
    const at = below(uniform, rows.length);
    const cells = cellsOf(rows[at]!);
    cells[pick(uniform, columns)] = pick(uniform, notDates);
    rows[at] = cells.join(',');
    return [header!, ...rows];
  }),
  'an empty cell': (victim, uniform) =>
    // In a local table an empty cell is a value that is missing.
    victim.path.startsWith('local/') ? null : inOneCell(() => '')(victim, uniform),
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
  'a stray quote': onTable((rows, uniform) => {
    const text = `${rows.join('\n')}\n`;
    const at = below(uniform, text.length);
    return `${text.slice(0, at)}"${text.slice(at)}`;
  }),
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
  'UTF-16': onTable((rows, uniform) => {
    const text = Buffer.from(`${uniform() < 0.5 ? '\ufeff' : ''}${rows.join('\n')}\n`, 'utf16le');
    return uniform() < 0.5 ? text : text.swap16();
  }),
  'UTF-7 and other bytes': onTable((rows, uniform) => {
    const bytes = Buffer.from(`${rows.join('\n')}\n`);
    for (let i = 0; i <= below(uniform, 3); i++)
      bytes[below(uniform, bytes.length)] = 128 + below(uniform, 128);
    return bytes;
  }),
  'control characters': onTable((rows, uniform) => {
    const bytes = Buffer.from(`${rows.join('\n')}\n`);
    for (let i = 0; i <= below(uniform, 4); i++)
      bytes[below(uniform, bytes.length)] = pick(uniform, [0, 1, 8, 13, 127]);
    return bytes;
  }),
  'another separator': onTable((rows, uniform) => {
    const separator = pick(uniform, [';', '\t', '|']);
    return rows.map((row) => row.replaceAll(',', separator));
  }),
  'a huge cell': onTable((rows, uniform) => {
    const at = 1 + below(uniform, rows.length - 1);
    const cells = cellsOf(rows[at]!);
    const c = below(uniform, cells.length);
    // Another role is as good as any: roles come and go.
    if (cellsOf(rows[0]!)[c] === 'STAFF_ROLE') return null;
    cells[c] = 'x'.repeat(1 + below(uniform, 300_000));
    rows[at] = cells.join(',');
    return rows;
  }),
  'a huge row': onTable((rows, uniform) => {
    rows.splice(1 + below(uniform, rows.length), 0, ','.repeat(below(uniform, 100_000)));
    return rows;
  }),
  'a row twice': onTable((rows, uniform, path) => {
    // Two people of one role may have the same row.
    if (path.startsWith('workforce/') || path.includes('lookup')) return null;
    const at = 1 + below(uniform, rows.length - 1);
    return [...rows.slice(0, at), rows[at]!, ...rows.slice(at)];
  }),
  'another table behind it': onTable((rows, uniform) => {
    const more = pick(uniform, [rows, ['a,b', '1,2'], [...rows.slice(0, 2), '']]);
    return [...rows, ...(uniform() < 0.5 ? [''] : []), ...more];
  }),
  'the same twice in a zip': ({ table, path }) =>
    table === null || path.startsWith('local/') ? null : packed({ 'a.csv': table, 'b.csv': table }),
};
