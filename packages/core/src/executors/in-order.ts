import { CancelledError, throwIfCancelled } from '@inverse-care/domain';
import type { ExecuteOptions, Task } from './executor.js';

/**
 * Begins tasks a few ahead of the one whose result is taken next, and takes the results in the order of the tasks.
 * @param begin does a task; may be called while others are at work.
 * @param most how many results are waited for at once.
 * @throws CancelledError where the signal fires, else the first error of a task or of `take`.
 */
export async function takeInOrder<Result>(
  tasks: Iterable<Task> | AsyncIterable<Task>,
  { signal, take }: ExecuteOptions<Result>,
  begin: (task: Task) => Promise<Result>,
  most: () => number,
): Promise<void> {
  const running: { answer: Promise<Result>; task: Task }[] = [];
  const next = async () => {
    const { answer, task } = running.shift()!;
    await take(await answer, task);
  };
  try {
    for await (const task of tasks) {
      throwIfCancelled(signal);
      const answer = begin(task);
      // An error is heard when its turn comes.
      answer.catch(() => undefined);
      running.push({ answer, task });
      if (running.length > most()) await next();
    }
    while (running.length > 0) await next();
    throwIfCancelled(signal);
  } catch (error) {
    if (signal?.aborted) throw new CancelledError();
    throw error;
  }
}
