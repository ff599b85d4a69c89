import type { Redis } from 'ioredis';
import { arrayFrom } from './packing.js';

/** Beyond this the arrays used longest ago are let go, bytes. */
const mostBytes = 2 ** 29;

/** Arrays that a worker has fetched, by hash, in memory that its threads share. */
export class ArrayShelf {
  readonly #arrays = new Map<string, Float64Array>();
  #bytes = 0;

  /** Arrays by their hashes, from the shelf or the server; null where the server does not have one as it was sent. */
  async get(client: Redis, key: string, hashes: readonly string[]): Promise<Map<string, unknown> | null> {
    const found = new Map<string, unknown>();
    const missing: string[] = [];
    for (const hash of new Set(hashes)) {
      const array = this.#arrays.get(hash);
      if (array === undefined) missing.push(hash);
      else {
        // Last in the map is what was used last.
        this.#arrays.delete(hash);
        this.#arrays.set(hash, array);
        found.set(hash, array);
      }
    }
    if (missing.length === 0) return found;
    const contents = await client.hmgetBuffer(key, ...missing);
    for (const [i, hash] of missing.entries()) {
      const content = contents[i] ?? null;
      const array = content === null ? null : (arrayFrom(content, hash) as Float64Array | null);
      if (array === null) return null;
      this.#keep(hash, array);
      found.set(hash, array);
    }
    return found;
  }

  #keep(hash: string, array: Float64Array): void {
    if (this.#arrays.has(hash)) return;
    this.#arrays.set(hash, array);
    this.#bytes += array.byteLength;
    for (const [oldest, { byteLength }] of this.#arrays) {
      if (this.#bytes <= mostBytes || oldest === hash) break;
      this.#arrays.delete(oldest);
      this.#bytes -= byteLength;
    }
  }
}
