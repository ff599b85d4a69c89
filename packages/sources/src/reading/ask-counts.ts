import type { Counts } from '../counts/count-tally.js';
import { keep, nameOfEntry, readKept } from '../tables/kept.js';
import type { CheckedTable } from './checked-table.js';
import type { OpenTable } from './open-table.js';
import { loadCounts } from './patient-counts.js';
import type { Reading } from './reading.js';

/** Of what is kept and of the questions: where one of them is answered in another way, this is another number. */
const format = 3;

/**
 * The answer to a question about the counts of an extract. It is kept in the cache by the question's words and the
 * content of all that it is answered from.
 * @param question its name, and whatever else the answer depends on.
 * @param answer from the counts of each file; plain JSON.
 * @param tables whatever other tables it is answered from.
 */
export async function askCounts<T>(
  reading: Reading,
  opens: readonly OpenTable[],
  question: readonly unknown[],
  answer: (counts: readonly Counts[]) => T | Promise<T>,
  tables: readonly Pick<CheckedTable<unknown>, 'content'>[] = [],
): Promise<T> {
  const { workspace, ledger } = reading;
  const { cache } = workspace;
  const ask = async () => answer(await loadCounts(reading, opens));
  if (cache === null || opens.some(({ counts }) => (counts?.kept ?? null) === null)) return ask();
  for (const open of opens) ledger.read(open);
  const entry = nameOfEntry('answer', [
    format,
    question,
    opens.map(({ counts }) => counts?.kept),
    tables.map(({ content }) => content),
  ]);
  const kept = (await readKept(cache, entry)) as T | null;
  if (kept !== null) return kept;
  const found = await ask();
  await keep(cache, entry, found);
  return found;
}
