import { type CacheFolder, readValue, writeValue } from '@inverse-care/domain';
import type { ExecuteOptions, Executor, Task } from './executor.js';
import { taskDigest } from './task-digest.js';

/** Beyond this the results used longest ago are taken away. */
const mostBytes = 2 ** 29;

/** Tasks that are done each time: of modules outside, whose code is not known, and those that keep their own draws. */
const notKept = /^(file:|multiverse\/)/;

/** A task whose result is still to be taken: it is there already, or the executor behind will bring it. */
interface Waiting {
  task: Task;
  /** Name of the entry; null where the result is not kept. */
  entry: string | null;
  kept: { value: unknown } | null;
}

/**
 * Does tasks on another executor, but for those whose results a folder holds: another seed, need or snapshot then
 * computes what depends on it alone. An entry is named by all that a result depends on, so nothing has to be thrown
 * away; one that does not agree with its own hash counts as none.
 * @param folder an opened folder that nothing else is kept in.
 * @param code stands for the code that does the tasks.
 */
export function keepingResults(executor: Executor, folder: CacheFolder, code: string): Executor {
  const writing = new Set<Promise<unknown>>();
  let written = false;

  function keep(entry: string, result: unknown): void {
    const write = writeValue(folder, entry, result);
    written = true;
    writing.add(write);
    write.finally(() => writing.delete(write)).catch(() => undefined);
  }

  return {
    width: executor.width,
    async run<Result>(
      tasks: Iterable<Task> | AsyncIterable<Task>,
      { take, ...options }: ExecuteOptions<Result>,
    ): Promise<void> {
      const waiting: Waiting[] = [];
      const takeKept = async () => {
        for (let first = waiting[0]; first?.kept; first = waiting[0]) {
          waiting.shift();
          await take(first.kept.value as Result, first.task);
        }
      };
      async function* missing() {
        for await (const task of tasks) {
          const entry = notKept.test(task.kind) ? null : taskDigest(task, code);
          const kept = entry === null ? null : await readValue(folder, entry);
          waiting.push({ task, entry, kept });
          if (kept === null) yield task;
          else await takeKept();
        }
      }
      await executor.run<Result>(missing(), {
        ...options,
        take: async (result, task) => {
          await takeKept();
          const { entry } = waiting.shift()!;
          if (entry !== null) keep(entry, result);
          await take(result, task);
          await takeKept();
        },
      });
    },
    async close() {
      await executor.close();
      await Promise.all(writing);
      if (written) await folder.trim(mostBytes);
    },
  };
}
