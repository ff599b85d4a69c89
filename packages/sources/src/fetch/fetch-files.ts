import { createHash } from 'node:crypto';
import { mkdir, rm, rmdir, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { CancelledError, InputError, throwIfCancelled } from '@inverse-care/core';
import { askForChanges, type Change } from './ask-for-changes.js';
import { createClient, type Patience } from './client.js';
import { download, dropPart } from './download.js';
import { type FetchSpan, type Want, wantedFiles } from './editions.js';
import { FetchFailure } from './failure.js';
import { safeName } from './file-names.js';
import { type Address, findAddresses, pageReader } from './find-addresses.js';
import { holdFiles } from './held-files.js';
import { inParallel } from './in-parallel.js';
import { type Lock, type LockEntry, readLock, sha256Of, writeLock } from './lock.js';
import { placeFile, setAside } from './place-file.js';
import { type Clock, realClock } from './retry.js';
import { serves, verifyDownload } from './verify.js';

/** What became of a wanted file. */
export type FetchStatus =
  | 'fetched'
  /** The lock vouches for it. */
  | 'present'
  /** It was put into the folder by hand. */
  | 'by hand'
  /** The publisher has another one now; ours is kept. */
  | 'changed'
  /** The publisher had another one; it has taken the place of ours. */
  | 'updated'
  /** Only its reader can fetch it. */
  | 'to do'
  /** The publisher has no such file, or not where it is looked for. */
  | 'not found'
  | 'failed';

export interface FetchOutcome {
  group: string;
  label: string;
  /** Month of the edition, as "2020-04"; null where the publication has one. */
  edition: string | null;
  status: FetchStatus;
  /** Paths below the folder. */
  files: string[];
  bytes: number;
  note: string | null;
  /** What the reader can do by hand. */
  steps: readonly string[];
  /** Its absence is no failure. */
  optional: boolean;
}

export interface FetchReport {
  outcomes: FetchOutcome[];
  /** What was found out about the folder on the way. */
  notes: string[];
}

export interface FetchOptions extends FetchSpan {
  into: string;
  /** Takes newer files of the publishers; the old ones are moved into the folder `superseded`. */
  update?: boolean;
  /** How the program names itself to the publishers. */
  userAgent: string;
  /** Base address of a mirror: https://host/path is asked for at MIRROR/host/path. */
  mirror?: string | undefined;
  signal?: AbortSignal;
  onProgress?: (progress: { label: string; done: number; total: number }) => void;
  /** A file has come, or is waited for: a line for the reader. */
  onEvent?: (line: string) => void;
  clock?: Clock;
  /** Largest file that is taken, in bytes: 2 GB where it is not said. */
  maxBytes?: number;
  patience?: Partial<Patience>;
}

/** Files and pages under way at one time. */
const atOnce = 2;
const partialFolder = '.partial';

const isMissing = ({ status, optional }: FetchOutcome) =>
  !optional && (status === 'to do' || status === 'not found' || status === 'failed');

/** The outcomes that leave the folder without a file that was asked for. */
export const missingOf = ({ outcomes }: FetchReport): FetchOutcome[] => outcomes.filter(isMissing);

const nameOf = ({ source, edition }: Want) => `${source.label}${edition === null ? '' : ` ${edition}`}`;

interface Fetched {
  path: string;
  entry: LockEntry;
}

/**
 * Fetches what a span of the study needs into a folder: looks on the publishers' pages, downloads what the folder's
 * lock does not vouch for, verifies it by content, and records it. A file that cannot be had does not stop the others.
 * @throws InputError where the folder or its lock cannot be used, or no publisher can be reached; CancelledError where
 * the signal fires, after which the folder holds whole files and a true lock, and the next call goes on.
 */
export async function fetchFiles(options: FetchOptions): Promise<FetchReport> {
  const { into, signal, clock = realClock, maxBytes = 2e9, update = false } = options;
  const wants = wantedFiles(options);
  const notes: string[] = [];
  if ((await stat(into).catch(() => null))?.isDirectory() !== true) {
    await mkdir(into, { recursive: true }).catch(() => {
      throw new InputError('The folder cannot be made', {
        place: { file: into },
        expected: 'a folder, or a path at which one can be made',
        remedy: 'Give another path to --into.',
      });
    });
  }
  const held = await holdFiles(into, await readLock(into), wants, clock.now(), signal);
  const lock: Lock = held.lock;
  notes.push(...held.notes);
  for (const path of held.gone) notes.push(`${path} was fetched before and is no longer in the folder.`);
  for (const path of held.altered) {
    notes.push(
      `${path} is not what was fetched: it was altered. It is now ${await setAside(into, path)}, and is fetched again.`,
    );
  }
  for (const path of held.found) notes.push(`${path} was put there by hand and is recognised.`);
  if (held.gone.length + held.altered.length + held.found.length > 0) await writeLock(into, lock);

  const client = createClient({
    userAgent: options.userAgent,
    clock,
    mirror: options.mirror,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
  });
  const onRetry = (failure: FetchFailure, seconds: number) =>
    options.onEvent?.(`${failure.message}; trying again in ${seconds} s`);
  const pageAt = pageReader(client, clock, signal, onRetry);
  let unreachable: FetchFailure | null = null;

  let writing = Promise.resolve();
  /** One after another, so that no two writers meet. */
  const record = (change: () => Promise<void>): Promise<void> => {
    const turn = writing.then(async () => {
      await change();
      await writeLock(into, lock);
    });
    writing = turn.catch(() => {});
    return turn;
  };

  const holding = (want: Want): [string, LockEntry][] =>
    [...lock].filter(([, { holds }]) => holds.some((one) => serves(want, one)));

  async function bring(want: Want, { address, name, page }: Address, replaces: string[]): Promise<Fetched> {
    const part = join(into, partialFolder, createHash('sha256').update(address).digest('hex').slice(0, 20));
    const label = `${name} (${nameOf(want)})`;
    const came = await download(client, address, part, {
      clock,
      maxBytes,
      signal,
      onRetry,
      onBytes: (done, total) => options.onProgress?.({ label, done, total: total ?? 0 }),
    });
    options.onProgress?.({ label: `Verifying ${label}`, done: 0, total: 0 });
    const { source, edition } = want;
    const path = posix.join(source.folder, safeName(name, null));
    const file = { path, absolute: part, bytes: came.bytes };
    try {
      const rivals = wants.filter((one) => one.source === source);
      const holds = await verifyDownload(file, rivals, signal);
      const editions = new Set(holds.map((one) => one.edition));
      const entry: LockEntry = {
        address,
        final_address: came.address,
        landing_page: page,
        date: clock.now().toISOString(),
        bytes: came.bytes,
        sha256: await sha256Of(part, signal),
        etag: came.etag,
        last_modified: came.lastModified,
        holds,
      };
      const proper = holds.find((one) => serves(want, one)) ?? holds[0];
      const final = safeName(name, editions.size === 1 ? (proper?.edition ?? edition) : null);
      let placed = posix.join(source.folder, final);
      await record(async () => {
        const same = replaces.find((old) => lock.get(old)?.sha256 === entry.sha256);
        if (same !== undefined) {
          placed = same;
          await dropPart(part);
        } else {
          for (const old of replaces) {
            if (!lock.has(old)) continue;
            const aside = await setAside(into, old);
            lock.delete(old);
            notes.push(`${old} has been replaced; the old file is now ${aside}.`);
          }
          placed = await placeFile(into, part, placed);
        }
        lock.set(placed, entry);
        placedNow.add(placed);
      });
      options.onEvent?.(`${placed}: ${(came.bytes / 1e6).toFixed(1)} MB, verified`);
      return { path: placed, entry };
    } catch (error) {
      if (!signal?.aborted) await dropPart(part);
      throw error;
    }
  }

  const placedNow = new Set<string>();
  const brought = new Map<string, Promise<Fetched>>();
  const bringOnce = (want: Want, address: Address, replaces: string[]): Promise<Fetched> => {
    const known = brought.get(address.address) ?? bring(want, address, replaces);
    brought.set(address.address, known);
    return known;
  };

  const asked = new Map<string, Promise<Change>>();
  const changeOf = (entry: LockEntry): Promise<Change> => {
    const address = entry.address as string;
    const known = asked.get(address) ?? askForChanges(client, entry, clock, signal);
    asked.set(address, known);
    return known;
  };

  const outcome = (
    want: Want,
    status: FetchStatus,
    files: readonly [string, LockEntry][],
    note: string | null = null,
  ): FetchOutcome => ({
    group: want.source.group,
    label: want.source.label,
    edition: want.edition,
    status,
    files: files.map(([path]) => path),
    bytes: files.reduce((sum, [, { bytes }]) => sum + bytes, 0),
    note,
    steps: status === 'to do' || status === 'not found' || status === 'failed' ? want.steps : [],
    optional: want.optional,
  });

  /** Tries one set of addresses after another. The first that serves is enough. */
  async function bringAny(
    want: Want,
    alternatives: readonly Address[][],
    replaces: string[],
    reasons: string[],
  ): Promise<boolean> {
    for (const set of alternatives) {
      for (const address of set) {
        try {
          await bringOnce(want, address, replaces);
        } catch (error) {
          if (error instanceof FetchFailure) {
            if (error.unreachable) unreachable = error;
            reasons.push(error.message);
          } else if (error instanceof InputError) reasons.push(`${error.message} (${address.address})`);
          else throw error;
        }
      }
      const came = await Promise.all(set.map(({ address }) => brought.get(address)?.catch(() => undefined)));
      if (came.some((one) => one?.entry.holds.some((holding) => serves(want, holding)))) return true;
      for (const one of came)
        if (one !== undefined) reasons.push(`${one.path} came and is of another edition`);
    }
    return false;
  }

  async function settle(want: Want): Promise<FetchOutcome> {
    throwIfCancelled(signal);
    options.onProgress?.({ label: `Looking for ${nameOf(want)}`, done: 0, total: 0 });
    const before = holding(want);
    if (before.length > 0 && before.every(([, { address }]) => address === null)) {
      return outcome(want, 'by hand', before);
    }
    if (want.source.byHand === true) return outcome(want, 'to do', []);
    if (before.length > 0 && before.every(([path]) => placedNow.has(path)))
      return outcome(want, 'fetched', before);
    const { alternatives, notes: reasons, unreachable: silent } = await findAddresses(want, pageAt);
    unreachable ??= silent;
    const replaces = before.map(([path]) => path);
    if (before.length === 0) {
      const tried = alternatives.length > 0;
      if (await bringAny(want, alternatives, replaces, reasons))
        return outcome(want, 'fetched', holding(want));
      return outcome(want, tried ? 'failed' : 'not found', [], [...new Set(reasons)].join('; '));
    }
    const linked = (set: readonly Address[]) => set.filter(({ page }) => page !== null);
    const offered = linked(alternatives.flat());
    const old = before.filter(
      ([, { address, landing_page }]) =>
        offered.length > 0 && landing_page !== null && !offered.some((one) => one.address === address),
    );
    const fresh = linked(alternatives[0] ?? []).filter(
      ({ address }) => ![...lock.values()].some((one) => one.address === address),
    );
    const changes = await Promise.all(
      before.map(async ([, entry]) => (entry.address === null ? 'same' : await changeOf(entry))),
    );
    const moved = old.length > 0 && fresh.length > 0;
    if (!moved && fresh.length > 0 && want.source.take === 'all') {
      if (await bringAny(want, [fresh], [], reasons)) return outcome(want, 'fetched', holding(want));
    }
    if (!moved && !changes.includes('changed')) {
      const gone = changes.includes('gone') ? 'its publisher no longer has it at this address' : null;
      const unsaid = changes.includes('unknown') ? 'its publisher did not say whether it has changed' : null;
      return outcome(want, 'present', before, gone ?? unsaid);
    }
    const why = moved
      ? `its page links to another file: ${fresh.map(({ name }) => name).join(', ')}`
      : 'its publisher has changed it';
    if (!update) return outcome(want, 'changed', before, `${why}; --update fetches it`);
    const stale = before.filter((one, i) => old.includes(one) || changes[i] === 'changed');
    const again = moved
      ? [fresh]
      : stale.map(([path, { address, landing_page }]) => [
          { address: address as string, name: posix.basename(path), page: landing_page },
        ]);
    const gave = await bringAny(
      want,
      again,
      stale.map(([path]) => path),
      reasons,
    );
    return gave
      ? outcome(want, 'updated', holding(want), why)
      : outcome(want, 'changed', before, `${why}, and it could not be had: ${reasons.join('; ')}`);
  }

  try {
    const outcomes = await inParallel(wants, atOnce, settle);
    if (client.answers() === 0 && unreachable !== null) throw offline(unreachable);
    notes.push(...twice(lock, wants));
    if (!outcomes.some(({ status }) => status === 'failed' || status === 'changed')) {
      await rm(join(into, partialFolder), { recursive: true, force: true });
    }
    return { outcomes, notes };
  } catch (error) {
    throw signal?.aborted ? new CancelledError() : error;
  } finally {
    await writing;
    await client.close();
    await rmdir(join(into, partialFolder)).catch(() => {});
  }
}

const offline = ({ message }: FetchFailure) =>
  new InputError(`No publisher can be reached: ${message.split(';')[0]}`, {
    expected: 'a connection to the internet',
    remedy:
      'Connect, or see that HTTPS_PROXY names your proxy, and run the same command again: nothing of what the folder holds was changed.',
  });

/** What a fetch would look for, before anything is asked or changed. */
export interface PlannedFile {
  group: string;
  label: string;
  edition: string | null;
  /** Where it lies in the folder; empty where it does not. */
  files: string[];
  /** Where it would be looked for: landing pages, then known addresses. */
  addresses: string[];
  /** The reader fetches it; empty where the program does. */
  steps: readonly string[];
}

/** The plan of a fetch: nothing is downloaded, asked or written. Throws InputError as fetchFiles does. */
export async function planFetch(options: FetchSpan & { into: string }): Promise<PlannedFile[]> {
  const wants = wantedFiles(options);
  const there = (await stat(options.into).catch(() => null))?.isDirectory() === true;
  const { lock } = there
    ? await holdFiles(options.into, await readLock(options.into), wants, new Date(0))
    : { lock: new Map() as Lock };
  return wants.map((want) => ({
    group: want.source.group,
    label: want.source.label,
    edition: want.edition,
    files: [...lock].filter(([, { holds }]) => holds.some((one) => serves(want, one))).map(([path]) => path),
    addresses: [...want.pages, ...want.known.map(({ address }) => address)],
    steps: want.source.byHand === true ? want.steps : [],
  }));
}

/** Two files of one census stop a run; the reader has to choose. */
function twice(lock: Lock, wants: readonly Want[]): string[] {
  return wants
    .filter(({ source }) => source.kind === 'workforce')
    .flatMap((want) => {
      const paths = [...lock].filter(([, { holds }]) => holds.some((one) => serves(want, one)));
      if (paths.length < 2) return [];
      return [
        `${nameOf(want)} is there more than once, and a run will ask which to use: ${paths.map(([path]) => path).join(', ')}.`,
      ];
    });
}
