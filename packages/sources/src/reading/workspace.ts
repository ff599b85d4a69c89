import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type CacheFolder, temporaryFolder, throwIfCancelled } from '@inverse-care/domain';
import { type Country, england } from '../country/country.js';
import { cacheLimit } from '../counts/count-cache.js';
import { type CountFile, readCounts } from '../counts/read-counts.js';
import { tallyThreads } from '../counts/tally-threads.js';
import type { Table } from '../recognise/recognise-table.js';

/** A folder for unpacked files and threads that count, for the length of one build. */
export interface Workspace {
  readonly signal: AbortSignal | undefined;
  /** Whose data these are. */
  readonly country: Country;
  /** What is kept from one build to the next; null for nothing. */
  readonly cache: CacheFolder | null;
  /** A new path in the temporary folder. */
  newPath(extension: string): string;
  /** Reads a table of counts through, or takes what the cache has of it; null where `openTable` has to do it. */
  counts(table: Table): Promise<CountFile | null>;
  /** Runs one such piece of work at a time: those that hold a file in memory. */
  alone<T>(work: () => Promise<T>): Promise<T>;
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
}

/** Gives `work` a workspace, and takes it away afterwards, whatever happens. Two threads at most. */
export async function withWorkspace<T>(
  signal: AbortSignal | undefined,
  work: (workspace: Workspace) => Promise<T>,
  { cache = null, country = england, onBytes = () => {} }: WorkspaceOptions = {},
): Promise<T> {
  throwIfCancelled(signal);
  const kept = cache?.folder ?? null;
  const folder = await temporaryFolder();
  let paths = 0;
  let last: Promise<unknown> = Promise.resolve();
  const threads = tallyThreads(signal);
  const newPath = (extension: string) => join(folder, `${++paths}.${extension}`);
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
    });
  } finally {
    await threads.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    await kept?.trim(cacheLimit);
  }
}
