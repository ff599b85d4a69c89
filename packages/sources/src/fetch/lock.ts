import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { InputError, order } from '@inverse-care/domain';
import { z } from 'zod';
import { lockName } from '../tables/folder.js';

const text = z.string();
const path = text.refine(
  (value) => !/^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)/i.test(value),
  'a path below the folder',
);

const entrySchema = z.strictObject({
  /** As found on the landing page, or known; null for a file that was put there by hand. */
  address: text.nullable(),
  /** After redirects. */
  final_address: text.nullable(),
  landing_page: text.nullable(),
  /** When it was fetched, or first seen, in UTC. */
  date: text,
  bytes: z.number().int().nonnegative(),
  sha256: text.regex(/^[0-9a-f]{64}$/),
  etag: text.nullable(),
  last_modified: text.nullable(),
  /** What is in it: kind, and month of the edition where it has several. */
  holds: z.array(z.strictObject({ kind: text, edition: text.nullable() })),
});

const lockSchema = z.strictObject({ version: z.literal(1), files: z.record(path, entrySchema) });

/** What the lock says of one file of the folder. */
export type LockEntry = z.infer<typeof entrySchema>;

/** By the file's path below the folder, with forward slashes. */
export type Lock = Map<string, LockEntry>;

/** Reads a folder's lock; empty where there is none. Throws InputError where it is damaged. */
export async function readLock(dir: string): Promise<Lock> {
  const file = join(dir, lockName);
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
  const damaged = (why: string) =>
    new InputError(`The lock file is damaged: ${why}`, {
      place: { file },
      expected: 'the record of what was fetched, as fetch wrote it',
      remedy:
        'Bring back an earlier copy, or delete it: files in the folder are then recognised by content and kept, without their addresses.',
    });
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    throw damaged('it is not complete JSON');
  }
  const lock = lockSchema.safeParse(json);
  if (!lock.success) {
    const [issue] = lock.error.issues;
    throw damaged(`${issue?.path.join(' › ') || 'it'}: ${issue?.message ?? 'unknown'}`.slice(0, 200));
  }
  return new Map(Object.entries(lock.data.files));
}

/** Writes a lock whole, or not at all; its files in code-unit order. */
export async function writeLock(dir: string, lock: Lock): Promise<void> {
  const files = Object.fromEntries([...lock].sort(([a], [b]) => order(a, b)));
  const temporary = join(dir, `.${lockName}.${randomBytes(4).toString('hex')}`);
  try {
    await writeFile(temporary, `${JSON.stringify({ version: 1, files }, null, 2)}\n`, { flush: true });
    await rename(temporary, join(dir, lockName));
  } finally {
    await rm(temporary, { force: true });
  }
}

/** SHA-256 of a file, in hexadecimal. */
export async function sha256Of(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline([createReadStream(file), hash], signal === undefined ? {} : { signal });
  return hash.digest('hex');
}
