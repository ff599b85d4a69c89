import { setMaxListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CancelledError, throwIfCancelled } from '@inverse-care/domain';
import { Piscina } from 'piscina';
import type { ExecuteOptions, Executor, Task } from './executor.js';
import { inlineExecutor } from './inline.js';
import type { Answer } from './worker.js';

/** How often a task is tried whose thread dies, be it that the other task of the thread is to blame. */
const attempts = 5;
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
  readonly #worker: string;
  #pool: Piscina<Task, Answer> | undefined;

  /**
   * @param threads at least 1; with 1 everything is done inline.
   * @param worker the CommonJS module that does a task.
   */
  constructor(threads: number, worker = new URL('../../dist/executors/thread.cjs', import.meta.url)) {
    this.width = threads;
    this.#worker = fileURLToPath(worker);
  }

  /** Starts the threads, so that they are there when tasks come. */
  warm(): void {
    if (this.width > 1) this.#started();
  }

  #started(): Piscina<Task, Answer> {
    if (this.#pool !== undefined) return this.#pool;
    const pool = new Piscina<Task, Answer>({
      filename: this.#worker,
      minThreads: this.width,
      maxThreads: this.width,
      // The next task lies ready while one is done.
      concurrentTasksPerWorker: 2,
    });
    // A thread that dies while it has nothing to do is replaced, and nothing is lost.
    pool.on('error', () => {});
    this.#pool = pool;
    return pool;
  }

  async #do<Result>(
    pool: Piscina<Task, Answer>,
    task: Task,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      let answer: Answer;
      try {
        answer = await pool.run(task, signal ? { signal } : {});
      } catch (error) {
        if (attempt === attempts || signal?.aborted) throw error;
        continue;
      }
      if ('result' in answer) return answer.result as Result;
      throw Object.assign(new Error(answer.error.message), answer.error);
    }
  }

  async run<Result>(
    tasks: Iterable<Task> | AsyncIterable<Task>,
    options: ExecuteOptions<Result>,
  ): Promise<void> {
    const { signal, work = Number.POSITIVE_INFINITY, take } = options;
    throwIfCancelled(signal);
    const worthwhile = this.#pool !== undefined || work * (1 - 1 / this.width) > startTime;
    if (this.width === 1 || !worthwhile) return inlineExecutor.run(tasks, options);
    const pool = this.#started();
    // One listener a task in flight is no leak.
    if (signal) setMaxListeners(0, signal);
    const running: { answer: Promise<Result>; task: Task }[] = [];
    const next = async () => {
      const { answer, task } = running.shift()!;
      await take(await answer, task);
    };
    try {
      for await (const task of tasks) {
        throwIfCancelled(signal);
        const answer = this.#do<Result>(pool, task, signal);
        // An error is heard when its turn comes.
        answer.catch(() => undefined);
        running.push({ answer, task });
        if (running.length > ahead * this.width) await next();
      }
      while (running.length > 0) await next();
      throwIfCancelled(signal);
    } catch (error) {
      if (signal?.aborted) throw new CancelledError();
      throw error;
    }
  }

  async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    await pool?.destroy();
  }
}
