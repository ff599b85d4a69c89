import { createHash } from 'node:crypto';
import { keep, nameOfEntry, readKept } from '../tables/kept.js';
import type { Reading } from './reading.js';
import type { Workspace } from './workspace.js';

/** Of what is noted, and of the checks: a note of other checks is not looked at. */
const format = 2;

/** A table that is loaded when something first needs it. */
export interface CheckedTable<T> {
  /** Stands for what it holds: the same where it is made in the same way of the same bytes. */
  content: string;
  /** Loads it, once. */
  load(): Promise<T>;
}

const loaded = new WeakMap<Workspace, Map<string, CheckedTable<unknown>>>();

/**
 * A table; of the same content the same one.
 * @param made what it is made of and how; see `content`.
 */
export function lazyTable<T>(
  workspace: Workspace,
  made: readonly unknown[],
  make: () => Promise<T>,
): CheckedTable<T> {
  const content = createHash('sha256')
    .update(JSON.stringify([format, made]))
    .digest('hex');
  const tables = loaded.get(workspace) ?? new Map<string, CheckedTable<unknown>>();
  loaded.set(workspace, tables);
  let making: Promise<T> | undefined;
  const table = (tables.get(content) as CheckedTable<T> | undefined) ?? {
    content,
    load() {
      making ??= make();
      return making;
    },
  };
  tables.set(content, table);
  return table;
}

/**
 * As `lazyTable`, of a file whose cells `make` checks. It is loaded at once, unless the cache has noted that this
 * content passed its checks.
 * @throws what `make` throws.
 */
export async function checkedTable<T>(
  { workspace }: Reading,
  made: readonly unknown[],
  make: () => Promise<T>,
): Promise<CheckedTable<T>> {
  const table = lazyTable(workspace, made, make);
  const { cache } = workspace;
  const entry = nameOfEntry('passed', [table.content]);
  if (cache === null) await table.load();
  else if ((await readKept(cache, entry)) !== table.content) {
    await table.load();
    await keep(cache, entry, table.content);
  }
  return table;
}
