import { CancelledError } from '@inverse-care/domain';
import { FetchFailure } from './failure.js';

/** What a signal that has fired stands for: the failure of a deadline, or the reader's stop. null where it has not. */
export function stopOf(signal: AbortSignal | undefined): FetchFailure | CancelledError | null {
  if (signal?.aborted !== true) return null;
  return signal.reason instanceof FetchFailure ? signal.reason : new CancelledError();
}

/** Throws what a signal that has fired stands for. */
export function throwIfStopped(signal: AbortSignal | undefined): void {
  const stop = stopOf(signal);
  if (stop !== null) throw stop;
}

/**
 * Does a task under a signal of its own, which fires with a failure in these words once so many milliseconds have
 * passed, and with the reason of the outer signal where that fires.
 */
export async function within<T>(
  milliseconds: number,
  words: string,
  outer: AbortSignal | undefined,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const inner = new AbortController();
  const follow = () => inner.abort(outer?.reason);
  if (outer?.aborted === true) follow();
  outer?.addEventListener('abort', follow, { once: true });
  const timer = setTimeout(() => inner.abort(new FetchFailure(words)), milliseconds);
  try {
    return await task(inner.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', follow);
  }
}
