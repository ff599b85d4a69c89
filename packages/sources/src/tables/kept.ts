import { createHash } from 'node:crypto';
import type { CacheFolder } from '@inverse-care/domain';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const newline = 10;

/** A value that is kept in the cache, if it is whole; null where there is none. Notes that it has been used. */
export async function readKept(cache: CacheFolder, entry: string): Promise<unknown> {
  const bytes = await cache.read(entry);
  const end = bytes?.indexOf(newline) ?? -1;
  if (bytes === null || end === -1) return null;
  const text = bytes.subarray(end + 1);
  if (sha256(text) !== bytes.toString('latin1', 0, end)) return null;
  await cache.touch(entry);
  return JSON.parse(text.toString());
}

/** Keeps a value, with the hash that tells whether it is whole. */
export async function keep(cache: CacheFolder, entry: string, value: unknown): Promise<void> {
  const text = Buffer.from(JSON.stringify(value));
  await cache.write(entry, Buffer.concat([Buffer.from(`${sha256(text)}\n`), text]));
}

/** A name for an entry, from what it depends on. */
export const nameOfEntry = (kind: string, on: readonly unknown[]): string =>
  `${kind}-${sha256(Buffer.from(JSON.stringify(on))).slice(0, 40)}.txt`;
