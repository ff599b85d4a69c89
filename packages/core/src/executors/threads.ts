import { setMaxListeners } from 'node:events';
import { throwIfCancelled } from '@inverse-care/domain';
import type { ExecuteOptions, Executor, Task } from './executor.js';
import { takeInOrder } from './in-order.js';
import { inlineExecutor } from './inline.js';
import { ThreadPool, threadModule } from './thread-pool.js';

/** Time that threads take to start and to come up to speed, ms; `pnpm bench bootstrap` measures what it leads to. */
const startTime = 90;
/** Tasks asked for ahead of the one whose result is taken next, a thread. */
const ahead = 3;

/**
 * Does tasks on worker threads, which are started when there is enough work for them and stay until `close`. Where a
 * thread dies, another takes its place and its tasks are done again.
 */
export class ThreadsExecutor implements Executor {
  readonly width: number;
  readonly #module: URL;
  #pool: ThreadPool | undefined;

  /**
   * @param threads at least 1; with 1 everything is done inline.
   * @param module the CommonJS module that does a task.
   */
  constructor(threads: number, module = threadModule) {
    this.width = threads;
    this.#module = module;
  }

  /** Starts the threads, so that they are there when tasks come. */
  warm(): void {
    if (this.width > 1) this.#started();
  }

  #started(): ThreadPool {
    this.#pool ??= new ThreadPool(this.width, this.#module);
    return this.#pool;
  }

  async run<Result>(
    tasks: Iterable<Task> | AsyncIterable<Task>,
    options: ExecuteOptions<Result>,
  ): Promise<void> {
    const { signal, work = Number.POSITIVE_INFINITY } = options;
    throwIfCancelled(signal);
    const worthwhile = this.#pool !== undefined || work * (1 - 1 / this.width) > startTime;
    if (this.width === 1 || !worthwhile) return inlineExecutor.run(tasks, options);
    const pool = this.#started();
    // One listener a task in flight is no leak.
    if (signal) setMaxListeners(0, signal);
    await takeInOrder<Result>(
      tasks,
      options,
      async (task) => {
        const answer = await pool.answer(task, signal);
        if ('result' in answer) return answer.result as Result;
        throw Object.assign(new Error(answer.error.message), answer.error);
      },
      () => ahead * this.width,
    );
  }

  async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    await pool?.destroy();
  }
}
