import { setTimeout as wait } from 'node:timers/promises';
import { stopOf, throwIfStopped } from './deadline.js';
import { FetchFailure } from './failure.js';

/** Time and chance, so that tests can hold both. */
export interface Clock {
  now(): Date;
  /** Waits some milliseconds. Throws where the signal fires. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** From 0 up to, but not including, 1. */
  random(): number;
}

/** The machine's own. */
export const realClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, signal === undefined ? {} : { signal }),
  random: Math.random,
};

const attempts = 6;
const longestPause = 60_000;
/** Publishers that ask for more patience than this are left for another day. */
const longestAsked = 300;

/** Milliseconds before the next try: doubling from one second, half of it by chance, so that clients do not meet again. */
export const pauseBefore = (retry: number, random: number): number =>
  Math.round(Math.min(longestPause, 1000 * 2 ** (retry - 1)) * (0.5 + random / 2));

/**
 * Does something until it succeeds, at most six times, with longer and longer pauses, or as long as the publisher
 * asks for. A failure that is not passing is thrown at once, and so is what a signal that fires stands for.
 */
export async function withRetries<T>(
  task: () => Promise<T>,
  clock: Clock,
  options: {
    signal?: AbortSignal | undefined;
    onRetry?: ((failure: FetchFailure, seconds: number) => void) | undefined;
  } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    throwIfStopped(options.signal);
    try {
      return await task();
    } catch (error) {
      throwIfStopped(options.signal);
      if (!(error instanceof FetchFailure) || !error.passing || attempt === attempts) throw error;
      const asked = error.retryAfter;
      if (asked !== null && asked > longestAsked) {
        throw new FetchFailure(
          `${error.message}, and asks to come back in ${Math.ceil(asked / 60)} minutes`,
          error.status === null ? {} : { status: error.status },
        );
      }
      const pause = Math.max(pauseBefore(attempt, clock.random()), (asked ?? 0) * 1000);
      options.onRetry?.(error, Math.ceil(pause / 1000));
      await clock.sleep(pause, options.signal).catch((reason) => {
        throw stopOf(options.signal) ?? reason;
      });
    }
  }
}
