import type { Cell, FilledTables } from '@inverse-care/domain';

/** A cell of a table of a run. */
export interface Pointer {
  /** File name, such as "table1.csv". */
  table: string;
  /** Key columns and what stands in them. */
  row: Readonly<Record<string, string>>;
  column: string;
  /** What the cell is multiplied by before it is compared, as 0.1 for "per 10 percentage points". */
  times?: number | undefined;
  /** Share by which data of another edition may differ. 0 where left out. */
  near?: number | undefined;
}

/** Finds the number of a pointer in a run; null where the run has none. */
export type ResultOf = (pointer: Pointer) => number | null;

const inCell = (cell: Cell | undefined, wanted: string) =>
  cell !== undefined && String(cell ?? '') === wanted;

/** Looks numbers up in the tables of a run. A row is the one in which all key columns hold what the pointer says. */
export function resultsOf(tables: FilledTables): ResultOf {
  const files = new Map(tables.all().map(({ table, rows }) => [table.file, rows]));
  return ({ table, row, column, times = 1 }) => {
    const keys = Object.entries(row);
    const found = files
      .get(table)
      ?.find((cells) => keys.every(([name, value]) => inCell(cells[name], value)));
    const value = found?.[column];
    return typeof value === 'number' ? value * times : null;
  };
}

/** The row of a pointer as one text: "snapshot=2020-03-31 need=ltc_share". */
export const rowText = (row: Pointer['row']): string =>
  Object.entries(row)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
