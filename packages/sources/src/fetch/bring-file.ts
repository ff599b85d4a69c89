import { createHash } from 'node:crypto';
import { join, posix } from 'node:path';
import { InputError } from '@inverse-care/domain';
import { type Downloaded, download } from './download.js';
import type { Want } from './editions.js';
import { safeName } from './file-names.js';
import type { Address } from './find-addresses.js';
import { type LockEntry, sha256Of } from './lock.js';
import { nameOf } from './outcomes.js';
import { dropPart } from './part.js';
import { placeFile, setAside } from './place-file.js';
import { partialFolder, type Session } from './session.js';
import { type Holding, type Verified, verifyDownload } from './verify.js';

/** A file that has come and is in its place. */
export interface Brought {
  path: string;
  entry: LockEntry;
}

const holdsAll = (fresh: readonly Holding[], old: readonly Holding[]) =>
  old.every(({ kind, edition }) => fresh.some((one) => one.kind === kind && one.edition === edition));

/** Puts a verified file into the folder, in place of those that it replaces and of altered copies of it. */
async function place(
  session: Session,
  part: string,
  path: string,
  entry: LockEntry,
  replaces: readonly string[],
): Promise<string> {
  const { into, lock, altered, notes } = session;
  for (const [old, { holds }] of [...altered]) {
    if (!holdsAll(entry.holds, holds)) continue;
    const aside = await setAside(into, old);
    altered.delete(old);
    notes.push(`${old} was altered since it was fetched. It is now ${aside}, and was fetched again.`);
  }
  const olds = replaces.filter((old) => lock.has(old));
  const same = olds.find((old) => lock.get(old)?.sha256 === entry.sha256);
  if (same !== undefined) {
    await dropPart(part);
    return same;
  }
  const poorer = olds.find((old) => !holdsAll(entry.holds, lock.get(old)?.holds ?? []));
  if (poorer !== undefined) {
    throw new InputError(`What came does not hold all that ${poorer} holds`, { place: { file: path } });
  }
  for (const old of olds) {
    const aside = await setAside(into, old);
    lock.delete(old);
    notes.push(`${old} has been replaced; the old file is now ${aside}.`);
  }
  return placeFile(into, part, path);
}

/** What was looked at in a file that came, for the reader. */
function seen({ source }: Want, { bytes, declared }: Downloaded, { archive, labels }: Verified): string {
  const shown = labels.slice(0, 3).join(', ');
  const opens = labels.length > 3 ? `${shown} and ${labels.length - 3} more` : shown;
  return [
    `${(bytes / 1e6).toFixed(1)} MB${declared ? ', as long as declared' : ', of a length that was not declared'}`,
    ...(archive ? ['every checksum of the archive right'] : []),
    ...(source.sha256 === undefined ? [] : ['the SHA-256 of the catalogue']),
    `opens as ${opens}`,
  ].join('; ');
}

/**
 * Downloads a file, verifies it, moves it to its place and records it in the lock.
 * @param replaces paths of the folder that it is to take the place of.
 * @throws FetchFailure where it cannot be had, InputError where it is not what was wanted, CancelledError.
 */
export async function bringFile(
  session: Session,
  want: Want,
  { address, name, page }: Address,
  replaces: readonly string[],
): Promise<Brought> {
  const { into, clock, signal, lock, onProgress } = session;
  const part = join(into, partialFolder, createHash('sha256').update(address).digest('hex').slice(0, 20));
  const label = `${name} (${nameOf(want)})`;
  const came = await download(session.client, address, part, {
    clock,
    maxBytes: session.maxBytes,
    signal: session.until,
    onRetry: session.onRetry,
    onBytes: (done, total) => onProgress({ label, done, total: total ?? 0 }),
  });
  onProgress({ label: `Verifying ${label}`, done: 0, total: 0 });
  const { folder } = want.source;
  try {
    const rivals = session.wants.filter(({ source }) => source === want.source);
    const file = { path: posix.join(folder, safeName(name, null)), absolute: part, bytes: came.bytes };
    const verified = await verifyDownload(file, rivals, signal);
    const { holds } = verified;
    const sha256 = await sha256Of(part, signal);
    if (want.source.sha256 !== undefined && want.source.sha256 !== sha256) {
      throw new InputError('What came is not byte for byte the file that the catalogue knows', {
        place: { file: file.path },
        expected: `the SHA-256 ${want.source.sha256}`,
      });
    }
    const entry: LockEntry = {
      address,
      final_address: came.address,
      landing_page: page,
      date: clock.now().toISOString(),
      bytes: came.bytes,
      sha256,
      etag: came.etag,
      last_modified: came.lastModified,
      holds,
    };
    const [edition = null, ...others] = new Set(holds.map((one) => one.edition));
    let path = posix.join(folder, safeName(name, others.length === 0 ? edition : null));
    await session.record(async () => {
      path = await place(session, part, path, entry, replaces);
      lock.set(path, entry);
      session.placed.add(path);
    });
    session.onEvent(`${path}: ${seen(want, came, verified)}`);
    return { path, entry };
  } catch (error) {
    if (!signal?.aborted) await dropPart(part);
    throw error;
  }
}
