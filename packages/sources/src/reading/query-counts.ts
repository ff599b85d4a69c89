import { createHash } from 'node:crypto';
import type { OpenTable } from './open-table.js';
import { loadCounts } from './patient-counts.js';
import type { Reading } from './reading.js';

/** Of what is kept: an answer of another format is not looked at. */
const format = 1;

type Columns = (string | null)[][];

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const contents = new WeakMap<Reading, Map<string, Promise<string>>>();

/** What a table of the database holds, as a hash that does not depend on the order of its rows. */
function contentOf(reading: Reading, name: string): Promise<string> {
  const known = contents.get(reading) ?? new Map<string, Promise<string>>();
  contents.set(reading, known);
  const content =
    known.get(name) ??
    reading.workspace
      .columns(
        `SELECT md5(string_agg(row, chr(10) ORDER BY row)) FROM (SELECT ${name}::VARCHAR AS row FROM ${name})`,
      )
      .then(([hash]) => hash?.[0] ?? '');
  known.set(name, content);
  return content;
}

/** What is kept of an answer, if it is whole. */
function parse(bytes: Buffer | null): Columns | null {
  const [hash, text] = bytes?.toString().split('\n') ?? [];
  return text !== undefined && sha256(text) === hash ? JSON.parse(text) : null;
}

/**
 * The answer to a query over the counts of an extract, by columns. It is kept in the cache by the query's own words and
 * the content of all that it reads.
 * @param query the SQL, given the name of the counts: see `loadCounts` for its columns.
 * @param tables names of the other tables in it.
 */
export async function queryCounts(
  reading: Reading,
  opens: readonly OpenTable[],
  query: (counts: string) => string,
  tables: readonly string[] = [],
): Promise<Columns> {
  const name = await loadCounts(reading, opens);
  const { workspace } = reading;
  const { cache } = workspace;
  if (cache === null || opens.some(({ counts }) => (counts?.kept ?? null) === null)) {
    return workspace.columns(query(name));
  }
  const others = await Promise.all(tables.map((table) => contentOf(reading, table)));
  const key = sha256(
    JSON.stringify([format, query('counts'), opens.map(({ counts }) => counts?.kept), others]),
  );
  const entry = `answer-${key.slice(0, 40)}.txt`;
  const kept = parse(await cache.read(entry));
  if (kept !== null) {
    await cache.touch(entry);
    return kept;
  }
  const columns = await workspace.columns(query(name));
  const text = JSON.stringify(columns);
  await cache.write(entry, Buffer.from(`${sha256(text)}\n${text}`));
  return columns;
}
