import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { type Answer, drain, isPacked, leave, unpackerOf } from './answer.js';
import type { Client } from './client.js';
import { within } from './deadline.js';
import { FetchFailure } from './failure.js';
import { hostOf } from './hosts.js';
import { paced } from './pace.js';
import {
  conditionOf,
  dropNote,
  dropPart,
  noteFrom,
  rangeOf,
  readNote,
  sizeOfPart,
  unfit,
  writeNote,
} from './part.js';
import { inWords } from './patience.js';
import { type Clock, withRetries } from './retry.js';
import { onTheWay, refusedBy } from './troubles.js';

/** What is known of a file that has come whole. */
export interface Downloaded {
  /** After redirects. */
  address: string;
  bytes: number;
  /** Its publisher declared the length, and it is that. */
  declared: boolean;
  etag: string | null;
  lastModified: string | null;
}

const tooBig = (host: string, limit: number) =>
  new FetchFailure(`${host} sends more than ${Math.round(limit / 1e6)} MB, which no file of this kind has`);

function wholeLength(answer: Answer): number | null {
  if (isPacked(answer)) return null;
  if (answer.status === 206) return rangeOf(answer)?.length ?? null;
  const length = answer.headers['content-length'];
  return length === undefined ? null : Number(length);
}

/** Asks for the rest of a part where its publisher still has the same file, else for all of it. */
async function askForRest(
  client: Client,
  address: string,
  part: string,
  { clock }: DownloadOptions,
  signal: AbortSignal,
): Promise<{ answer: Answer; from: number }> {
  const held = await sizeOfPart(part);
  const note = held === 0 ? null : await readNote(part, address);
  const condition = conditionOf(note);
  const answer = await client.ask(address, {
    headers: condition === null ? {} : { range: `bytes=${held}-`, 'if-range': condition },
    signal,
  });
  if (answer.status === 200) return { answer, from: 0 };
  const why = answer.status === 206 ? unfit(answer, note, held) : 'the part that is here is beyond its end';
  if (answer.status === 206 && why === null) return { answer, from: held };
  leave(answer);
  if (answer.status !== 206 && answer.status !== 416) throw refusedBy(answer, clock.now());
  await dropPart(part);
  const { host } = new URL(answer.address);
  throw new FetchFailure(`${host} does not send the rest of the file: ${why}`, { passing: true });
}

/** One try. */
async function attempt(
  client: Client,
  address: string,
  part: string,
  options: DownloadOptions,
  signal: AbortSignal,
): Promise<Downloaded> {
  const { maxBytes } = options;
  const { answer, from } = await askForRest(client, address, part, options, signal);
  const { host } = new URL(answer.address);
  const length = wholeLength(answer);
  if (length !== null && length > maxBytes) {
    leave(answer);
    throw tooBig(host, maxBytes);
  }
  const unpacker = unpackerOf(answer);
  let bytes = from;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      options.onBytes?.(bytes, length);
      done(bytes > maxBytes ? tooBig(host, maxBytes) : null, chunk);
    },
  });
  await dropNote(part);
  if (!isPacked(answer)) await writeNote(part, noteFrom(address, answer, length));
  const file = createWriteStream(part, { flags: from > 0 ? 'a' : 'w' });
  try {
    await drain(answer, [paced(host, client.patience), unpacker, count, file], signal);
  } catch (error) {
    if (bytes > maxBytes) await dropPart(part);
    throw onTheWay(error, host, signal);
  }
  if (length !== null && bytes !== length) {
    if (bytes > length) await dropPart(part);
    throw new FetchFailure(`${host} declared ${length} bytes and sent ${bytes}`, { passing: true });
  }
  return {
    address: answer.address,
    bytes,
    declared: length !== null,
    etag: answer.headers.etag ?? null,
    lastModified: answer.headers['last-modified'] ?? null,
  };
}

export interface DownloadOptions {
  clock: Clock;
  maxBytes: number;
  signal?: AbortSignal | undefined;
  /** Bytes so far, and in all where the publisher says. */
  onBytes?: ((done: number, total: number | null) => void) | undefined;
  onRetry?: ((failure: FetchFailure, seconds: number) => void) | undefined;
}

/**
 * Downloads a file to a path. What comes is kept when the connection breaks, and the rest is asked for, now or in a
 * later call, on condition that the publisher's file is still the same (RFC 9110, If-Range); a publisher that sends
 * all of it again is listened to from the start, and a rest that is not of the same file is not joined.
 * @throws FetchFailure where it cannot be had in the time that the client has for one file, CancelledError where the
 * signal fires; the part stays for a later call.
 */
export async function download(
  client: Client,
  address: string,
  part: string,
  options: DownloadOptions,
): Promise<Downloaded> {
  await mkdir(dirname(part), { recursive: true });
  const { each } = client.patience;
  const late = `${hostOf(address)} has not sent the file in ${inWords(each)}`;
  const done = await within(each, late, options.signal, (signal) =>
    withRetries(() => attempt(client, address, part, options, signal), options.clock, { ...options, signal }),
  );
  await dropNote(part);
  return done;
}
