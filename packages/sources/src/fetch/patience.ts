/** How long publishers are waited for, in milliseconds, how fast they have to be, and how many redirects are followed. */
export interface Patience {
  connect: number;
  headers: number;
  /** Without a byte. */
  idle: number;
  redirects: number;
  /** Bytes a second, over any `window`; 0 for any speed. */
  leastSpeed: number;
  window: number;
  /** For one file or page, with every try and pause. */
  each: number;
  /** For all that one fetch asks for. */
  all: number;
}

const minute = 60_000;

export const patience: Patience = {
  connect: 15_000,
  headers: minute,
  idle: minute,
  redirects: 5,
  leastSpeed: 5000,
  window: 30_000,
  each: 60 * minute,
  all: 6 * 60 * minute,
};

/** A length of time for readers. */
export const inWords = (milliseconds: number): string => {
  const minutes = milliseconds / minute;
  if (minutes < 1) return `${milliseconds / 1000} s`;
  return `${Number(minutes.toFixed(1))} ${minutes === 1 ? 'minute' : 'minutes'}`;
};
