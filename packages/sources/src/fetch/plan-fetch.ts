import { stat } from 'node:fs/promises';
import { type FetchSpan, wantedFiles } from './editions.js';
import { holdFiles } from './held-files.js';
import { type Lock, readLock } from './lock.js';
import { holdersOf } from './outcomes.js';

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

/** See `planFetch`. */
export async function planFiles(options: FetchSpan & { into: string }): Promise<PlannedFile[]> {
  const { into } = options;
  const wants = wantedFiles(options);
  const there = (await stat(into).catch(() => null))?.isDirectory() === true;
  const lock: Lock = there
    ? (await holdFiles(into, await readLock(into), wants, new Date(0))).lock
    : new Map();
  return wants.map((want) => ({
    group: want.source.group,
    label: want.source.label,
    edition: want.edition,
    files: holdersOf(lock, want).map(([path]) => path),
    addresses: [...want.pages, ...want.known.map(({ address }) => address)],
    steps: want.source.byHand === true ? want.steps : [],
  }));
}
