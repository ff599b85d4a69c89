import { createWriteStream } from 'node:fs';
import { type Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { InputError, throwIfCancelled } from '@inverse-care/domain';
import type { Entry, ZipFile } from 'yauzl';
import type { FolderFile } from './folder.js';
import { gzipHead, readGzip, unpackGzip } from './read-gzip.js';

/** A file inside a zip archive. */
export type ZipEntry = Entry;

/** Loaded at the first archive: many folders have none. */
const zipReader = () => import('yauzl');

/** A file inside an archive, by its name and where its header lies. */
export interface PackedFile {
  name: string;
  offset: number;
  /** Unpacked. */
  bytes: number;
  /** The archive inside the archive that holds it; left out where it lies in the archive itself. */
  within?: Omit<PackedFile, 'within'>;
  /** True of the one content of a gzip file. */
  gzip?: true;
}

export const packedFile = (entry: ZipEntry, within?: PackedFile): PackedFile => ({
  name: nameOf(entry),
  offset: entry.relativeOffsetOfLocalHeader,
  bytes: entry.uncompressedSize,
  ...(within === undefined ? {} : { within }),
});

/** The name of a file inside an archive, with its folders. */
export const nameOf = (entry: ZipEntry): string => String(entry.fileName);

const corrupt = (file: FolderFile, problem: string) =>
  new InputError(problem, {
    place: { file: file.path },
    expected: 'a complete zip archive',
    remedy: 'Download the file again.',
  });

/** What an archive may hold. The publishers' own hold a few files, of up to a gigabyte, packed to a tenth or so. */
export interface ZipLimits {
  entries: number;
  /** Bytes of all its files together, unpacked. */
  unpacked: number;
  /** Bytes of a file for each byte it is packed into; a file below `ratioFrom` bytes may have any. */
  ratio: number;
  ratioFrom: number;
}

export const zipLimits: ZipLimits = {
  entries: 2000,
  unpacked: 8 * 2 ** 30,
  ratio: 250,
  ratioFrom: 16 * 2 ** 20,
};

const refused = (file: FolderFile, problem: string) =>
  new InputError(problem, {
    place: { file: file.path },
    expected: 'a zip archive as its publisher issues it',
    remedy: 'Take the file away, and download it from its publisher.',
  });

/** True for the names of archives, which a data archive should not hold. */
export const isArchiveName = (name: string): boolean => /\.(zip|7z|rar|tar|tgz|gz|bz2|xz)$/i.test(name);

const symbolicLink = 0xa000;

/** Throws InputError where an archive's table of contents is that of no honest archive: too much, or out of bounds. */
function checkEntries(file: FolderFile, entries: readonly ZipEntry[], limits: ZipLimits): void {
  if (entries.length > limits.entries) {
    throw refused(file, `The zip archive holds more than ${limits.entries} files`);
  }
  let unpacked = 0;
  for (const entry of entries) {
    const name = nameOf(entry);
    if (/^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)|\0/i.test(name)) {
      throw refused(file, `The zip archive names a path outside itself: ${name.slice(0, 80)}`);
    }
    if (((entry.externalFileAttributes >>> 16) & 0xf000) === symbolicLink) {
      throw refused(file, `The zip archive holds a symbolic link: ${name.slice(0, 80)}`);
    }
    unpacked += entry.uncompressedSize;
    const bomb =
      entry.uncompressedSize > limits.ratioFrom &&
      entry.uncompressedSize > limits.ratio * Math.max(1, entry.compressedSize);
    if (bomb || unpacked > limits.unpacked) {
      throw refused(file, `The zip archive would unpack to far more than it should (${name.slice(0, 80)})`);
    }
  }
}

/** Largest archive inside an archive that is read: it is unpacked into memory. */
export const mostNested = 2 ** 28;

