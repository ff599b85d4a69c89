import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localKind } from '../src/catalogue/catalogue.js';
import { openTable, readFields } from '../src/reading/open-table.js';
import { type Workspace, withWorkspace } from '../src/reading/workspace.js';
import type { Table } from '../src/recognise/recognise-table.js';
import type { SheetText } from '../src/tables/read-workbook.js';
import { firstRows } from '../src/tables/text.js';
import { below, pick, uniformFrom } from './fuzz/uniform.js';
import * as small from './small-england.js';

const fields = { practice: 0, first: 1, second: 2 };
const names = ['practice', 'first', 'absent', 'second'] as const;

const tableOf = async (content: string | Buffer, sheet: SheetText | null = null): Promise<Table> => {
  const dir = await small.folderOf({});
  const absolute = join(dir, 'table.csv');
  await writeFile(absolute, content);
  return {
    kind: localKind,
    file: { path: 'table.csv', absolute, bytes: Buffer.byteLength(content) },
    name: 'table.csv',
    entry: null,
    sheet,
    header: ['practice_code', 'first', 'second', 'unread'],
    headerRow: 1,
    dialect: null,
    fields,
    date: null,
    sexes: [],
    synthetic: false,
  };
};

type Cells = Record<(typeof names)[number], readonly string[]>;

/** What the reader takes on its way; read again, it is the same. */
async function cellsOf(table: Table): Promise<Cells> {
  return withWorkspace(undefined, async (workspace: Workspace) => {
    const open = await openTable(table, workspace);
    const taken = await readFields(open, names, workspace);
    expect(await readFields({ ...open, cells: null }, names, workspace)).toEqual(taken);
    return taken;
  });
}

/** The same by the parser of first rows, letter by letter, which shares no code with the reader of cells. */
function plainly(content: string): Cells {
  const rows = firstRows(content, Number.POSITIVE_INFINITY).slice(1);
  const column = (at: number) => rows.map((row) => (row[at] ?? '').replace(/^[ \u00a0]+|[ \u00a0]+$/g, ''));
  return { practice: column(0), first: column(1), absent: rows.map(() => ''), second: column(2) };
}

const header = 'practice_code,first,second,unread\n';

describe('cells that are taken while a CSV is scanned', () => {
  it.each([
    ['plain', 'A1,1,x,y\nA2,,,\n'],
    ['quoted, with commas and doubled quotes', '"A1","a, b","say ""so""",y\n"",""""," "" ",\n'],
    ['with spaces at their ends', ' A1 , in it ,  ,\nA2,"  inside  ",\t tab\t,\n'],
    ['of letters beyond ASCII', 'A1,Café Noir,naïve x,é\nA2,été,É ,\n'],
    ['with carriage returns', 'A1,1,2,3\r\nA2,"4",,"6"\r\n'],
    ['with a space beyond ASCII at an end', 'A1,\u00a0x,y \u00a0 ,z\n'],
    ['with control characters', 'A1,x\u0001,\u0000,z\n'],
    ['with a quote inside that is not quoted', 'A1,5" pipe,a"b"c,z\n'],
    ['with a line break inside quotes', 'A1,"two\nlines",y,z\n'],
    ['with a blank line between', 'A1,x,y,z\n\nA2,x,y,z\n'],
  ])('are what a plain parser reads: %s', async (_, rows) => {
    const content = (rows.includes('\r') ? header.replace('\n', '\r\n') : header) + rows;
    expect(await cellsOf(await tableOf(content))).toEqual(plainly(content));
  });

  it('are those of Windows-1252 too', async () => {
    const text = `${header}A1,Caf\xe9 Noir\xa0,10 \x80 each,x\n`;
    const cells = await cellsOf(await tableOf(Buffer.from(text, 'latin1')));
    expect(cells).toMatchObject({ first: ['Café Noir'], second: ['10 € each'], absent: [''] });
  });

  it('have one kind of line break where the file has two', async () => {
    const cells = await cellsOf(await tableOf(`${header}A1,"x\r\ny",a\rb,z\r\nA2,x,"y\n",z\n`));
    expect(cells).toMatchObject({ first: ['x\ny', 'x'], second: ['a b', 'y\n'] });
  });

  it('are taken out of quotes where a space stands before them', async () => {
    const cells = await cellsOf(await tableOf(`${header}A1, "x" ,y,z\nA2, ",y,z\n`));
    expect(cells).toMatchObject({ first: ['x', '"'] });
  });

  it('are what a plain parser reads, of random tables', async () => {
    const random = uniformFrom(20240601);
    const letters = ['a', 'B', '7', ' ', '  ', '.', "'", ';', 'é', '€', '\t', '-', '\u00a0', '\u0002', ''];
    const cell = () => {
      const text = Array.from({ length: below(random, 6) }, () => pick(random, letters)).join('');
      return random() < 0.3 ? `"${text}${random() < 0.3 ? '""' : ''}${random() < 0.3 ? ',' : ''}"` : text;
    };
    for (let round = 0; round < 120; round++) {
      const end = random() < 0.3 ? '\r\n' : '\n';
      const rows = Array.from({ length: 1 + below(random, 4) }, (_, i) =>
        [`A${i}`, cell(), cell(), cell()].join(','),
      );
      const content = [header.trim(), ...rows, ''].join(end);
      expect(await cellsOf(await tableOf(content))).toEqual(plainly(content));
    }
  });

  it('are found among many: thousands of texts that differ in a letter', async () => {
    const rows = Array.from({ length: 9000 }, (_, i) => `A${i},${i % 700},${(i * 7919) % 9000},`);
    const content = `${header}${rows.join('\n')}\n`;
    expect(await cellsOf(await tableOf(content))).toEqual(plainly(content));
  });

  it('are not given of a file that has changed since it was opened', async () => {
    const table = await tableOf(`${header}A1,x,y,z\nA2,x,y,z\n`);
    await withWorkspace(undefined, async (workspace) => {
      const open = { ...(await openTable(table, workspace)), cells: null };
      await writeFile(table.file.absolute, `${header}A1,x,y,z\n`);
      await expect(readFields(open, names, workspace)).rejects.toThrow('has 1 rows, and had 2');
    });
  });
});

describe('cells of a sheet', () => {
  it('are in one line, without the spaces at their ends', async () => {
    const rows = [
      ['A1', ' two\r\nlines ', 'say "so"', 'x'],
      ['A2', 'Café Noir', '\u2003wide', ''],
      ['A3', 'short'],
    ];
    const sheet: SheetText = { name: 'one', rows: [['a', 'b', 'c', 'd'], ...rows] };
    expect(await cellsOf(await tableOf(header, sheet))).toEqual({
      practice: ['A1', 'A2', 'A3'],
      first: ['two lines', 'Café Noir', 'short'],
      second: ['say "so"', 'wide', ''],
      absent: ['', '', ''],
    });
  });
});
