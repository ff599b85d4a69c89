import type { Client } from './client.js';
import { FetchFailure } from './failure.js';
import type { LockEntry } from './lock.js';
import { type Clock, withRetries } from './retry.js';
import { refusedBy } from './troubles.js';

/** What a publisher says of a file that was fetched before. */
export type Change = 'same' | 'changed' | 'gone' | 'unknown';

const plain = (etag: string) => etag.replace(/^W\//, '');

/** Asks whether the file at an address is still the one that the lock records (RFC 9110, conditional requests). */
export async function askForChanges(
  client: Client,
  entry: LockEntry,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<Change> {
  const headers: Record<string, string> = {
    ...(entry.etag === null ? {} : { 'if-none-match': entry.etag }),
    ...(entry.last_modified === null ? {} : { 'if-modified-since': entry.last_modified }),
  };
  const ask = (method: 'HEAD' | 'GET') =>
    withRetries(
      async () => {
        const answer = await client.ask(entry.address as string, { method, headers, signal });
        answer.body.on('error', () => {}).destroy();
        const failure = refusedBy(answer, clock.now());
        if (failure.passing) throw failure;
        return answer;
      },
      clock,
      { signal },
    );
  try {
    let answer = await ask('HEAD');
    if (answer.status === 405 || answer.status === 501) answer = await ask('GET');
    if (answer.status === 304) return 'same';
    if (answer.status === 404 || answer.status === 410) return 'gone';
    if (answer.status !== 200) return 'unknown';
    const { etag, 'last-modified': modified, 'content-length': length } = answer.headers;
    if (entry.etag !== null && etag !== undefined)
      return plain(etag) === plain(entry.etag) ? 'same' : 'changed';
    if (length !== undefined && !answer.headers['content-encoding'] && Number(length) !== entry.bytes)
      return 'changed';
    if (entry.last_modified !== null && modified !== undefined) {
      return Date.parse(modified) === Date.parse(entry.last_modified) ? 'same' : 'changed';
    }
    return 'unknown';
  } catch (error) {
    if (error instanceof FetchFailure) return 'unknown';
    throw error;
  }
}