/** Opens an archive, or one that lies in it. */
async function openArchive(file: FolderFile, within: PackedFile['within']): Promise<ZipFile> {
  const yauzl = await zipReader();
  const damaged = 'looks cut off or damaged: its table of contents cannot be read';
  if (within === undefined) {
    return yauzl.openPromise(file.absolute, { autoClose: false }).catch(() => {
      throw corrupt(file, `The zip archive ${damaged}`);
    });
  }
  const bytes = await unpacked(file, within);
  return yauzl.fromBufferPromise(bytes).catch(() => {
    throw corrupt(file, `The archive ${within.name} in this archive ${damaged}`);
  });
}

async function withArchive<T>(
  file: FolderFile,
  use: (archive: ZipFile) => Promise<T>,
  within?: PackedFile['within'],
): Promise<T> {
  const archive = await openArchive(file, within);
  try {
    return await use(archive);
  } finally {
    archive.close();
  }
}

async function entriesOf(file: FolderFile, archive: ZipFile, limits: ZipLimits): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  try {
    for await (const entry of archive.eachEntry()) {
      if (!nameOf(entry).endsWith('/')) entries.push(entry);
      if (entries.length > limits.entries) break;
    }
  } catch (error) {
    throw corrupt(file, `The zip archive is damaged: ${(error as Error).message}`);
  }
  checkEntries(file, entries, limits);
  return entries;
}

/**
 * The files inside an archive. Throws InputError where it is cut or damaged, names a path outside itself, holds a
 * symbolic link, or would unpack to more than the limits allow.
 */
export function listZip(
  file: FolderFile,
  limits: ZipLimits = zipLimits,
  within?: PackedFile['within'],
): Promise<ZipEntry[]> {
  return withArchive(file, (archive) => entriesOf(file, archive, limits), within);
}

/** What a workbook may unpack to: it is read whole into memory. */
const workbookLimits: ZipLimits = { ...zipLimits, unpacked: 2 ** 30 };

/** Throws InputError where a workbook inside an archive is an archive of no honest kind itself. */
export async function checkPackedWorkbook(file: FolderFile, bytes: Buffer): Promise<void> {
  const yauzl = await zipReader();
  const archive = await yauzl.fromBufferPromise(bytes).catch(() => null);
  if (archive !== null) await entriesOf(file, archive, workbookLimits);
}

async function contentOf(file: FolderFile, archive: ZipFile, entry: ZipEntry): Promise<Readable> {
  if (entry.isEncrypted() || (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)) {
    throw new InputError(
      `${nameOf(entry)} in this archive is ${entry.isEncrypted() ? 'encrypted' : 'packed by an unusual method'}`,
      {
        place: { file: file.path },
        expected: 'an ordinary zip archive',
        remedy: 'Unpack it and put the CSV into the folder.',
      },
    );
  }
  return archive.openReadStreamPromise(entry).catch(() => {
    throw corrupt(file, `${nameOf(entry)} in this archive is damaged`);
  });
}

/** The entry of a file that was seen in an archive before. Throws InputError where it is not there any more. */
async function find(
  file: FolderFile,
  archive: ZipFile,
  { name, offset }: Pick<PackedFile, 'name' | 'offset'>,
): Promise<ZipEntry> {
  const entries = await entriesOf(file, archive, zipLimits);
  const found = entries.find(
    (entry) => nameOf(entry) === name && entry.relativeOffsetOfLocalHeader === offset,
  );
  if (found !== undefined) return found;
  throw new InputError('The archive has changed since the folder was looked through', {
    place: { file: file.path },
    expected: `${name} where it was`,
    remedy: 'Let the file be while it is read, and try again.',
  });
}

const largeChunk = 1 << 20;

/** As `contentOf`, a mebibyte at a time: a table of counts comes in a thousand pieces otherwise. */
async function inflated(file: FolderFile, archive: ZipFile, entry: ZipEntry): Promise<Readable> {
  if (entry.isEncrypted() || entry.compressionMethod !== 8) return contentOf(file, archive, entry);
  const packed = await archive.openReadStreamPromise(entry, { decodeFileData: false });
  const content = createInflateRaw({ chunkSize: Math.max(64, Math.min(largeChunk, entry.uncompressedSize)) });
  // Whoever reads the content meets the error.
  pipeline(packed, content).catch(() => {});
  return content;
}

