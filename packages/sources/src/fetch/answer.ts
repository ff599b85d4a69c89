import type { Readable } from 'node:stream';

/** What a publisher answered. */
export interface Answer {
  status: number;
  headers: Record<string, string | undefined>;
  /** Decoded where the publisher packs it for the way. */
  body: Readable;
  /** After redirects. */
  address: string;
  /** The body was packed for the way, so that its length is not the declared one and no part of it can be asked for. */
  encoded: boolean;
}
