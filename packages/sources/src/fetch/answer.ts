import { PassThrough, type Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FetchFailure } from './failure.js';
import type { Headers } from './headers.js';
import { printable } from './printable.js';

/** What a publisher answered. */
export interface Answer {
  status: number;
  headers: Headers;
  /** As it comes over the wire. */
  body: Readable;
  /** After redirects. */
  address: string;
}

const unpackers: Record<string, () => Transform> = {
  identity: () => new PassThrough(),
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

const packingOf = ({ headers }: Answer) => headers['content-encoding']?.trim().toLowerCase() || 'identity';

/** Whether the body is packed for the way, so that its length is not the file's and no part of it fits another. */
export const isPacked = (answer: Answer): boolean => packingOf(answer) !== 'identity';

/** What unpacks a body; bytes as they are where it is not packed. Throws FetchFailure where nothing here does. */
export function unpackerOf(answer: Answer): Transform {
  const packing = packingOf(answer);
  if (Object.hasOwn(unpackers, packing)) return (unpackers[packing] as () => Transform)();
  const { host } = new URL(answer.address);
  throw new FetchFailure(
    `${host} packs what it sends in a way that was not asked for (${printable(packing).slice(0, 40)})`,
  );
}

/** Leaves a body unread. */
export function leave({ body }: Answer): void {
  body.on('error', () => {}).destroy();
}

/**
 * Takes a body through a chain of streams, in which the first that fails ends them all.
 * @throws what failed first.
 */
export async function drain(
  answer: Answer,
  chain: readonly (Transform | NodeJS.WritableStream)[],
  signal: AbortSignal | undefined,
): Promise<void> {
  await pipeline([answer.body, ...chain], signal === undefined ? {} : { signal });
}
