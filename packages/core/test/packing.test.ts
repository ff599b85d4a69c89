import { describe, expect, it } from 'vitest';
import { receivedArray } from '../src/executors/array-digest.js';
import {
  opened,
  type Packed,
  pack,
  receivedRest,
  resultName,
  sealed,
  sentRest,
  unpack,
} from '../src/executors/queue/packing.js';
import { inSharedMemory } from '../src/executors/shared-memory.js';
import { taskDigest } from '../src/executors/task-digest.js';

const numbers = (length: number, from = 0) => Float64Array.from({ length }, (_, i) => from + i / 8);

/** A payload sent and put together again, and what was sent for it. */
function sent(payload: unknown): { again: unknown; contents: Map<string, Buffer>; job: string } {
  const contents = new Map<string, Buffer>();
  const found = (hash: string, content: () => Buffer) => contents.set(hash, content());
  const { rest, holes } = pack(payload, found);
  const job = JSON.stringify({ rest: sentRest(rest, found), holes });
  const arrayOf = (hash: string) => receivedArray(contents.get(hash)!, hash);
  const got = JSON.parse(job);
  const again = unpack({ rest: receivedRest(got.rest, arrayOf), holes: got.holes }, arrayOf);
  return { again, contents, job };
}

describe('a payload on its way to a worker', () => {
  it('comes back as it was, large and small arrays of each kind at their places', () => {
    const payload = {
      columns: [numbers(400), numbers(3), inSharedMemory(numbers(300, 5))],
      groups: [{ codes: Int32Array.from({ length: 900 }, (_, i) => i % 42), count: 42, names: ['a', 'b'] }],
      bytes: new Uint8Array(5000).fill(7),
      halves: new Float32Array(1000).fill(0.5),
      missing: [Number.NaN, -0, null, undefined],
      level: 0.95,
    };
    expect(sent(payload).again).toEqual(payload);
  });

  it('keeps memory that threads share shared, and other memory each thread’s own', () => {
    const { again } = sent({ own: numbers(400), shared: inSharedMemory(numbers(400)) });
    const { own, shared } = again as Record<string, Float64Array>;
    expect(own!.buffer).toBeInstanceOf(ArrayBuffer);
    expect(shared!.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('has an array that occurs several times once, and is small without it', () => {
    const { contents, job } = sent({ a: numbers(10_000), b: { c: [numbers(10_000)] } });
    expect([...contents.values()].map(({ length }) => length)).toEqual([80_001]);
    expect(job.length).toBeLessThan(350);
  });

  it('has large plain data beside its job, not in it', () => {
    const payload = { rows: Array.from({ length: 500 }, (_, i) => ({ pcn: `U${i}`, patients: i / 7 })) };
    const { again, contents, job } = sent(payload);
    expect(again).toEqual(payload);
    expect(contents.size).toBe(1);
    expect(job.length).toBeLessThan(150);
  });

  it('is left as it is where it is made', () => {
    const payload = { columns: [numbers(400)], rest: { y: numbers(500) } };
    const copy = structuredClone(payload);
    sent(payload);
    expect(payload).toEqual(copy);
  });

  it('is no array where a byte, its kind or its end was changed', () => {
    const { contents } = sent(numbers(400));
    const [[hash, content]] = [...contents] as [[string, Buffer]];
    const changed = (at: number) => Buffer.from(content).fill(content[at]! ^ 1, at, at + 1);
    expect(receivedArray(content, hash)).toEqual(numbers(400));
    for (const wrong of [changed(0), changed(1700), content.subarray(0, -8), content.subarray(0, -1)])
      expect(receivedArray(wrong, hash)).toBeNull();
    expect(receivedArray(Buffer.alloc(0), hash)).toBeNull();
  });
});

describe('the name of a result', () => {
  const of = (run: string, code: string) => ({ run, version: { code, v8: '1', arch: 'x64' } });
  const packed = (payload: unknown) => pack(payload, () => undefined);
  const named = (payload: unknown) => resultName('joint/judge', packed(payload), of('run', 'code'));

  it('is the same for the same payload and after the way to a worker, in each run', () => {
    const payload = () => ({
      columns: [numbers(400), inSharedMemory(numbers(300))],
      y: numbers(2),
      level: 0.95,
    });
    const { rest, holes } = packed(payload());
    const sentOn: Packed = {
      rest: new Uint8Array(rest),
      holes: JSON.parse(JSON.stringify(holes)),
    };
    expect(resultName('joint/judge', sentOn, of('another run', 'code'))).toBe(named(payload()));
  });

  it('differs by a number in an array, large or small, by its kind and by its place', () => {
    const [a, b] = [numbers(400), numbers(400)];
    b[399] = 1e-300;
    const payloads = [{ a }, { a: b }, { b: a }, { a: Float32Array.from(a) }, { a: [a] }];
    const small = [{ a: numbers(2) }, { a: numbers(2, 1) }, { a: -0 }, { a: 0 }, { a: Number.NaN }];
    const names = [...payloads, ...small].map(named);
    expect(new Set(names).size).toBe(names.length);
  });

  it('differs by kind of task and by code, and for modules outside by run', () => {
    const named = (kind: string, run: string, code: string) =>
      resultName(kind, packed({ a: 1 }), of(run, code));
    const names = [
      named('joint/judge', 'run', 'code'),
      named('joint/other', 'run', 'code'),
      named('joint/judge', 'run', 'other code'),
      named('file:///toy.mjs#late', 'run', 'code'),
      named('file:///toy.mjs#late', 'other run', 'code'),
    ];
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a sealed result', () => {
  it('has memory of its own, however small, and opens to what it was', () => {
    for (const result of [0, { rows: [{ a: Number.NaN, b: numbers(3) }] }]) {
      const bytes = sealed(result);
      expect(bytes.buffer.byteLength).toBe(bytes.byteLength);
      expect(opened(Buffer.from(bytes.buffer))).toEqual({ result });
    }
  });

  it('does not open where a byte was changed or its end is missing', () => {
    const bytes = Buffer.from(sealed({ a: 1 }).buffer);
    for (const at of [0, 31, 32, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(opened(changed)).toBeNull();
    }
    expect(opened(bytes.subarray(0, -1))).toBeNull();
    expect(opened(bytes.subarray(0, 32))).toBeNull();
  });
});

describe('the name of a task', () => {
  const named = (payload: unknown) => taskDigest({ kind: 'joint/judge', key: '1', payload }, 'code');

  it('is the same after the way to a worker', () => {
    const payload = { columns: [numbers(400), inSharedMemory(numbers(300))], y: numbers(2), level: 0.95 };
    expect(named(sent(payload).again)).toBe(named(payload));
  });

  it('differs by a number in a large array, by its kind and by its place', () => {
    const [a, b] = [numbers(400), numbers(400)];
    b[399] = 1e-300;
    const names = [{ a }, { a: b }, { b: a }, { a: Float32Array.from(a) }, { a: [a] }].map(named);
    expect(new Set(names).size).toBe(names.length);
  });
});
