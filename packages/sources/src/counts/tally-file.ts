import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type PackedFile, readPacked } from '../tables/read-zip.js';
import type { CountLayout } from './count-tally.js';
import { countsFile } from './counts-file.js';
import { type RowKernel, rowKernel } from './row-kernel.js';
import { tallyCsv } from './tally-csv.js';

/** A CSV of counts to be read through; structured-clonable. */
export interface TallyJob {
  path: string;
  bytes: number;
  /** The member of an archive, by its name and where its header lies. */
  entry: Omit<PackedFile, 'bytes'> | null;
  /** null: the hash alone is wanted. */
  layout: CountLayout | null;
}

/** What is known of a table of counts beside the counts. */
export interface CountFacts {
  /** Of the table's own bytes. */
  sha256: string;
  /** Data rows of the file. */
  rows: number;
  /** The sexes named in any row, in capitals. */
  sexes: string[];
  /** True where a row counts a practice. */
  practices: boolean;
  /** The last part that begins with E01, or an empty text. */
  lastNeighbourhood: string;
}

/** null where the file needs more care. */
export type TallyResult = { facts: CountFacts; counts: Uint8Array<ArrayBuffer> } | { sha256: string } | null;

const chunkBytes = 1 << 20;

/** Files below this size are walked by JavaScript alone: a kernel has to be compiled. */
const worthKernel = 1 << 20;

/** Those of this thread that no tally uses. */
const idleKernels: (RowKernel | null)[] = [];

async function* chunksOf({ path, bytes, entry }: TallyJob): AsyncGenerator<Uint8Array> {
  if (entry !== null) {
    yield* readPacked({ path, absolute: path, bytes }, entry);
    return;
  }
  // A thread has nothing else to do while it waits.
  const file = openSync(path, 'r');
  try {
    const buffer = new Uint8Array(Math.min(chunkBytes, bytes + 1));
    for (;;) {
      const length = readSync(file, buffer, 0, buffer.length, null);
      if (length === 0) return;
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

/**
 * Hashes a file and adds its counts up while its bytes go by; never the whole of it in memory.
 * @param onBytes called with the number of bytes read since the last call.
 */
export async function tallyFile(job: TallyJob, onBytes: (bytes: number) => void): Promise<TallyResult> {
  if (job.layout === null || job.bytes < worthKernel) return tallyWith(job, onBytes, null);
  const kernel = idleKernels.pop() ?? rowKernel();
  try {
    return await tallyWith(job, onBytes, kernel);
  } finally {
    idleKernels.push(kernel);
  }
}

async function tallyWith(
  job: TallyJob,
  onBytes: (bytes: number) => void,
  kernel: RowKernel | null,
): Promise<TallyResult> {
  const hash = createHash('sha256');
  const tally = job.layout === null ? null : tallyCsv(job.layout, kernel, job.bytes);
  const before = await stat(job.path, { bigint: true });
  try {
    for await (const chunk of chunksOf(job)) {
      hash.update(chunk);
      if (tally !== null && !tally.push(chunk)) return null;
      onBytes(chunk.length);
    }
  } catch {
    // Whatever is wrong with the file or the archive, the careful reader finds it too, and can say what it is.
    return null;
  }
  const after = await stat(job.path, { bigint: true });
  if (before.size !== after.size || before.mtimeNs !== after.mtimeNs) return null;
  const sha256 = hash.digest('hex');
  if (tally === null) return { sha256 };
  const counts = tally.end();
  if (counts === null) return null;
  const { rows, sexes, lastNeighbourhood } = counts;
  const facts = { sha256, rows, sexes, practices: counts.n.length > 0, lastNeighbourhood };
  return { facts, counts: countsFile(counts) };
}
