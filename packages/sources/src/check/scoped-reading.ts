import { type Reading, readingOf } from '../reading/reading.js';
import type { Workspace } from '../reading/workspace.js';
import type { Table } from '../recognise/recognise-table.js';

/** A reading whose tables can be narrowed, so that each file goes through its reader alone and is opened once. */
export interface ScopedReading extends Reading {
  narrow(tables: readonly Table[]): void;
}

export function scopedReading(workspace: Workspace): ScopedReading {
  let scope: readonly Table[] = [];
  return {
    ...readingOf(workspace, []),
    get tables() {
      return scope;
    },
    narrow(tables) {
      scope = tables;
    },
  };
}
