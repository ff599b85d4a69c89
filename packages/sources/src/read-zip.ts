import { createWriteStream } from 'node:fs';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { InputError, throwIfCancelled } from '@inverse-care/core';
import * as yauzl from 'yauzl';
import type { FolderFile } from './folder.js';

/** A file inside a zip archive. */
export type ZipEntry = yauzl.Entry;

/** The name of a file inside an archive, with its folders. */
export const nameOf = (entry: ZipEntry): string => String(entry.fileName);

const corrupt = (file: FolderFile, problem: string) =>
  new InputError(problem, {
    place: { file: file.path },
    expected: 'a complete zip archive',
    remedy: 'Download the file again.',
  });

async function withArchive<T>(file: FolderFile, use: (archive: yauzl.ZipFile) => Promise<T>): Promise<T> {
  let archive: yauzl.ZipFile;
  try {
    archive = await yauzl.openPromise(file.absolute, { autoClose: false });
  } catch {
    throw corrupt(file, 'The zip archive looks cut off or damaged: its table of contents cannot be read');
  }
  try {
    return await use(archive);
  } finally {
    archive.close();
  }
}

/** The files inside an archive. Throws InputError where it is cut or damaged, or names a path outside itself. */
export function listZip(file: FolderFile): Promise<ZipEntry[]> {
  return withArchive(file, async (archive) => {
    const entries: ZipEntry[] = [];
    try {
      for await (const entry of archive.eachEntry()) {
        if (!nameOf(entry).endsWith('/')) entries.push(entry);
      }
    } catch (error) {
      throw corrupt(file, `The zip archive is damaged: ${(error as Error).message}`);
    }
    return entries;
  });
}

async function contentOf(file: FolderFile, archive: yauzl.ZipFile, entry: ZipEntry): Promise<Readable> {
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

/** The first bytes of a file in an archive, unpacked: at least `limit` of them, or all there are. */
export function zipHead(file: FolderFile, entry: ZipEntry, limit: number): Promise<Buffer> {
  return withArchive(file, async (archive) => {
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
  });
}

/** Unpacks one file of an archive to a path, and checks its length and its checksum. */
export function unpack(file: FolderFile, entry: ZipEntry, to: string, signal?: AbortSignal): Promise<void> {
  return withArchive(file, async (archive) => {
    const content = await contentOf(file, archive, entry);
    let crc = 0;
    const check = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        crc = crc32(chunk, crc);
        done(null, chunk);
      },
    });
    try {
      await pipeline([content, check, createWriteStream(to)], signal === undefined ? {} : { signal });
    } catch {
      throwIfCancelled(signal);
      throw corrupt(file, `${nameOf(entry)} in this archive is damaged`);
    }
    if (crc !== entry.crc32) {
      throw corrupt(file, `${nameOf(entry)} in this archive is damaged: its checksum is wrong`);
    }
  });
}
