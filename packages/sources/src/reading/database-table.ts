import { createHash } from 'node:crypto';
import { keep, nameOfEntry, readKept } from '../tables/kept.js';
import type { Reading } from './reading.js';
import type { Workspace } from './workspace.js';

/** Of what is noted: a note of another format is not looked at. */
const format = 1;

/** A table of the database that is loaded when a query first needs it. */
export interface DatabaseTable {
  name: string;
  /** Stands for what it holds: the same where the same words make it of the same bytes. */
  content: string;
  /** Loads it, once. */
  load(): Promise<void>;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const loaded = new WeakMap<Workspace, Map<string, { content: string; done: Promise<void> }>>();

/**
 * A table of this name.
 * @param made what it is made of and by which words; see `content`.
 * @param make makes it, in the place of one of the same name.
 */
export function databaseTable(
  workspace: Workspace,
  name: string,
  made: readonly unknown[],
  make: () => Promise<void>,
): DatabaseTable {
  const content = sha256(JSON.stringify([format, name, made]));
  const tables = loaded.get(workspace) ?? new Map<string, { content: string; done: Promise<void> }>();
  loaded.set(workspace, tables);
  return {
    name,
    content,
    load() {
      const there = tables.get(name);
      if (there?.content === content) return there.done;
      const done = make();
      tables.set(name, { content, done });
      done.catch(() => tables.delete(name));
      return done;
    },
  };
}

/**
 * As `databaseTable`, of a file whose cells `make` checks. It is loaded at once, unless the cache has noted that this
 * content passed its checks.
 * @throws what `make` throws.
 */
export async function checkedTable(
  { workspace }: Reading,
  name: string,
  made: readonly unknown[],
  make: () => Promise<void>,
): Promise<DatabaseTable> {
  const table = databaseTable(workspace, name, made, make);
  const { cache } = workspace;
  if (cache === null) {
    await table.load();
    return table;
  }
  const entry = nameOfEntry('passed', [table.content]);
  if ((await readKept(cache, entry)) !== table.content) {
    await table.load();
    await keep(cache, entry, table.content);
  }
  return table;
}
