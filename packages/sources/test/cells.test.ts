import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localKind } from '../src/catalogue/catalogue.js';
import { type OpenTable, openTable, readFields } from '../src/reading/open-table.js';
import { type Workspace, withWorkspace } from '../src/reading/workspace.js';
import type { Table } from '../src/recognise/recognise-table.js';
import type { SheetText } from '../src/tables/read-workbook.js';
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

/** What the reader takes on its way, and what the database reads. */
async function both(table: Table): Promise<{ taken: OpenTable['cells']; ours: unknown; database: unknown }> {
  return withWorkspace(undefined, async (workspace: Workspace) => {
    const open = await openTable(table, workspace);
    const ours = await readFields(open, names, workspace);
    return {
      taken: open.cells,
      ours,
      database: await readFields({ ...open, cells: null }, names, workspace),
    };
  });
}

const header = 'practice_code,first,second,unread\n';

describe('cells that are taken while a CSV is scanned', () => {
  it.each([
    ['plain', 'A1,1,x,y\nA2,,,\n'],
    ['quoted, with commas and doubled quotes', '"A1","a, b","say ""so""",y\n"",""""," "" ",\n'],
    ['with spaces at their ends', ' A1 , in it ,  ,\nA2,"  inside  ",\t tab\t,\n'],
    ['of letters beyond ASCII inside a cell', 'A1,Café Noir,naïve x,é\n'],
    ['with carriage returns', 'A1,1,2,3\r\nA2,"4",,"6"\r\n'],
  ])('are those that the database reads: %s', async (_, rows) => {
    const start = rows.includes('\r') ? header.replace('\n', '\r\n') : header;
    const { taken, ours, database } = await both(await tableOf(start + rows));
    expect(taken).not.toBeNull();
    expect(ours).toEqual(database);
  });

  it('are those of Windows-1252 too', async () => {
    const text = `${header}A1,Caf\xe9 Noir,10 \x80 each,x\n`;
    const { taken, ours, database } = await both(await tableOf(Buffer.from(text, 'latin1')));
    expect(taken).not.toBeNull();
    expect(ours).toEqual(database);
    expect(ours).toMatchObject({ first: ['Café Noir'], second: ['10 € each'], absent: [''] });
  });

  it.each([
    ['a space beyond ASCII at an end of a cell', 'A1,\u00a0x,y,z\n'],
    ['a control character', 'A1,x\u0001,y,z\n'],
    ['a quote inside a cell that is not quoted', 'A1,5" pipe,y,z\n'],
    ['a line break inside quotes', 'A1,"two\nlines",y,z\n'],
    ['a blank line', 'A1,x,y,z\n\nA2,x,y,z\n'],
    ['two kinds of line breaks', 'A1,x,y,z\r\nA2,x,y,z\n'],
  ])('are left to the database where there is %s', async (_, rows) => {
    const { taken } = await both(await tableOf(header + rows));
    expect(taken).toBeNull();
  });

  it('are those that the database reads, of random tables', async () => {
    const random = uniformFrom(20240601);
    const letters = ['a', 'B', '7', ' ', '  ', '.', "'", ';', 'é', '€', '\t', '-', '', ''];
    const cell = () => {
      const text = Array.from({ length: below(random, 6) }, () => pick(random, letters)).join('');
      return random() < 0.3 ? `"${text}${random() < 0.3 ? '""' : ''}${random() < 0.3 ? ',' : ''}"` : text;
    };
    let taken = 0;
    for (let round = 0; round < 120; round++) {
      const end = random() < 0.3 ? '\r\n' : '\n';
      const rows = Array.from({ length: 1 + below(random, 4) }, (_, i) =>
        [`A${i}`, cell(), cell(), cell()].join(','),
      );
      const result = await both(await tableOf([header.trim(), ...rows, ''].join(end)));
      expect(result.ours).toEqual(result.database);
      if (result.taken !== null) taken++;
    }
    expect(taken).toBeGreaterThan(20);
  });

  it('are found among many: thousands of texts that differ in a letter', async () => {
    const rows = Array.from({ length: 9000 }, (_, i) => `A${i},${i % 700},${(i * 7919) % 9000},`);
    const { ours, database } = await both(await tableOf(`${header}${rows.join('\n')}\n`));
    expect(ours).toEqual(database);
  });
});

describe('cells of a sheet', () => {
  const sheet = (...rows: string[][]): SheetText => ({ name: 'one', rows: [['a', 'b', 'c', 'd'], ...rows] });

  it('are those that the database reads from it as a CSV', async () => {
    const rows = [
      ['A1', ' two\r\nlines ', 'say "so"', 'x'],
      ['A2', 'Café Noir', '', ''],
      ['', 'short'],
    ];
    const { taken, ours, database } = await both(await tableOf(header, sheet(...rows)));
    expect(taken).not.toBeNull();
    expect(ours).toEqual(database);
  });

  it.each(['\u2003wide', 'a\u0002b'])('are left to the database where one is %j', async (text) => {
    const { taken } = await both(await tableOf(header, sheet(['A1', text, '', ''])));
    expect(taken).toBeNull();
  });
});
