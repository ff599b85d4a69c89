import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { Task } from './executor.js';
import { handlerOf } from './handlers.js';

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

/** Does a task in a thread; arrays of numbers in its result are handed over. */
export default async function work({ kind, payload }: Task): Promise<unknown> {
  const handler = await handlerOf(kind);
  const result = await handler(payload as never);
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
