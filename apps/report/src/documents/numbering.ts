import type { TableView } from '../html/table.js';

/** Gives the tables that the paper does not have their numbers, "Table A1" on, in the order in which they stand. */
export function numberTables<T extends Record<string, TableView | null>>(tables: T): T {
  let number = 0;
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => {
      if (table === null || table.number !== null) return [name, table];
      number += 1;
      return [name, { ...table, number: `Table A${number}` }];
    }),
  ) as T;
}
