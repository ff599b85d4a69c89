import type { OnProgress } from '@inverse-care/domain';
import type { Client } from './client.js';
import type { Want } from './editions.js';
import type { FetchFailure } from './failure.js';
import type { Link } from './links.js';
import { type Lock, writeLock } from './lock.js';
import type { Clock } from './retry.js';

/** What the parts of one fetch share. */
export interface Session {
  into: string;
  wants: readonly Want[];
  /** Takes newer files of the publishers. */
  update: boolean;
  /** What the folder holds and is vouched for; changes as files come. */
  lock: Lock;
  /** What the lock says of files that are no longer what it says; they are moved aside when a fresh copy has come. */
  altered: Lock;
  /** Paths that were filled in this session. */
  placed: Set<string>;
  /** For the reader. */
  notes: string[];
  client: Client;
  pageAt: (address: string) => Promise<Link[]>;
  clock: Clock;
  maxBytes: number;
  /** The reader's stop. */
  signal: AbortSignal | undefined;
  /** The reader's stop, or the end of the time for all that is asked of publishers. */
  until: AbortSignal;
  onProgress: OnProgress;
  onEvent: (line: string) => void;
  onRetry: (failure: FetchFailure, seconds: number) => void;
  /** The last failure to reach a publisher at all. */
  unreachable: FetchFailure | null;
  /** Changes the folder and then writes the lock; one change after another, so that no two meet. */
  record: (change: () => Promise<void>) => Promise<void>;
}

/** Where unfinished downloads lie, below the folder. */
export const partialFolder = '.partial';

/** Does changes of a folder in turn, each followed by its lock. */
export function recorder(into: string, locks: readonly Lock[]): Session['record'] {
  let last = Promise.resolve();
  return (change) => {
    const turn = last.then(async () => {
      await change();
      await writeLock(into, new Map(locks.flatMap((lock) => [...lock])));
    });
    last = turn.catch(() => {});
    return turn;
  };
}

/** A function that does its work once for each key, and gives the same promise again. */
export function oncePer<A extends unknown[], T>(
  key: (...args: A) => string,
  work: (...args: A) => Promise<T>,
): (...args: A) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (...args) => {
    const at = key(...args);
    const promise = known.get(at) ?? work(...args);
    known.set(at, promise);
    return promise;
  };
}
