import type { Table } from '../recognise/recognise-table.js';
import { Ledger } from './ledger.js';
import { type OpenTable, openTable } from './open-table.js';
import type { Workspace } from './workspace.js';

/** What the readers of one build share. */
export interface Reading {
  workspace: Workspace;
  ledger: Ledger;
  tables: readonly Table[];
  /** Opens a table once. */
  open(table: Table): Promise<OpenTable>;
}

/** A reading of these tables, with an empty ledger. */
export function readingOf(workspace: Workspace, tables: readonly Table[]): Reading {
  const opened = new Map<Table, Promise<OpenTable>>();
  return {
    workspace,
    ledger: new Ledger(),
    tables,
    open(table) {
      const open = opened.get(table) ?? openTable(table, workspace);
      opened.set(table, open);
      return open;
    },
  };
}
