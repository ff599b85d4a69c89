import { throwIfCancelled } from '@inverse-care/domain';
import type { ExecuteOptions, Executor, Task } from './executor.js';
import { handlerOf } from './handlers.js';

/** Does tasks where they are asked for, one after another; between two of them signals are heard. */
export const inlineExecutor: Executor = {
  width: 1,
  async run<Result>(
    tasks: Iterable<Task> | AsyncIterable<Task>,
    { signal, take }: ExecuteOptions<Result>,
  ): Promise<void> {
    throwIfCancelled(signal);
    for await (const task of tasks) {
      const handler = await handlerOf(task.kind);
      await new Promise((resolve) => setImmediate(resolve));
      throwIfCancelled(signal);
      await take((await handler(task.payload as never)) as Result, task);
    }
    throwIfCancelled(signal);
  },
  async close() {},
};
