import { createHash } from 'node:crypto';
import { inSharedMemory } from './shared-memory.js';

/** Arrays of numbers that tasks have, by the names of their kinds. */
const kinds = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Uint8Array,
};

/** An array of numbers of a payload. */
export type NumberArray = InstanceType<(typeof kinds)[keyof typeof kinds]>;

const names: readonly string[] = Object.keys(kinds);
const kindOf = (part: ArrayBufferView): number => names.indexOf(part.constructor.name);

const digests = new WeakMap<object, string>();

/** From here on an array is worth a hash of its own, bytes. */
const leastBytes = 2048;

/** Whether a part of a payload is an array of numbers with a hash of its own. */
export const isLargeArray = (part: unknown): part is NumberArray =>
  ArrayBuffer.isView(part) && part.byteLength >= leastBytes && kindOf(part) >= 0;

const bytesOf = (array: NumberArray) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Set in the byte of an array's kind where threads share its memory. */
const sharedFlag = 0x80;
const headOf = (array: NumberArray) =>
  kindOf(array) | (array.buffer instanceof SharedArrayBuffer ? sharedFlag : 0);

const hashOf = (head: number, bytes: Uint8Array) =>
  createHash('sha256').update(Uint8Array.of(head)).update(bytes).digest('hex');

/** A hash over an array's kind and bytes, remembered: many tasks have an array. It is not to be changed afterwards. */
export function arrayDigest(array: NumberArray): string {
  const known = digests.get(array);
  if (known !== undefined) return known;
  const digest = hashOf(headOf(array), bytesOf(array));
  digests.set(array, digest);
  return digest;
}

/** An array as it is sent: a byte for its kind, then its own. */
export const sentArray = (array: NumberArray): Buffer =>
  Buffer.concat([Uint8Array.of(headOf(array)), bytesOf(array)]);

/**
 * An array that was sent, in memory that threads share where it was before; null where its bytes do not have the hash.
 */
export function receivedArray(content: Buffer, digest: string): NumberArray | null {
  const [head = names.length] = content;
  const Kind = kinds[names[head & ~sharedFlag] as keyof typeof kinds];
  const bytes = content.subarray(1);
  if (Kind === undefined || bytes.length % Kind.BYTES_PER_ELEMENT !== 0) return null;
  if (hashOf(head, bytes) !== digest) return null;
  const own = new Kind(new Uint8Array(bytes).buffer);
  const array = head & sharedFlag ? inSharedMemory(own) : own;
  digests.set(array, digest);
  return array;
}
