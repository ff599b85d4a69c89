import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Answer, isPacked } from './answer.js';
import { usableDate, usableTag } from './headers.js';

const noteSchema = z.strictObject({
  asked: z.string(),
  etag: z.string().nullable(),
  /** null too where it is too young to vouch for the bytes. */
  lastModified: z.string().nullable(),
  /** Of the whole file, in bytes. */
  length: z.number().int().nonnegative().nullable(),
});

/** What is known of a part of a file, so that the rest of the same file can be asked for. */
export type PartNote = z.infer<typeof noteSchema>;

const noteOf = (part: string) => `${part}.json`;

/** Bytes of a part that lie on the disk; 0 where there is none. */
export const sizeOfPart = async (part: string): Promise<number> =>
  (await stat(part).catch(() => null))?.size ?? 0;

/** The note of a part of the file at an address; null where there is none that can be used. */
export async function readNote(part: string, address: string): Promise<PartNote | null> {
  try {
    const note = noteSchema.parse(JSON.parse(await readFile(noteOf(part), 'utf8')));
    return note.asked === address ? note : null;
  } catch {
    return null;
  }
}

export const writeNote = (part: string, note: PartNote): Promise<void> =>
  writeFile(noteOf(part), JSON.stringify(note));

export const dropNote = (part: string): Promise<void> => rm(noteOf(part), { force: true });

/** Takes a part and its note away. */
export async function dropPart(part: string): Promise<void> {
  await rm(part, { force: true });
  await dropNote(part);
}

const strong = (etag: string | null | undefined): string | null => {
  const tag = usableTag(etag);
  return tag === null || tag.startsWith('W/') ? null : tag;
};

const minute = 60_000;

/** Last-Modified where it tells one state of the file from another: a minute before the answer (RFC 9110, 8.8.2.2). */
function settledDate({ headers }: Answer): string | null {
  const modified = usableDate(headers['last-modified']);
  const answered = usableDate(headers.date);
  if (modified === null || answered === null) return null;
  return Date.parse(answered) - Date.parse(modified) >= minute ? modified : null;
}

/** What is to be known of the file that begins to come. */
export const noteFrom = (asked: string, answer: Answer, length: number | null): PartNote => ({
  asked,
  etag: strong(answer.headers.etag),
  lastModified: settledDate(answer),
  length,
});

/** What a part must still be for its rest to fit (If-Range); null where only the whole file can be asked for. */
export const conditionOf = (note: PartNote | null): string | null => note?.etag ?? note?.lastModified ?? null;

/** First and last byte, and length of the whole file, of a partial answer; null where it does not say all three. */
export function rangeOf({ headers }: Answer): { first: number; last: number; length: number } | null {
  const range = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(headers['content-range']?.trim() ?? '');
  if (range === null) return null;
  const [first, last, length] = range.slice(1).map(Number) as [number, number, number];
  return first <= last && last < length ? { first, last, length } : null;
}

/**
 * Why a partial answer must not be joined to a part that is held: both must have the same strong validator, and be of
 * one file of one length (RFC 9110, 15.3.7.3). null where it fits.
 */
export function unfit(answer: Answer, note: PartNote | null, held: number): string | null {
  if (note === null || conditionOf(note) === null || held === 0) return 'no part was asked for';
  const range = rangeOf(answer);
  if (range === null) return 'it does not say which part';
  if (range.first !== held) return `it begins at byte ${range.first}, not ${held}`;
  if (isPacked(answer)) return 'it is packed';
  if (note.length !== null && note.length !== range.length) {
    return `the file has ${range.length} bytes now, and had ${note.length}`;
  }
  if (note.etag !== null) {
    return answer.headers.etag === note.etag ? null : 'its ETag is another';
  }
  return answer.headers['last-modified'] === note.lastModified ? null : 'its Last-Modified is another';
}
