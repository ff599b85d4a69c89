import { recognise } from '../recognise/recognise.js';
import { findFiles } from '../tables/folder.js';
import type { Want } from './editions.js';
import { type Lock, sha256Of } from './lock.js';
import { holdingOf, serves } from './verify.js';

/** How a folder stands to its lock. */
export interface HeldFiles {
  /** What the lock vouches for, and wanted files that were put there by hand. */
  lock: Lock;
  /** Paths that the lock names and the folder lacks. */
  gone: string[];
  /** What the lock says of fetched files that are no longer what was fetched. */
  altered: Lock;
  /** Paths of files that were put there by hand and are new to the lock. */
  found: string[];
  /** What the reader should know of them. */
  notes: string[];
}

/**
 * Compares a folder with its lock, by size and SHA-256, and recognises files that were put there by hand by their
 * content. What the lock says of files that are not wanted is taken as it is. Changes nothing.
 */
export async function holdFiles(
  dir: string,
  lock: Lock,
  wants: readonly Want[],
  now: Date,
  signal?: AbortSignal,
): Promise<HeldFiles> {
  const files = new Map((await findFiles(dir, signal)).map((file) => [file.path, file]));
  const held: HeldFiles = { lock: new Map(), gone: [], altered: new Map(), found: [], notes: [] };
  for (const [path, entry] of lock) {
    const file = files.get(path);
    const wanted = wants.some((want) => entry.holds.some((holding) => serves(want, holding)));
    if (!wanted) held.lock.set(path, entry);
    else if (file === undefined) held.gone.push(path);
    else if (file.bytes === entry.bytes && (await sha256Of(file.absolute, signal)) === entry.sha256) {
      held.lock.set(path, entry);
    } else if (entry.address !== null) held.altered.set(path, entry);
  }
  for (const file of files.values()) {
    if (held.lock.has(file.path) || held.altered.has(file.path)) continue;
    const { tables } = await recognise(file);
    const holds = tables.map(holdingOf);
    const want = wants.find((one) => holds.some((holding) => serves(one, holding)));
    if (want === undefined) continue;
    const sha256 = await sha256Of(file.absolute, signal);
    held.lock.set(file.path, {
      address: null,
      final_address: null,
      landing_page: null,
      date: now.toISOString(),
      bytes: file.bytes,
      sha256,
      etag: null,
      last_modified: null,
      holds,
    });
    if (!lock.has(file.path)) held.found.push(file.path);
    if (want.source.sha256 !== undefined && want.source.sha256 !== sha256) {
      held.notes.push(
        `${file.path} is recognised as ${want.source.label}, but is not byte for byte the file that its publisher issued in the year.`,
      );
    }
  }
  return held;
}
