import { expect, it } from 'vitest';
import { defineTable, FilledTables, filled, tableOfRow, textColumn } from '../src/index.js';

const of = (file: string, column: string) =>
  defineTable({
    file,
    title: file,
    description: 'invented',
    key: ['name'],
    columns: { name: textColumn('Name', 'a name'), [column]: textColumn('Other', 'another column') },
  });

it('a row that tables gave knows its table by a column, also where two share their rows; a copy does not', () => {
  const [one, two] = [of('one.csv', 'left'), of('two.csv', 'right')];
  const rows = [{ name: 'a', left: 'l', right: 'r' }];
  const tables = new FilledTables([filled(one, rows), filled(two, rows)]);
  const [row] = tables.rows(one);
  tables.rows(two);
  expect(tableOfRow(row!, 'left')?.file).toBe('one.csv');
  expect(tableOfRow(row!, 'right')?.file).toBe('two.csv');
  expect(tableOfRow(row!, 'none')).toBeUndefined();
  expect(tableOfRow({ ...row }, 'left')).toBeUndefined();
  expect(tables.ofFile('two.csv')?.rows).toHaveLength(1);
  expect(tables.ofFile('three.csv')).toBeUndefined();
});
