import { keep, nameOfEntry, readKept } from '../tables/kept.js';
import type { DatabaseTable } from './database-table.js';
import type { OpenTable } from './open-table.js';
import { loadCounts, loadParts } from './patient-counts.js';
import type { Reading } from './reading.js';

/** Of what is kept: an answer of another format is not looked at. */
const format = 2;

type Columns = (string | null)[][];

/**
 * The answer to a query over the counts of an extract, by columns. It is kept in the cache by the query's own words and
 * the content of all that it reads.
 * @param query the SQL, given the name of the counts and of their sums by part: see `loadCounts` and `loadParts` for
 * their columns.
 * @param tables the other tables in it; they are loaded where the answer is not kept.
 */
export async function queryCounts(
  reading: Reading,
  opens: readonly OpenTable[],
  query: (counts: string, parts: string) => string,
  tables: readonly DatabaseTable[] = [],
): Promise<Columns> {
  const { workspace, ledger } = reading;
  const { cache } = workspace;
  const words = query('counts', 'counts_parts');
  const ask = async () => {
    const counts = await loadCounts(reading, opens);
    const parts = words.includes('counts_parts') ? await loadParts(reading, opens) : '';
    for (const table of tables) await table.load();
    return workspace.columns(query(counts, parts));
  };
  if (cache === null || opens.some(({ counts }) => (counts?.kept ?? null) === null)) return ask();
  for (const open of opens) ledger.read(open);
  const entry = nameOfEntry('answer', [
    format,
    words,
    opens.map(({ counts }) => counts?.kept),
    tables.map(({ content }) => content),
  ]);
  const kept = (await readKept(cache, entry)) as Columns | null;
  if (kept !== null) return kept;
  const columns = await ask();
  await keep(cache, entry, columns);
  return columns;
}
