import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { inSharedMemory } from '../shared-memory.js';

/** From here on an array that tasks share is sent once, and any array, bytes. */
const leastShared = 2048;
const leastAny = 65_536;

const hashBytes = 32;
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest();

/** A payload's large arrays, by hash, and where in it they belong. */
export interface Packed {
  /** The rest of the payload, serialised. */
  rest: Buffer;
  holes: { way: (string | number)[]; hash: string }[];
}

type View = Float64Array;

const isLarge = (part: unknown): part is View =>
  ArrayBuffer.isView(part) &&
  part.byteLength >= (part.buffer instanceof SharedArrayBuffer ? leastShared : leastAny);

const hashes = new WeakMap<object, string>();

/** Serialised, an array knows its kind; memory that threads share is not serialised, so it is copied. */
const bytesOf = (array: View): Buffer => serialize(array.slice());

function hashOf(array: View): string {
  const known = hashes.get(array);
  if (known !== undefined) return known;
  const hash = sha256(bytesOf(array)).toString('hex');
  hashes.set(array, hash);
  return hash;
}

/**
 * Takes a payload apart: large arrays are named by their content, which is given to `found`, and the rest is serialised.
 * Arrays are not to be changed afterwards.
 */
export function pack(payload: unknown, found: (hash: string, content: () => Buffer) => void): Packed {
  const holes: Packed['holes'] = [];
  const without = (part: unknown, way: (string | number)[]): unknown => {
    if (isLarge(part)) {
      const hash = hashOf(part);
      holes.push({ way, hash });
      found(hash, () => bytesOf(part));
      return null;
    }
    if (ArrayBuffer.isView(part))
      return part.buffer instanceof SharedArrayBuffer ? (part as View).slice() : part;
    if (Array.isArray(part)) return part.map((one, i) => without(one, [...way, i]));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, one]) => [name, without(one, [...way, name])]),
    );
  };
  const rest = serialize(without(payload, []));
  return { rest, holes };
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

/** An array that was sent by its hash, in memory that threads share; null where the bytes have another hash. */
export function arrayFrom(content: Buffer, hash: string): unknown {
  if (sha256(content).toString('hex') !== hash) return null;
  return inSharedMemory(deserialize(content) as View);
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
