import type { Reading } from '../reading/extracts.js';
import { Ledger } from '../reading/ledger.js';
import { type OpenTable, openTable } from '../reading/open-table.js';
import type { Workspace } from '../reading/workspace.js';
import type { Table } from '../recognise/recognise-table.js';

/** A reading whose tables can be narrowed, so that each file goes through its reader alone and is opened once. */
export interface ScopedReading extends Reading {
  narrow(tables: readonly Table[]): void;
}

export function scopedReading(workspace: Workspace): ScopedReading {
  let scope: readonly Table[] = [];
  const opened = new Map<Table, Promise<OpenTable>>();
  return {
    workspace,
    ledger: new Ledger(),
    get tables() {
      return scope;
    },
    narrow(tables) {
      scope = tables;
    },
    open(table) {
      const open = opened.get(table) ?? openTable(table, workspace);
      opened.set(table, open);
      return open;
    },
  };
}
