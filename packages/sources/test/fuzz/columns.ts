import { cellsOf, onTable } from './tables.js';
import { below, pick, type Uniform } from './uniform.js';
import type { Edits, Mutation } from './victim.js';

// Mutations of columns, codes and what files say of one another.
//
// Legal values aside: a number that becomes another number that may be, or a code another code that may be, cannot be
// known from its file; where another file contradicts it, it has to be said. So two columns that could hold each other's cells are not swapped, and a doubled column has
// cells that differ from its own.

const shapeOf = (cell: string) =>
  /^-?[\d.]+$/.test(cell) ? 'number' : cell.replace(/\d/g, '9').replace(/[a-z]/gi, 'A');

/** True where each of two columns could hold what is in the other. */
function alike(rows: readonly (readonly string[])[], a: number, b: number): boolean {
  const shapes = (c: number) => new Set(rows.map((row) => shapeOf(row[c] ?? '')));
  const [one, other] = [shapes(a), shapes(b)];
  return [...one].some((shape) => other.has(shape));
}

const inOtherLetters = (name: string, uniform: Uniform) =>
  pick(uniform, [name, name.toLowerCase(), name.toUpperCase(), ` ${name} `, name.replaceAll('_', ' ')]);

/** What is written in the place of a code, among them names that every object of JavaScript has. */
const notCodes = [
  'NULL',
  'U0000',
  'CONSTRUCTOR',
  'constructor',
  '__PROTO__',
  '#N/A',
  'n/a',
  'toString',
  '-',
  'Total',
];
const codeColumn = /^(PCN_CODE|PRACTICE_CODE|ORG_CODE|CODE|AD_PRACTICECODE)$/i;

/** Rewrites some rows in a column whose name suits. */
const inSomeRows = (suits: RegExp, cell: (before: string, uniform: Uniform) => string): Mutation =>
  onTable((rows, uniform) => {
    const columns = cellsOf(rows[0]!).flatMap((name, c) => (suits.test(name) ? [c] : []));
    if (columns.length === 0 || rows.length < 2) return null;
    const c = pick(uniform, columns);
    for (let i = 0; i <= below(uniform, 3); i++) {
      const at = 1 + below(uniform, rows.length - 1);
      const cells = cellsOf(rows[at]!);
      cells[c] = cell(cells[c]!, uniform);
      rows[at] = cells.join(',');
    }
    return rows;
  });

/** Rewrites every cell of a column. */
const inAllRows = (name: RegExp, cell: (before: string, uniform: Uniform) => string): Mutation =>
  onTable(([header, ...rows], uniform) => {
    const c = cellsOf(header!).findIndex((one) => name.test(one));
    if (c === -1) return null;
    const before = cellsOf(rows[0] ?? '')[c] ?? '';
    const after = cell(before, uniform);
    return [
      header!,
      ...rows.map((row) => {
        const cells = cellsOf(row);
        cells[c] = cells[c] === before ? after : cells[c]!;
        return cells.join(',');
      }),
    ];
  });

/** Mutations of columns and codes: a named error, the same panel, or a warning that names the file. */
export const harmfulToColumns: Readonly<Record<string, Mutation>> = {
  'a column doubled with other values': onTable((rows, uniform) => {
    const header = cellsOf(rows[0]!);
    const c = below(uniform, header.length);
    const first = uniform() < 0.5;
    return rows.map((row, i) => {
      const cells = cellsOf(row);
      const other =
        i === 0 ? inOtherLetters(cells[c]!, uniform) : (cellsOf(rows[1 + (i % (rows.length - 1))]!)[c] ?? '');
      const differs = i > 0 && other === cells[c] ? pick(uniform, ['0', '7', 'x', '']) : other;
      return first ? [differs, ...cells].join(',') : [...cells, differs].join(',');
    });
  }),
  'two columns swapped': onTable((rows, uniform) => {
    const cells = rows.map(cellsOf);
    const header = cells[0]!;
    const a = below(uniform, header.length);
    const b = below(uniform, header.length);
    if (a === b || alike(cells.slice(1), a, b)) return null;
    [header[a], header[b]] = [header[b]!, header[a]!];
    return [header.join(','), ...rows.slice(1)];
  }),
  'the header twice': onTable((rows) => [rows[0]!, ...rows]),
  'every row twice': onTable(([header, ...rows], _, path) =>
    // A pair of areas that is listed twice is a pair.
    path.includes('lookup') ? null : [header!, ...rows, ...rows],
  ),
  'a code that is none': inSomeRows(codeColumn, (_, uniform) => pick(uniform, notCodes)),
  'a code of a place that is none': inSomeRows(/CCG_CODE$/i, (_, uniform) => pick(uniform, notCodes)),
  'a role that is missing in one snapshot': inAllRows(/^STAFF_ROLE$/, (_, uniform) =>
    pick(uniform, ['Community Connectors', 'SOCIAL PRESCRIBING LINK WORKERS', 'Link Workers', '']),
  ),
  'a title above the header': onTable((rows, uniform) => [
    ...pick(uniform, [
      ['A title'],
      ['A title', ''],
      ['"A title, with a comma"', 'A note'],
      ['A title,,,', ',,,'],
    ]),
    ...rows,
  ]),
  'columns that are called otherwise': onTable(([header, ...rows], uniform) => {
    const cells = cellsOf(header!);
    for (let i = 0; i < 4; i++) cells[below(uniform, cells.length)] = `X${i}`;
    return [cells.join(','), ...rows];
  }),
  'a code that no other file has': (victim, uniform) =>
    // A practice that loses one of its neighbourhoods has the others: nothing says how many it should have.
    victim.path.includes('lsoa')
      ? null
      : inSomeRows(
          // By a map alone a PCN without staff is one under any code: nothing says which it should be.
          victim.path.startsWith('map/') ? /^(PRACTICE_CODE|CODE)$/ : /^(PCN_CODE|PRACTICE_CODE|CODE)$/,
          (before) => `${before[0]}99999`,
        )(victim, uniform),
  'an extract of another date': (victim, uniform) => {
    // Who the patients are may be taken from any time of a year: there a date that may be cannot be known to be wrong.
    const far = ['01APR1920', '2002-04-01', '01JAN2017', '01APR2022'];
    const near = ['01JAN2019', '01MAY2020', '01APR2021', '01JUL2020'];
    const ofTotals = /^patients\/(april|july)/.test(victim.path);
    return inAllRows(/^EXTRACT_DATE$/, () => pick(uniform, ofTotals ? [...far, ...near] : far))(
      victim,
      uniform,
    );
  },
  'a census of another month': inAllRows(/^CENSUS_MONTH$/, (_, uniform) =>
    pick(uniform, ['3', '6', '9', '13']),
  ),
  'a census of another year': inAllRows(/^CENSUS_YEAR$/, (_, uniform) =>
    pick(uniform, ['2019', '2021', '20']),
  ),
};

/** A second file of the same, in which one number is another. */
export const otherEdition: Mutation = (victim, uniform): Edits | null => {
  const { table, path, withTable } = victim;
  if (table === null) return null;
  const numbers = [...table.matchAll(/(?<=,)\d+(?=,|\n)/g)];
  const found = numbers[below(uniform, numbers.length)];
  if (found === undefined) return null;
  const changed = `${table.slice(0, found.index)}${Number(found[0]) + 1}${table.slice(found.index + found[0].length)}`;
  return { [`zz/${path}`]: withTable(Buffer.from(changed)) };
};
