import { type Cell, type FilledTable, order, type Row } from '@inverse-care/domain';

/** A cell that is other in the later of two runs. */
export interface CellChange {
  /** Name of the CSV file. */
  table: string;
  /** The row: names and values of the table's key. */
  row: string;
  column: string;
  before: Cell;
  after: Cell;
  /** After less before; null where one of them is no number. */
  difference: number | null;
  /** The difference in standard errors of the earlier row where it has one; null where it has none. */
  in_std_errors: number | null;
  /** The difference over the larger of both, 0 to 2; null where one of them is no number. */
  relative: number | null;
}

/** How two runs differ in one table. */
export interface TableChange {
  table: string;
  rows_before: number;
  rows_after: number;
  rows_added: number;
  rows_removed: number;
  cells_changed: number;
  /** The largest difference over the larger of both. */
  largest_relative: number | null;
  columns_added: readonly string[];
  columns_removed: readonly string[];
}

/** How two runs differ: the tables that do, and each cell. */
export interface Comparison {
  tables: TableChange[];
  /** Large ones first: by standard errors, then by their relative size; texts and gaps come before numbers. */
  cells: CellChange[];
}

const nameOf = (row: Row, key: readonly string[]) =>
  key.map((column) => `${column}=${row[column] ?? ''}`).join('; ');

/** Rows by their key; where several have one, they are counted. */
function byKey({ rows, table: { key } }: FilledTable): Map<string, Row> {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const name = nameOf(row, key);
    for (let n = 1, at = name; ; n++, at = `${name} (${n})`) {
      if (found.has(at)) continue;
      found.set(at, row);
      break;
    }
  }
  return found;
}

/** Columns that a standard error is of. */
const measured = /^(estimate|coefficient|slope|(conf|boot|band)_(low|high))$/;

/** In a CSV a text without letters and a missing value are the same empty cell. */
const cellOf = (value: Row[string]) => (value === '' ? null : (value ?? null));

function changeOf(table: string, row: string, column: string, before: Row, after: Row): CellChange | null {
  const [old, now] = [cellOf(before[column]), cellOf(after[column])];
  if (old === now) return null;
  const numbers = typeof old === 'number' && typeof now === 'number';
  const difference = numbers ? now - old : null;
  const error = before.std_error;
  return {
    table,
    row,
    column,
    before: old,
    after: now,
    difference,
    in_std_errors:
      difference !== null && typeof error === 'number' && error > 0 && measured.test(column)
        ? difference / error
        : null,
    relative:
      difference === null
        ? null
        : Math.abs(difference) / Math.max(Math.abs(old as number), Math.abs(now as number)),
  };
}

const largeFirst = (a: CellChange, b: CellChange) =>
  Number(a.difference !== null) - Number(b.difference !== null) ||
  Math.abs(b.in_std_errors ?? 0) - Math.abs(a.in_std_errors ?? 0) ||
  (b.relative ?? 0) - (a.relative ?? 0) ||
  order(a.table, b.table);

/** Published columns; rows may hold more. A table with a column a variable has the names in its rows. */
const columnsOf = ({ table, rows: [first] }: FilledTable): string[] =>
  Object.keys(table.variables === true && first !== undefined ? first : table.columns);

const empty = (table: FilledTable['table']): FilledTable => ({ table, rows: [] });

/**
 * What is other in the tables of a later run: rows that came and went, and cells of rows that are in both.
 * @param ignore columns that say how a row is repeated, and nothing of what was found.
 */
export function compareTables(
  before: readonly FilledTable[],
  after: readonly FilledTable[],
  ignore: readonly string[] = [],
): Comparison {
  const files = [...new Set([...before, ...after].map(({ table }) => table.file))];
  const comparison: Comparison = { tables: [], cells: [] };
  for (const file of files) {
    const [was, is] = [before, after].map((tables) => tables.find(({ table }) => table.file === file));
    const [old, now] = [was ?? empty(is!.table), is ?? empty(was!.table)];
    const [rows, later] = [byKey(old), byKey(now)];
    const [oldColumns, newColumns] = [columnsOf(old), columnsOf(now)];
    const shared = newColumns.filter((column) => oldColumns.includes(column) && !ignore.includes(column));
    const cells = [...later].flatMap(([name, row]) => {
      const earlier = rows.get(name);
      if (earlier === undefined) return [];
      return shared.flatMap((column) => changeOf(file, name, column, earlier, row) ?? []);
    });
    const change: TableChange = {
      table: file,
      rows_before: rows.size,
      rows_after: later.size,
      rows_added: [...later.keys()].filter((name) => !rows.has(name)).length,
      rows_removed: [...rows.keys()].filter((name) => !later.has(name)).length,
      cells_changed: cells.length,
      largest_relative: cells.reduce<number | null>(
        (most, { relative }) => (relative === null ? most : Math.max(most ?? 0, relative)),
        null,
      ),
      columns_added: was === undefined ? [] : newColumns.filter((column) => !oldColumns.includes(column)),
      columns_removed: is === undefined ? [] : oldColumns.filter((column) => !newColumns.includes(column)),
    };
    const { rows_added, rows_removed, columns_added, columns_removed } = change;
    if (rows_added + rows_removed + cells.length + columns_added.length + columns_removed.length === 0)
      continue;
    comparison.tables.push(change);
    comparison.cells.push(...cells);
  }
  comparison.cells.sort(largeFirst);
  return comparison;
}
