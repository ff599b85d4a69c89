import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './answer.js';
import type { Client } from './client.js';
import { FetchFailure } from './failure.js';
import { type Clock, withRetries } from './retry.js';
import { onTheWay, refusedBy } from './troubles.js';

/** What is known of a file that has come whole. */
export interface Downloaded {
  /** After redirects. */
  address: string;
  bytes: number;
  etag: string | null;
  lastModified: string | null;
}

/** What is known of a part of a file, so that the rest of the same file can be asked for. */
interface PartNote {
  asked: string;
  etag: string | null;
  lastModified: string | null;
}

const noteOf = (part: string) => `${part}.json`;
const sizeOf = async (path: string) => (await stat(path).catch(() => null))?.size ?? 0;

async function readNote(part: string, address: string): Promise<PartNote | null> {
  try {
    const note = JSON.parse(await readFile(noteOf(part), 'utf8')) as PartNote;
    return note.asked === address ? note : null;
  } catch {
    return null;
  }
}

/** Takes a part and its note away. */
export async function dropPart(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(noteOf(part), { force: true });
}

/** What a part must still be for its rest to fit; a weak ETag does not say that the bytes are the same. */
const validator = (note: PartNote | null) =>
  note === null ? null : note.etag !== null && !note.etag.startsWith('W/') ? note.etag : note.lastModified;

const tooBig = (host: string, limit: number) =>
  new FetchFailure(`${host} sends more than ${Math.round(limit / 1e6)} MB, which no file of this kind has`);

function wholeLength({ status, headers, encoded }: Answer, have: number): number | null {
  if (encoded) return null;
  const range = /^bytes \d+-\d+\/(\d+)$/.exec(headers['content-range'] ?? '');
  if (status === 206 && range !== null) return Number(range[1]);
  const length = headers['content-length'];
  return length === undefined ? null : Number(length) + (status === 206 ? have : 0);
}

/** One try: the rest of a part where its publisher still has the same file, else all of it. */
async function attempt(
  client: Client,
  address: string,
  part: string,
  options: DownloadOptions,
): Promise<Downloaded> {
  const { signal, clock, maxBytes } = options;
  const held = await sizeOf(part);
  const condition = held === 0 ? null : validator(await readNote(part, address));
  const headers: Record<string, string> =
    condition === null ? {} : { range: `bytes=${held}-`, 'if-range': condition };
  const answer = await client.ask(address, { headers, signal });
  const { host } = new URL(answer.address);
  const resumes =
    answer.status === 206 && (answer.headers['content-range'] ?? '').startsWith(`bytes ${held}-`);
  if (answer.status !== 200 && !resumes) {
    answer.body.on('error', () => {}).destroy();
    if (answer.status === 206 || answer.status === 416) {
      await dropPart(part);
      throw new FetchFailure(`${host} does not send the rest of the file`, { passing: true });
    }
    throw refusedBy(answer, clock.now());
  }
  const from = resumes ? held : 0;
  const length = wholeLength(answer, from);
  if (length !== null && length > maxBytes) {
    answer.body.on('error', () => {}).destroy();
    throw tooBig(host, maxBytes);
  }
  const etag = answer.headers.etag ?? null;
  const lastModified = answer.headers['last-modified'] ?? null;
  const note: PartNote = { asked: address, etag, lastModified };
  await rm(noteOf(part), { force: true });
  let bytes = from;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      options.onBytes?.(bytes, length);
      done(bytes > maxBytes ? tooBig(host, maxBytes) : null, chunk);
    },
  });
  const file = createWriteStream(part, { flags: resumes ? 'a' : 'w' });
  if (!answer.encoded) await writeFile(noteOf(part), JSON.stringify(note));
  try {
    await pipeline([answer.body, count, file], signal === undefined ? {} : { signal });
  } catch (error) {
    if (bytes > maxBytes) await dropPart(part);
    throw onTheWay(error, host, signal);
  }
  if (length !== null && bytes !== length) {
    if (bytes > length) await dropPart(part);
    throw new FetchFailure(`${host} declared ${length} bytes and sent ${bytes}`, { passing: true });
  }
  return { address: answer.address, bytes, etag, lastModified };
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
 * all of it again is listened to from the start.
 * @throws FetchFailure where it cannot be had, CancelledError where the signal fires; the part stays for a later call.
 */
export async function download(
  client: Client,
  address: string,
  part: string,
  options: DownloadOptions,
): Promise<Downloaded> {
  await mkdir(dirname(part), { recursive: true });
  const done = await withRetries(() => attempt(client, address, part, options), options.clock, options);
  await rm(noteOf(part), { force: true });
  return done;
}
