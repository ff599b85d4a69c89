import { createHash } from 'node:crypto';
import { arrayDigest, isLargeArray } from './array-digest.js';
import type { Task } from './executor.js';

const digests = new WeakMap<object, string>();

/** A hash of plain data, remembered, as tasks share large parts of their payloads. */
function digestOf(data: object): string {
  const known = digests.get(data);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  const rest = JSON.stringify(data, (_, part: unknown) => {
    if (isLargeArray(part)) return ['array', arrayDigest(part)];
    if (ArrayBuffer.isView(part)) {
      hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
      return [part.constructor.name, part.byteLength];
    }
    // Codes of a thousand PCNs, which would else come here one by one.
    if (Array.isArray(part) && part.length > 0 && part.every((one) => typeof one === 'string')) {
      const texts = Buffer.from(JSON.stringify(part));
      hash.update(texts);
      return ['texts', texts.byteLength];
    }
    // What JSON has no words for: NaN, the infinities and the negative zero.
    if (typeof part === 'number' && (!Number.isFinite(part) || Object.is(part, -0)))
      return ['number', Object.is(part, -0) ? '-0' : String(part)];
    return part;
  });
  const digest = hash.update(rest).digest('hex');
  digests.set(data, digest);
  return digest;
}

const isObject = (part: unknown): part is object => typeof part === 'object' && part !== null;

/**
 * A name for what a task gives: a hash over its kind, its payload, the code and the engine whose mathematics it uses.
 * The payload's parts are not to be changed afterwards.
 */
export function taskDigest({ kind, payload }: Task, code: string): string {
  const parts = isObject(payload)
    ? Object.entries(payload).map(([name, part]) => [name, isObject(part) ? digestOf(part) : part])
    : payload;
  return digestOf([code, process.versions.v8, process.arch, kind, parts]);
}
