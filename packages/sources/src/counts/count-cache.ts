import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheFolder } from '@inverse-care/domain';
import { type FileState, stateOf } from '../tables/file-state.js';
import type { CountFacts, TallyJob } from './tally-file.js';

/** Of what is kept and of the reader that made it: entries of another are made anew. */
const format = 4;

/** Entries beyond this many bytes, those used longest ago, are taken away. */
export const cacheLimit = 2 ** 30;

const digest = (...parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const stateName = async ({ path, entry }: TallyJob) =>
  `seen-${digest(await realpath(path), entry).slice(0, 40)}.json`;

/** The hash that was noted for a file, if the file has not changed since; null else. */
export async function knownHash(folder: CacheFolder, job: TallyJob, now: FileState): Promise<string | null> {
  if (!now.settled) return null;
  const bytes = await folder.read(await stateName(job));
  if (bytes === null) return null;
  try {
    const { state, sha256: hash } = JSON.parse(bytes.toString());
    return state === now.state && /^[0-9a-f]{64}$/.test(hash) ? hash : null;
  } catch {
    return null;
  }
}

/** Notes the hash of a file whose state was `before` when it began to be read. */
export async function noteHash(folder: CacheFolder, job: TallyJob, before: FileState, hash: string) {
  if (!before.settled || (await stateOf(job.path)).state !== before.state) return;
  await folder.write(
    await stateName(job),
    Buffer.from(JSON.stringify({ state: before.state, sha256: hash })),
  );
}

const entryName = ({ bytes, layout }: TallyJob, hash: string) =>
  `counts-${bytes}-${digest(format, hash, layout).slice(0, 40)}`;

/** True where counts of some file of as many bytes are kept. */
export const mayHold = (folder: CacheFolder, { bytes }: TallyJob): boolean =>
  [...folder.names].some((name) => name.startsWith(`counts-${bytes}-`));

/** What a note says of a table with this hash; null where it is damaged, or speaks of other bytes. */
function factsIn(note: Buffer, counts: Uint8Array, hash: string): CountFacts | null {
  try {
    const { facts, counts: expected } = JSON.parse(note.toString());
    return sha256(counts) === expected && facts.sha256 === hash ? facts : null;
  } catch {
    return null;
  }
}

/** The counts that are kept of a table with this hash: what is known of it, and the path of the file of counts. */
export async function findCounts(
  folder: CacheFolder,
  job: TallyJob,
  hash: string,
): Promise<{ facts: CountFacts; path: string } | null> {
  const name = entryName(job, hash);
  const note = await folder.read(`${name}.json`);
  const counts = note === null ? null : await folder.read(`${name}.bin`);
  if (note === null || counts === null) return null;
  const facts = factsIn(note, counts, hash);
  for (const entry of [`${name}.json`, `${name}.bin`]) {
    await (facts === null ? folder.remove(entry) : folder.touch(entry));
  }
  return facts === null ? null : { facts, path: join(folder.dir, `${name}.bin`) };
}

/** Keeps counts; gives the path of the file of counts, or null where it cannot be written. */
export async function keepCounts(
  folder: CacheFolder,
  job: TallyJob,
  facts: CountFacts,
  counts: Uint8Array,
): Promise<string | null> {
  const name = entryName(job, facts.sha256);
  // The note comes last: without it the entry is not there.
  if (!(await folder.write(`${name}.bin`, counts))) return null;
  const note = JSON.stringify({ facts, counts: sha256(counts) });
  await folder.write(`${name}.json`, Buffer.from(note));
  return join(folder.dir, `${name}.bin`);
}
