import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { throwIfCancelled } from '@inverse-care/core';

/** A folder for unpacked files and a database in memory, for the length of one build. */
export interface Workspace {
  readonly signal: AbortSignal | undefined;
  /** A new path in the temporary folder. */
  newPath(): string;
  /** Runs a statement without a result. */
  run(sql: string): Promise<void>;
  /** The result of a query by columns, each value as text; null where missing. */
  columns(sql: string): Promise<(string | null)[][]>;
}

/** Gives `work` a workspace, and takes it away afterwards, whatever happens. Two threads at most. */
export async function withWorkspace<T>(
  signal: AbortSignal | undefined,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  throwIfCancelled(signal);
  const folder = await mkdtemp(join(tmpdir(), 'inverse-care-'));
  let instance: DuckDBInstance | undefined;
  let connection: DuckDBConnection | undefined;
  let paths = 0;
  const connect = async () => {
    throwIfCancelled(signal);
    instance ??= await DuckDBInstance.create(':memory:', {
      threads: '2',
      preserve_insertion_order: 'true',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      temp_directory: folder,
    });
    connection ??= await instance.connect();
    return connection;
  };
  try {
    return await work({
      signal,
      newPath: () => join(folder, `${++paths}.csv`),
      async run(sql) {
        await (await connect()).run(sql);
      },
      async columns(sql) {
        const reader = await (await connect()).runAndReadAll(sql);
        return reader.getColumnsJS() as (string | null)[][];
      },
    });
  } finally {
    connection?.closeSync();
    instance?.closeSync();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
