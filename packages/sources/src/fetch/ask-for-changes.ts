import { type Answer, leave } from './answer.js';
import type { Client } from './client.js';
import { within } from './deadline.js';
import { FetchFailure } from './failure.js';
import { usableDate, usableTag } from './headers.js';
import { hostOf } from './hosts.js';
import type { LockEntry } from './lock.js';
import { inWords } from './patience.js';
import { type Clock, withRetries } from './retry.js';
import { refusedBy } from './troubles.js';

/** What a publisher says of a file that was fetched before. */
export type Change = 'same' | 'changed' | 'gone' | 'unknown';

/** A change, and why nothing is known of it where the publisher could not be asked. */
export interface Review {
  change: Change;
  why: string | null;
}

const plain = (etag: string) => etag.replace(/^W\//, '');

function judged(entry: LockEntry, { status, headers }: Answer): Change {
  if (status === 304) return 'same';
  if (status === 404 || status === 410) return 'gone';
  if (status !== 200) return 'unknown';
  const { etag, 'last-modified': modified, 'content-length': length } = headers;
  if (entry.etag !== null && etag !== undefined)
    return plain(etag) === plain(entry.etag) ? 'same' : 'changed';
  if (length !== undefined && !headers['content-encoding'] && Number(length) !== entry.bytes)
    return 'changed';
  if (entry.last_modified !== null && modified !== undefined) {
    return Date.parse(modified) === Date.parse(entry.last_modified) ? 'same' : 'changed';
  }
  return 'unknown';
}

/** Asks whether the file at an address is still the one that the lock records (RFC 9110, conditional requests). */
export async function askForChanges(
  client: Client,
  entry: LockEntry,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<Review> {
  const etag = usableTag(entry.etag);
  const since = usableDate(entry.last_modified);
  const headers: Record<string, string> = {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(since === null ? {} : { 'if-modified-since': since }),
  };
  const address = entry.address as string;
  const { each } = client.patience;
  const late = `${hostOf(address)} has not answered in ${inWords(each)}`;
  const askOnce = async (method: 'HEAD' | 'GET', inner: AbortSignal) => {
    const answer = await client.ask(address, { method, headers, signal: inner });
    leave(answer);
    const failure = refusedBy(answer, clock.now());
    if (failure.passing) throw failure;
    return answer;
  };
  const ask = (method: 'HEAD' | 'GET') =>
    within(each, late, signal, (inner) =>
      withRetries(() => askOnce(method, inner), clock, { signal: inner }),
    );
  try {
    let answer = await ask('HEAD');
    if (answer.status === 405 || answer.status === 501) answer = await ask('GET');
    return { change: judged(entry, answer), why: null };
  } catch (error) {
    if (error instanceof FetchFailure) return { change: 'unknown', why: error.message };
    throw error;
  }
}
