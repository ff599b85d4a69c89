import { createHash } from 'node:crypto';
import type { DatabaseTable } from './database-table.js';
import type { OpenTable } from './open-table.js';
import { loadCounts } from './patient-counts.js';
import type { Reading } from './reading.js';

/** Of what is kept: an answer of another format is not looked at. */
const format = 2;

type Columns = (string | null)[][];

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** What is kept of an answer, if it is whole. */
function parse(bytes: Buffer | null): Columns | null {
  const [hash, text] = bytes?.toString().split('\n') ?? [];
  return text !== undefined && sha256(text) === hash ? JSON.parse(text) : null;
}

/**
 * The answer to a query over the counts of an extract, by columns. It is kept in the cache by the query's own words and
 * the content of all that it reads.
 * @param query the SQL, given the name of the counts: see `loadCounts` for its columns.
 * @param tables the other tables in it; they are loaded where the answer is not kept.
 */
export async function queryCounts(
  reading: Reading,
  opens: readonly OpenTable[],
  query: (counts: string) => string,
  tables: readonly DatabaseTable[] = [],
): Promise<Columns> {
  const { workspace, ledger } = reading;
  const { cache } = workspace;
  const ask = async () => {
    const name = await loadCounts(reading, opens);
    for (const table of tables) await table.load();
    return workspace.columns(query(name));
  };
  if (cache === null || opens.some(({ counts }) => (counts?.kept ?? null) === null)) return ask();
  for (const open of opens) ledger.read(open);
  const key = sha256(
    JSON.stringify([
      format,
      query('counts'),
      opens.map(({ counts }) => counts?.kept),
      tables.map(({ content }) => content),
    ]),
  );
  const entry = `answer-${key.slice(0, 40)}.txt`;
  const kept = parse(await cache.read(entry));
  if (kept !== null) {
    await cache.touch(entry);
    return kept;
  }
  const columns = await ask();
  const text = JSON.stringify(columns);
  await cache.write(entry, Buffer.from(`${sha256(text)}\n${text}`));
  return columns;
}
