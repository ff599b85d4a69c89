import type { Redis } from 'ioredis';
import { type NumberArray, receivedArray } from '../array-digest.js';

/** Beyond this the arrays used longest ago are let go, bytes. */
const mostBytes = 2 ** 29;

/** Arrays that a worker has fetched, by hash. */
export class ArrayShelf {
  readonly #arrays = new Map<string, NumberArray>();
  #bytes = 0;

  /** Arrays by their hashes, from the shelf or the server; null where the server does not have one as it was sent. */
  async get(client: Redis, key: string, hashes: readonly string[]): Promise<Map<string, NumberArray> | null> {
    const found = new Map<string, NumberArray>();
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
      const array = content === null ? null : receivedArray(content, hash);
      if (array === null) return null;
      this.#keep(hash, array);
      found.set(hash, array);
    }
    return found;
  }

  #keep(hash: string, array: NumberArray): void {
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
