import { order } from '../order.js';
import type { Cell, TidyTable } from './csv.js';
import type { Columns, Row, RowOf, Table, TableDefinition } from './table-definition.js';

/** A table with its rows. */
export interface FilledTable {
  readonly table: TableDefinition;
  readonly rows: readonly Row[];
}

const compare = (a: Cell, b: Cell): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : order(String(a ?? ''), String(b ?? ''));

/** Rows as the table sorts them. */
function inOrder({ order: names }: TableDefinition, rows: readonly Row[]): readonly Row[] {
  if (names === undefined) return rows;
  const by = (a: Row, b: Row) => {
    for (const name of names) {
      const difference = compare(a[name] ?? null, b[name] ?? null);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  return [...rows].sort(by);
}

/** A table of known rows, for a list of several. */
export const filled = <C extends Columns>(
  table: Table<C>,
  rows: readonly RowOf<Table<C>>[],
): FilledTable => ({ table, rows: inOrder(table, rows as readonly Row[]) });

/** Of which tables a row is that was taken from the tables of a run. */
const tablesOf = new WeakMap<object, TableDefinition[]>();

/**
 * The table of a row that `FilledTables.rows` gave, by a column that it has: tables may share their rows. undefined for
 * a copy, and for any other object.
 */
export const tableOfRow = (row: object, column: string): TableDefinition | undefined =>
  tablesOf.get(row)?.find(({ columns }) => Object.hasOwn(columns, column));

/** The tables of a run, each with its rows in the order that its definition asks for. */
export class FilledTables {
  readonly #tables = new Map<string, FilledTable>();
  readonly #known = new Set<string>();

  constructor(tables: Iterable<FilledTable> = []) {
    this.add(tables);
  }

  /** Adds tables. Throws RangeError where one of that file name is there already. */
  add(tables: Iterable<FilledTable>): void {
    for (const one of tables) {
      const { file } = one.table;
      if (this.#tables.has(file)) throw new RangeError(`Two tables are called ${file}`);
      this.#tables.set(file, one);
    }
  }

  /** Rows of a table; none where the run has no such table. */
  rows<C extends Columns>({ file }: Table<C>): readonly RowOf<Table<C>>[] {
    const found = this.#tables.get(file);
    if (found === undefined) return [];
    if (!this.#known.has(file)) {
      for (const row of found.rows) {
        const known = tablesOf.get(row);
        if (known === undefined) tablesOf.set(row, [found.table]);
        else if (!known.some((one) => one.file === file)) known.push(found.table);
      }
      this.#known.add(file);
    }
    return found.rows as readonly RowOf<Table<C>>[];
  }

  /** A table by the name of its file; undefined where the run has none. */
  ofFile(file: string): FilledTable | undefined {
    return this.#tables.get(file);
  }

  /** All tables that have a row, in the order in which they were added. */
  all(): FilledTable[] {
    return [...this.#tables.values()].filter(({ rows }) => rows.length > 0);
  }
}

/** The published columns and cells of a table. */
export function tidy({ table, rows }: FilledTable): TidyTable {
  const columns = Object.keys(table.columns);
  return { columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
}
