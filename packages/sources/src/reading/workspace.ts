import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type CacheFolder, temporaryFolder, throwIfCancelled } from '@inverse-care/domain';
import { type Country, england } from '../country/country.js';
import { cacheLimit } from '../counts/count-cache.js';
import { type CountFile, readCounts } from '../counts/read-counts.js';
import { tallyThreads } from '../counts/tally-threads.js';
import type { Table } from '../recognise/recognise-table.js';

/** A folder for unpacked files and a database in memory, for the length of one build. */
export interface Workspace {
  readonly signal: AbortSignal | undefined;
  /** Whose data these are. */
  readonly country: Country;
  /** What is kept from one build to the next; null for nothing. */
  readonly cache: CacheFolder | null;
  /** A new path in the temporary folder, with the extension csv unless another is given. */
  newPath(extension?: string): string;
  /** Reads a table of counts through, or takes what the cache has of it; null where `openTable` has to do it. */
  counts(table: Table): Promise<CountFile | null>;
  /** Runs one such piece of work at a time: those that hold a file in memory. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Runs a statement without a result. */
  run(sql: string): Promise<void>;
  /** The result of a query by columns, each value as text; null where missing. */
  columns(sql: string): Promise<(string | null)[][]>;
}

/** Where the counts of large files are kept from one build to the next. */
export interface CacheOptions {
  /** An opened folder. What it cannot write or no longer has is counted anew; at the end it is asked to keep within 1 GiB. */
  folder: CacheFolder;
}

export interface WorkspaceOptions {
  cache?: CacheOptions | null | undefined;
  /** Whose data are read; England's unless said. */
  country?: Country;
  /** Told how many bytes of tables of counts have been read since the last call. */
  onBytes?: (bytes: number) => void;
  /** Bytes of the files that there are to read: starting a second thread for few takes longer than it saves. */
  bytes?: number;
}

/** Below this many bytes the database has one thread. */
const smallFolder = 1 << 23;

interface Database {
  instance: DuckDBInstance;
  connection: DuckDBConnection;
}

/** A database in memory. Its library is loaded here: a build that finds all answers in the cache needs none. */
async function openDatabase(folder: string, threads: number): Promise<Database> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: '1GB',
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: folder,
  });
  return { instance, connection: await instance.connect() };
}

/** Gives `work` a workspace, and takes it away afterwards, whatever happens. Two threads at most for each job. */
export async function withWorkspace<T>(
  signal: AbortSignal | undefined,
  work: (workspace: Workspace) => Promise<T>,
  {
    cache = null,
    country = england,
    onBytes = () => {},
    bytes = Number.POSITIVE_INFINITY,
  }: WorkspaceOptions = {},
): Promise<T> {
  throwIfCancelled(signal);
  const kept = cache?.folder ?? null;
  const folder = await temporaryFolder();
  let database: Promise<Database> | undefined;
  let paths = 0;
  let last: Promise<unknown> = Promise.resolve();
  const threads = tallyThreads(signal);
  const newPath = (extension = 'csv') => join(folder, `${++paths}.${extension}`);
  const connect = async () => {
    throwIfCancelled(signal);
    database ??= openDatabase(folder, bytes < smallFolder ? 1 : 2);
    const { connection } = await database;
    throwIfCancelled(signal);
    return connection;
  };
  try {
    return await work({
      signal,
      country,
      cache: kept,
      newPath,
      counts: (table) => readCounts(table, { cache: kept, country, run: threads.run, newPath, onBytes }),
      alone(work) {
        const result = last.then(work, work);
        last = result.catch(() => {});
        return result;
      },
      async run(sql) {
        await (await connect()).run(sql);
      },
      async columns(sql) {
        const reader = await (await connect()).runAndReadAll(sql);
        return reader.getColumnsJS() as (string | null)[][];
      },
    });
  } finally {
    await threads.close();
    const opened = await database?.catch(() => undefined);
    opened?.connection.closeSync();
    opened?.instance.closeSync();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    await kept?.trim(cacheLimit);
  }
}
