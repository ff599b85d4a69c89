import type { ColumnDefinition } from './columns.js';

/** What a published table holds. */
export interface TableDefinition {
  /** Name of its CSV file. */
  file: string;
  title: string;
  description: string;
  /** Columns that tell its rows apart. */
  key: readonly string[];
  /** Columns that are other than what `columnDefinitions` says. */
  columns?: Readonly<Record<string, ColumnDefinition>>;
}
