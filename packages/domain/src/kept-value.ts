import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { CacheFolder } from './cache-folder.js';

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest();
const hashBytes = 32;

/**
 * A value that a cache folder holds, and notes that it has been used; null where there is none, or it does not agree with
 * its own hash.
 */
export async function readValue(folder: CacheFolder, entry: string): Promise<{ value: unknown } | null> {
  const file = folder.names.has(entry) ? await folder.read(entry) : null;
  if (file === null || file.length < hashBytes) return null;
  const content = file.subarray(hashBytes);
  if (!sha256(content).equals(file.subarray(0, hashBytes))) return null;
  await folder.touch(entry);
  return { value: deserialize(content) };
}

/** Keeps plain data as they are at the call, in V8's own form, behind their hash. */
export function writeValue(folder: CacheFolder, entry: string, value: unknown): Promise<boolean> {
  const content = serialize(value);
  return folder.write(entry, Buffer.concat([sha256(content), content]));
}