/** The first bytes of a file in an archive, unpacked: at least `limit` of them, or all there are. */
export function zipHead(
  file: FolderFile,
  entry: ZipEntry,
  limit: number,
  within?: PackedFile['within'],
): Promise<Buffer> {
  return withArchive(file, (archive) => headOf(file, archive, entry, limit), within);
}

/** The bytes of a file that was seen in an archive before. Throws InputError where it is not there any more. */
export async function unpacked(file: FolderFile, packed: PackedFile): Promise<Buffer> {
  if (packed.gzip) return (await gzipHead(file, Number.POSITIVE_INFINITY)).head;
  return withArchive(
    file,
    async (archive) => headOf(file, archive, await find(file, archive, packed), packed.bytes),
    packed.within,
  );
}

async function headOf(file: FolderFile, archive: ZipFile, entry: ZipEntry, limit: number): Promise<Buffer> {
  const content = await contentOf(file, archive, entry);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= limit) break;
    }
  } catch {
    throw corrupt(file, `${nameOf(entry)} in this archive is damaged`);
  }
  return Buffer.concat(chunks);
}

async function checked(
  file: FolderFile,
  entry: ZipEntry,
  content: Readable,
  to: Writable,
  signal: AbortSignal | undefined,
): Promise<void> {
  let crc = 0;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      crc = crc32(chunk, crc);
      done(null, chunk);
    },
  });
  try {
    await pipeline([content, check, to], signal === undefined ? {} : { signal });
  } catch {
    throwIfCancelled(signal);
    throw corrupt(file, `${nameOf(entry)} in this archive is damaged`);
  }
  if (crc !== entry.crc32) {
    throw corrupt(file, `${nameOf(entry)} in this archive is damaged: its checksum is wrong`);
  }
}

/** The bytes of a file in an archive, unpacked as they are asked for; its length and its checksum are checked. */
export async function* readPacked(
  file: FolderFile,
  packed: Omit<PackedFile, 'bytes'>,
): AsyncGenerator<Uint8Array> {
  if (packed.gzip) {
    yield* readGzip(file);
    return;
  }
  const archive = await openArchive(file, packed.within);
  try {
    const entry = await find(file, archive, packed);
    let crc = 0;
    let length = 0;
    for await (const chunk of (await inflated(file, archive, entry)) as AsyncIterable<Buffer>) {
      crc = crc32(chunk, crc);
      length += chunk.length;
      if (length > entry.uncompressedSize) break;
      yield chunk;
    }
    if (crc !== entry.crc32 || length !== entry.uncompressedSize) {
      throw corrupt(file, `${nameOf(entry)} in this archive is damaged: its checksum is wrong`);
    }
  } finally {
    archive.close();
  }
}

/** Unpacks one file of an archive to a path, and checks its length and its checksum. */
export function unpack(
  file: FolderFile,
  packed: PackedFile,
  to: string,
  signal?: AbortSignal,
): Promise<void> {
  if (packed.gzip) return unpackGzip(file, to, signal);
  return withArchive(
    file,
    async (archive) => {
      const entry = await find(file, archive, packed);
      const content = await contentOf(file, archive, entry);
      await checked(file, entry, content, createWriteStream(to), signal);
    },
    packed.within,
  );
}

/** Unpacks every file of an archive into nothing, one after another, to see that all lengths and checksums hold. */
export function verifyZip(
  file: FolderFile,
  signal?: AbortSignal,
  limits: ZipLimits = zipLimits,
): Promise<ZipEntry[]> {
  return withArchive(file, async (archive) => {
    const entries = await entriesOf(file, archive, limits);
    for (const entry of entries) {
      const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
      await checked(file, entry, await contentOf(file, archive, entry), nowhere, signal);
    }
    return entries;
  });
}
