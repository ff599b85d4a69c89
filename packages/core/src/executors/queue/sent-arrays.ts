import type { Redis } from 'ioredis';

/** Arrays of tasks that are done are taken from the server where all together are larger, bytes. */
const mostBytes = 2 ** 28;
/** How long arrays stay whose run is heard of no more, s. */
export const arraysStay = 3600;

/** Arrays that tasks of one run share, sent to the server once each. */
export class SentArrays {
  readonly #sent = new Map<string, { bytes: number; tasks: number; done: Promise<unknown> }>();
  #bytes = 0;

  constructor(
    private readonly client: Redis,
    private readonly key: string,
  ) {}

  /** Sees that arrays are there for one more task; `again` where the server may have lost them. */
  async need(arrays: ReadonlyMap<string, () => Buffer>, again: boolean): Promise<void> {
    const sending: [string, Buffer][] = [];
    for (const [hash, content] of arrays) {
      const known = this.#sent.get(hash);
      if (known !== undefined) known.tasks += again ? 0 : 1;
      if (known === undefined || again) sending.push([hash, content()]);
    }
    if (sending.length > 0) {
      // Those of one task together: a message costs more than most arrays.
      const done = this.client
        .multi()
        .hset(this.key, ...sending.flat())
        .expire(this.key, arraysStay)
        .exec();
      done.catch(() => undefined);
      for (const [hash, { length }] of sending) {
        const known = this.#sent.get(hash);
        if (known === undefined) this.#bytes += length;
        this.#sent.set(hash, { bytes: length, tasks: known?.tasks ?? 1, done });
      }
    }
    await Promise.all([...arrays.keys()].map((hash) => this.#sent.get(hash)?.done));
  }

  /** A task is done: its arrays may go where there are many. */
  async release(hashes: Iterable<string>): Promise<void> {
    for (const hash of hashes) {
      const one = this.#sent.get(hash);
      if (one !== undefined) one.tasks -= 1;
    }
    if (this.#bytes <= mostBytes) return;
    const idle = [...this.#sent].filter(([, { tasks }]) => tasks <= 0);
    for (const [hash, { bytes }] of idle) {
      this.#sent.delete(hash);
      this.#bytes -= bytes;
    }
    if (idle.length > 0) await this.client.hdel(this.key, ...idle.map(([hash]) => hash));
  }
}
