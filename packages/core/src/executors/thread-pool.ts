import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Task } from './executor.js';
import type { Answer, PackedTask } from './worker.js';

/** How often a task is tried whose thread dies, be it that the other task of the thread is to blame. */
const attempts = 5;

/** The CommonJS module that does a task. */
export const threadModule = new URL('../../dist/executors/thread.cjs', import.meta.url);

/** Threads that do tasks; where one dies, another takes its place and its tasks are done again. */
export class ThreadPool {
  readonly #pool: Piscina<Task | PackedTask, Answer>;

  constructor(threads: number, module = threadModule) {
    this.#pool = new Piscina<Task | PackedTask, Answer>({
      filename: fileURLToPath(module),
      minThreads: threads,
      maxThreads: threads,
      // The next task lies ready while one is done.
      concurrentTasksPerWorker: 2,
      // Tasks leave little behind: a small nursery keeps a thread's memory small and costs no time.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    // A thread that dies while it has nothing to do is replaced, and nothing is lost.
    this.#pool.on('error', () => {});
  }

  /** A task's result or its own error. Throws what the threads die of, and where the signal fires. */
  async answer(task: Task | PackedTask, signal?: AbortSignal): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#pool.run(task, signal ? { signal } : {});
      } catch (error) {
        if (attempt === attempts || signal?.aborted) throw error;
      }
    }
  }

  /** Ends the threads and what they do. */
  async destroy(): Promise<void> {
    await this.#pool.destroy();
  }
}
