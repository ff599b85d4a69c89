import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { arrayDigest, isLargeArray, type NumberArray, sentArray } from '../array-digest.js';

const hashBytes = 32;
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest();

/** A payload's large arrays, by hash, and where in it they belong. */
export interface Packed {
  /** The rest of the payload, serialised. */
  rest: Buffer;
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
  return { rest: serialize(rest), holes };
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

/** A result as bytes, their hash before them. */
export function sealed(result: unknown): Buffer {
  const content = serialize(result);
  return Buffer.concat([sha256(content), content]);
}

/** The result in sealed bytes; null where they do not agree with their hash. */
export function opened(bytes: Buffer): { result: unknown } | null {
  const content = bytes.subarray(hashBytes);
  if (content.length === 0 || !sha256(content).equals(bytes.subarray(0, hashBytes))) return null;
  return { result: deserialize(content) };
}
