import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { InputError, throwIfCancelled } from '@inverse-care/domain';
import type { FolderFile } from './folder.js';

/** What a gzip file may unpack to, in all and for each byte that it is packed into once it is past `ratioFrom`. */
export interface GzipLimits {
  unpacked: number;
  ratio: number;
  ratioFrom: number;
}

export const gzipLimits: GzipLimits = { unpacked: 2 ** 31, ratio: 250, ratioFrom: 16 * 2 ** 20 };

/** The first bytes of every gzip file. */
export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;

/** What the content of "a.csv.gz" is called: "a.csv". */
export const nameInGzip = ({ path }: FolderFile): string => basename(path).replace(/\.gz$/i, '');

const refused = (file: FolderFile, problem: string, expected: string, remedy: string) =>
  new InputError(problem, { place: { file: file.path }, expected, remedy });

/** The content of a gzip file as it is asked for. Throws InputError where it is cut, damaged or larger than the limits allow. */
export async function* readGzip(file: FolderFile, limits = gzipLimits): AsyncGenerator<Uint8Array> {
  const packed = createReadStream(file.absolute, { highWaterMark: 1 << 20 });
  const content = createGunzip({ chunkSize: 1 << 20 });
  // Whoever reads the content meets the error.
  const flow = pipeline(packed, content).catch(() => {});
  let length = 0;
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      length += chunk.length;
      const bomb = length > limits.ratioFrom && length > limits.ratio * file.bytes;
      if (bomb || length > limits.unpacked) {
        throw refused(
          file,
          'The gzip file would unpack to far more than it should',
          'a packed CSV as its publisher issues it',
          'Take the file away, and download it from its publisher.',
        );
      }
      yield chunk;
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw refused(
      file,
      'The gzip file is cut off or damaged',
      'a complete gzip file',
      'Download the file again.',
    );
  } finally {
    content.destroy();
    packed.destroy();
    await flow;
  }
}

/** The first bytes of its content: at least `limit` of them, or all there are. */
export async function gzipHead(
  file: FolderFile,
  limit: number,
): Promise<{ head: Buffer; complete: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of readGzip(file)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= limit) return { head: Buffer.concat(chunks), complete: false };
  }
  return { head: Buffer.concat(chunks), complete: true };
}

/** Length of the content as the file's last four bytes say it; only a reckoning, for what shows progress. */
export async function gzipLength({ absolute, bytes }: FolderFile): Promise<number> {
  const handle = await open(absolute);
  try {
    const last = Buffer.alloc(4);
    await handle.read(last, 0, 4, Math.max(0, bytes - 4));
    return last.readUInt32LE();
  } finally {
    await handle.close();
  }
}

/** Unpacks it to a path. */
export async function unpackGzip(file: FolderFile, to: string, signal?: AbortSignal): Promise<void> {
  await pipeline(readGzip(file), createWriteStream(to), signal === undefined ? {} : { signal }).catch(
    (error) => {
      throwIfCancelled(signal);
      throw error;
    },
  );
}
