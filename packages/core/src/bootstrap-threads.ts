import { setMaxListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Shard } from './bootstrap-worker.js';

/** How often a shard is tried whose thread dies, be it that the other shard of the thread is to blame. */
const attempts = 5;

/** Threads that draw shards, or do other work of which a repetition does no harm, kept until they are closed. */
export class BootstrapThreads<Task = Shard, Answer = Float64Array> {
  readonly threads: number;
  readonly #pool: Piscina<Task, Answer>;

  /**
   * @param threads at least 1
   * @param worker the CommonJS module that draws a shard
   */
  constructor(threads: number, worker = new URL('../dist/bootstrap-thread.cjs', import.meta.url)) {
    this.threads = threads;
    this.#pool = new Piscina({
      filename: fileURLToPath(worker),
      minThreads: threads,
      maxThreads: threads,
      // The next shard lies ready while one is drawn.
      concurrentTasksPerWorker: 2,
    });
    // A thread that dies while it has nothing to do is replaced, and nothing is lost.
    this.#pool.on('error', () => {});
  }

  /**
   * Draws a shard. Where the thread dies, another takes its place and draws the shard again: the bytes are the same.
   * @throws the last error where the shard fails five times, and the signal's where it fires.
   */
  async draw(shard: Task, signal?: AbortSignal): Promise<Answer> {
    // One listener a shard in flight is no leak.
    if (signal) setMaxListeners(0, signal);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#pool.run(shard, signal ? { signal } : {});
      } catch (error) {
        if (attempt === attempts || signal?.aborted) throw error;
      }
    }
  }

  /** Ends the threads; what they are drawing is lost. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
