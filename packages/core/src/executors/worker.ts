import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { NumberArray } from './array-digest.js';
import type { Task } from './executor.js';
import { handlerOf, loadAhead } from './handlers.js';
import { type Packed, sealed, unpack } from './queue/packing.js';

// What cannot be loaded is heard when a task needs it.
loadAhead().catch(() => undefined);

/** Buffers of plain data that can be handed over instead of copied. */
function buffersOf(value: unknown, found: Set<ArrayBuffer>): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (Array.isArray(value)) {
    for (const one of value) buffersOf(one, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) buffersOf(one, found);
  }
  return found;
}

/** A task as a queue sends it: its payload is put together in the thread, and its result comes back sealed. */
export interface PackedTask extends Pick<Task, 'kind' | 'key'> {
  packed: Packed;
  /** Large arrays of the payload, by hash. */
  arrays: ReadonlyMap<string, NumberArray>;
}

/** What comes back from a thread: a result, or the error of the task, which would come again if it were done again. */
export type Answer =
  | { result: unknown }
  | { error: { name: string; message: string; stack: string | undefined } };

async function resultOf(kind: string, payload: unknown): Promise<unknown> {
  const handler = await handlerOf(kind);
  return handler(payload as never);
}

async function answerOf(task: Task | PackedTask): Promise<Answer> {
  try {
    if (!('packed' in task)) return { result: await resultOf(task.kind, task.payload) };
    const { kind, packed, arrays } = task;
    return {
      result: sealed(
        await resultOf(
          kind,
          unpack(packed, (hash) => arrays.get(hash)),
        ),
      ),
    };
  } catch (error) {
    const { name, message, stack } = error as Error;
    return { error: { name, message, stack } };
  }
}

/** Does a task in a thread; arrays of numbers in its result are handed over. */
export default async function work(task: Task | PackedTask): Promise<unknown> {
  const result = await answerOf(task);
  const buffers = buffersOf(result, new Set());
  if (buffers.size === 0) return result;
  return move({
    get [transferableSymbol]() {
      return [...buffers];
    },
    get [valueSymbol]() {
      return result;
    },
  } as unknown as Parameters<typeof move>[0]);
}
