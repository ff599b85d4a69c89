import { mkdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CancelledError, InputError, type Watch } from '@inverse-care/domain';
import { createClient } from './client.js';
import { within } from './deadline.js';
import { type FetchSpan, type Want, wantedFiles } from './editions.js';
import type { FetchFailure } from './failure.js';
import { pageReader } from './find-addresses.js';
import { type HeldFiles, holdFiles } from './held-files.js';
import { inParallel } from './in-parallel.js';
import { type Lock, readLock } from './lock.js';
import { type FetchReport, holdersOf, missingOf, nameOf } from './outcomes.js';
import { inWords, type Patience } from './patience.js';
import { type Clock, realClock } from './retry.js';
import { partialFolder, recorder, type Session } from './session.js';
import { settler } from './settle.js';

export interface FetchOptions extends FetchSpan, Watch {
  into: string;
  /** Takes newer files of the publishers; the old ones are moved into the folder `superseded`. */
  update?: boolean;
  /** How the program names itself to the publishers. */
  userAgent: string;
  /** Base address of a mirror: https://host/path is asked for at MIRROR/host/path. */
  mirror?: string | undefined;
  /** Hosts that are asked besides those of the catalogue: "files.example.org", "*.example.org". */
  hosts?: readonly string[] | undefined;
  /** A file has come, or is waited for: a line for the reader. */
  onEvent?: Session['onEvent'];
  clock?: Clock;
  /** Largest file that is taken, in bytes: 2 GB where it is not said. */
  maxBytes?: number;
  patience?: Partial<Patience>;
}

/** Files and pages under way at one time. */
const atOnce = 2;

async function makeFolder(into: string): Promise<void> {
  if ((await stat(into).catch(() => null))?.isDirectory() === true) return;
  await mkdir(into, { recursive: true }).catch(() => {
    throw new InputError('The folder cannot be made', {
      place: { file: into },
      expected: 'a folder, or a path at which one can be made',
      remedy: 'Give another path to --into.',
    });
  });
}

const offline = ({ message }: FetchFailure) =>
  new InputError(`No publisher can be reached: ${message}`, {
    expected: 'a connection to the internet',
    remedy:
      'Connect, or see that HTTPS_PROXY names your proxy, and run the same command again. What the folder holds is untouched.',
  });

const notesOn = ({ notes, gone, found }: HeldFiles): string[] => [
  ...notes,
  ...gone.map((path) => `${path} was fetched before and is no longer in the folder.`),
  ...found.map((path) => `${path} was put there by hand and is recognised.`),
];

/** Two files of one census stop a run; the reader has to choose. */
function twice(lock: Lock, wants: readonly Want[]): string[] {
  return wants.flatMap((want) => {
    const paths = holdersOf(lock, want).map(([path]) => path);
    if (want.source.kind !== 'workforce' || paths.length < 2) return [];
    return [`${nameOf(want)} is there more than once, and a run will ask for one: ${paths.join(', ')}.`];
  });
}

/** See `fetchFiles`. */
export async function bringFiles(options: FetchOptions): Promise<FetchReport> {
  const { into, signal, clock = realClock, onEvent = () => {} } = options;
  const wants = wantedFiles(options);
  const client = createClient(options);
  try {
    await makeFolder(into);
    const held = await holdFiles(into, await readLock(into), wants, clock.now(), signal);
    const { lock, altered } = held;
    const notes = notesOn(held);
    const onRetry = (failure: FetchFailure, seconds: number) =>
      onEvent(`${failure.message}; trying again in ${seconds} s`);
    const session: Omit<Session, 'until' | 'pageAt'> = {
      into,
      wants,
      update: options.update ?? false,
      lock,
      altered,
      placed: new Set(),
      notes,
      client,
      clock,
      maxBytes: options.maxBytes ?? 2e9,
      signal,
      onProgress: options.onProgress ?? (() => {}),
      onEvent,
      onRetry,
      unreachable: null,
      record: recorder(into, [altered, lock]),
    };
    if (held.gone.length + held.found.length > 0) await session.record(async () => {});
    const { all } = client.patience;
    const late = `the time for all files, ${inWords(all)}, is over`;
    const { outcomes, unreachable } = await within(all, late, signal, async (until) => {
      const whole: Session = { ...session, until, pageAt: pageReader(client, clock, until, onRetry) };
      const settled = await inParallel(wants, atOnce, settler(whole));
      return { outcomes: settled, unreachable: whole.unreachable };
    });
    const report = { outcomes, notes };
    if (client.answers() === 0 && unreachable !== null) {
      if (missingOf(report).length > 0) throw offline(unreachable);
      notes.push(
        `No publisher could be reached, so that nothing is known of changes: ${unreachable.message}.`,
      );
    }
    for (const path of altered.keys()) {
      notes.push(`${path} was altered since it was fetched, and a fresh copy could not be had.`);
    }
    notes.push(...twice(lock, wants));
    if (!outcomes.some(({ status }) => status === 'failed' || status === 'changed')) {
      await rm(join(into, partialFolder), { recursive: true, force: true });
    }
    return report;
  } catch (error) {
    throw signal?.aborted ? new CancelledError() : error;
  } finally {
    await client.close();
    await rmdir(join(into, partialFolder)).catch(() => {});
  }
}
