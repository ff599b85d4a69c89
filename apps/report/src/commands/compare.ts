import { InputError } from '@inverse-care/domain';
import { causesOf, compareTables, type Manifest, readRecord, settleOut } from '@inverse-care/record';
import { asMarkdown, asText, comparisonPassages } from '../compare-words.js';
import { say } from '../terminal.js';
import { manifestOf } from './report.js';
import { tablesOf } from './run-tables.js';

/** How `compare` prints. */
export const compareFormats = ['text', 'markdown', 'json'] as const;

export interface CompareCommandOptions {
  format: (typeof compareFormats)[number];
}

/** A run that was written into a folder. */
async function runIn(folder: string) {
  await settleOut(folder);
  const manifest: Manifest = await manifestOf(folder);
  return { manifest, record: await readRecord(folder) };
}

/**
 * `compare`: what moved from one run to a later one, large moves first, and what it may come from.
 * @throws InputError where a folder holds no run, its tables are not as it wrote them, or both are of other kinds.
 */
export async function compare(
  before: string,
  after: string,
  { format }: CompareCommandOptions,
): Promise<void> {
  const [old, now] = [await runIn(before), await runIn(after)];
  if (old.record.kind === 'specification' || now.record.kind === 'specification') {
    if (old.record.kind !== now.record.kind)
      throw new InputError('One of the runs is of one specification alone (--set), the other is not.', {
        place: { file: after },
        expected: 'two runs, or two of one specification',
        remedy: 'Give the output folder of another run.',
      });
  }
  const comparison = compareTables(tablesOf(old.record), tablesOf(now.record));
  const causes = causesOf(old.manifest, now.manifest);
  if (format === 'json') return say(JSON.stringify({ causes, ...comparison }, null, 1));
  const passages = comparisonPassages({ before: old.record, after: now.record, comparison, causes });
  say(format === 'markdown' ? asMarkdown(passages) : asText(passages));
}
