import { createHash } from 'node:crypto';
import { throwIfCancelled } from '@inverse-care/domain';
import type { ExecuteOptions, Executor, Task } from './executor.js';
import { taskDigest } from './task-digest.js';

/** One of several parts of a run's tasks, counted from 1: the second of eight. */
export interface Share {
  part: number;
  of: number;
}

/** Tasks that were asked for at once: how many, and one hash over the names of them all, in their order. */
export interface AskedTasks {
  tasks: number;
  sha256: string;
}

/** Results by the names of their tasks, from wherever they were computed. */
export interface HeldResults {
  has(name: string): boolean;
  read(name: string): Promise<unknown>;
}

/** Deals the tasks of a run out to parts, one after another, as neighbours take about as long as one another. */
export class Dealer {
  #dealt = 0;

  constructor(private readonly share: Share) {}

  /** Whether the next task is this part's. */
  next(): boolean {
    return this.#dealt++ % this.share.of === this.share.part - 1;
  }
}

/**
 * Does those tasks that are one part's, and gives what they gave to `keep` under their names.
 * @param code stands for the code that does the tasks.
 * @returns what all the tasks were, whichever part does them.
 */
export async function doShare(
  executor: Executor,
  tasks: Iterable<Task> | AsyncIterable<Task>,
  {
    dealer,
    code,
    keep,
    ...options
  }: {
    dealer: Dealer;
    code: string;
    keep: (name: string, result: unknown, task: Task) => Promise<void>;
    signal?: AbortSignal | undefined;
    work?: number | undefined;
  },
): Promise<AskedTasks> {
  const hash = createHash('sha256');
  const names: string[] = [];
  let asked = 0;
  async function* own() {
    for await (const task of tasks) {
      const name = taskDigest(task, code);
      hash.update(name);
      asked += 1;
      if (!dealer.next()) continue;
      names.push(name);
      yield task;
    }
  }
  await executor.run(own(), {
    ...options,
    take: (result, task) => keep(names.shift()!, result, task),
  });
  return { tasks: asked, sha256: hash.digest('hex') };
}

/** A result that should be held is not: what is held was made from other tasks. */
export class MissingResult extends Error {
  override readonly name = 'MissingResult';

  constructor(readonly task: Task) {
    super(`No part has the result of ${task.kind}, ${task.key}`);
  }
}

/** An executor that answers from what is held, and what it has answered so far. */
export interface AnsweringExecutor extends Executor {
  /** Calls of `run` that were answered. */
  readonly answered: number;
  readonly taken: ReadonlySet<string>;
}

/**
 * Answers from what is held: all tasks of a call, or none, which another executor then does.
 * @param code stands for the code that does the tasks.
 * @throws MissingResult from `run` where some tasks of a call are held and others are not.
 */
export function answeringFrom(held: HeldResults, executor: Executor, code: string): AnsweringExecutor {
  const taken = new Set<string>();
  let answered = 0;
  async function* withFirst(first: Task, rest: AsyncIterator<Task>) {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      if (held.has(taskDigest(next.value, code))) throw new MissingResult(first);
      yield next.value;
    }
  }
  return {
    width: executor.width,
    taken,
    get answered() {
      return answered;
    },
    async run<Result>(
      tasks: Iterable<Task> | AsyncIterable<Task>,
      options: ExecuteOptions<Result>,
    ): Promise<void> {
      const rest = (async function* () {
        yield* tasks;
      })();
      const first = await rest.next();
      if (first.done) return executor.run([], options);
      if (!held.has(taskDigest(first.value, code)))
        return executor.run(withFirst(first.value, rest), options);
      answered += 1;
      for (let next: IteratorResult<Task> = first; !next.done; next = await rest.next()) {
        throwIfCancelled(options.signal);
        const name = taskDigest(next.value, code);
        if (!held.has(name)) throw new MissingResult(next.value);
        taken.add(name);
        await options.take((await held.read(name)) as Result, next.value);
      }
    },
    close: () => executor.close(),
  };
}
