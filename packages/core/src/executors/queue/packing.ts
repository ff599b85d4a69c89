import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { arrayDigest, isLargeArray, type NumberArray, sentArray } from '../array-digest.js';
import type { ServedVersion } from './queue-names.js';

const hashBytes = 32;
/** From here on the rest of a payload is sent like an array, bytes. */
const largeRest = 2 ** 14;
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest();

/** A payload's large arrays, by hash, and where in it they belong. */
export interface Packed {
  /** The rest of the payload, serialised. */
  rest: Uint8Array<ArrayBuffer>;
  holes: { way: (string | number)[]; hash: string }[];
}

const isShared = (part: ArrayBufferView) => part.buffer instanceof SharedArrayBuffer;
const isPlain = (part: unknown) => typeof part !== 'object' || part === null;

/** A part without its large arrays, which `take` is given; itself where there is nothing to take out of it. */
function without(
  part: unknown,
  way: (string | number)[],
  take: (array: NumberArray, way: (string | number)[]) => void,
): unknown {
  if (isPlain(part)) return part;
  if (isLargeArray(part)) {
    take(part, [...way]);
    return null;
  }
  // Memory that threads share is not serialised, so it is copied.
  if (ArrayBuffer.isView(part)) return isShared(part) ? (part as NumberArray).slice() : part;
  if (Array.isArray(part) && part.every(isPlain)) return part;
  const whole = part as Record<string | number, unknown>;
  let copy: Record<string | number, unknown> | null = null;
  for (const name of Array.isArray(part) ? part.keys() : Object.keys(whole)) {
    way.push(name);
    const rest = without(whole[name], way, take);
    way.pop();
    if (rest === whole[name]) continue;
    copy ??= (Array.isArray(part) ? [...part] : { ...whole }) as Record<string | number, unknown>;
    copy[name] = rest;
  }
  return copy ?? part;
}

/**
 * Takes a payload apart: large arrays are named by their content, which is given to `found`, and the rest is serialised.
 * Arrays are not to be changed afterwards.
 */
export function pack(payload: unknown, found: (hash: string, content: () => Buffer) => void): Packed {
  const holes: Packed['holes'] = [];
  const rest = without(payload, [], (array, way) => {
    const hash = arrayDigest(array);
    holes.push({ way, hash });
    found(hash, () => sentArray(array));
  });
  const { buffer, byteOffset, byteLength } = serialize(rest);
  return { rest: new Uint8Array(buffer, byteOffset, byteLength), holes };
}

/** A payload's rest as a job has it: a large one is sent like an array, as a job is copied and read many times. */
export type SentRest = string | { hash: string };

/** A rest as its job has it; a large one is given to `found`. */
export function sentRest(
  rest: Uint8Array<ArrayBuffer>,
  found: (hash: string, content: () => Buffer) => void,
): SentRest {
  if (rest.byteLength < largeRest) return Buffer.from(rest).toString('base64');
  const hash = arrayDigest(rest);
  found(hash, () => sentArray(rest));
  return { hash };
}

/** The rest of which a job tells. Throws where its array is no bytes. */
export function receivedRest(rest: SentRest, arrayOf: (hash: string) => unknown): Uint8Array<ArrayBuffer> {
  if (typeof rest === 'string') return new Uint8Array(Buffer.from(rest, 'base64'));
  const array = arrayOf(rest.hash);
  if (!(array instanceof Uint8Array)) throw new RangeError('The rest of a task is no bytes');
  return array as Uint8Array<ArrayBuffer>;
}

/**
 * The name of a packed task's result: a hash over its kind, its bytes, the code and the engine whose mathematics it
 * uses. It follows from what is sent alone, so that a worker checks it without putting the payload together. A module
 * outside is not part of the code: its results are its run's alone.
 */
export function resultName(
  kind: string,
  { rest, holes }: Packed,
  { run, version: { code, v8, arch } }: { run: string; version: ServedVersion },
): string {
  const arrays = holes.map(({ way, hash }) => [way, hash]);
  const about = JSON.stringify([code, v8, arch, kind, arrayDigest(rest), arrays]);
  const digest = createHash('sha256').update(about).digest('hex');
  return kind.startsWith('file:') ? `${digest}-${run}` : digest;
}

/** Puts a payload together again. Throws where there is no such place in it. */
export function unpack({ rest, holes }: Packed, arrayOf: (hash: string) => unknown): unknown {
  const whole: { payload: unknown } = { payload: deserialize(rest) };
  for (const { way, hash } of holes) {
    const full = ['payload', ...way];
    const last = full.pop()!;
    let at: unknown = whole;
    for (const step of full) at = (at as Record<string | number, unknown>)[step];
    (at as Record<string | number, unknown>)[last] = arrayOf(hash);
  }
  return whole.payload;
}

/** A result as bytes, their hash before them, in memory of their own, which a thread can hand over. */
export function sealed(result: unknown): Uint8Array<ArrayBuffer> {
  const content = serialize(result);
  const bytes = new Uint8Array(hashBytes + content.length);
  bytes.set(sha256(content));
  bytes.set(content, hashBytes);
  return bytes;
}

/** The result in sealed bytes; null where they do not agree with their hash. */
export function opened(bytes: Buffer): { result: unknown } | null {
  const content = bytes.subarray(hashBytes);
  if (content.length === 0 || !sha256(content).equals(bytes.subarray(0, hashBytes))) return null;
  return { result: deserialize(content) };
}
