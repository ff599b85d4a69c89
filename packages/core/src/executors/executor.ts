/** A piece of heavy work that can be done anywhere, and again: its result depends on kind and payload alone. */
export interface Task<Payload = unknown> {
  /** Which function does it: "joint/judge", or the URL of a module and the name of its function, "file:///…#double". */
  readonly kind: string;
  /** Tells it apart from the other tasks of a run. */
  readonly key: string;
  /** Plain data: numbers, texts, typed arrays, and objects and arrays of them. */
  readonly payload: Payload;
}

/** How tasks are done, and who takes their results. */
export interface ExecuteOptions<Result> {
  signal?: AbortSignal | undefined;
  /** About how long all tasks take on one thread, ms; left out where nobody knows. */
  work?: number | undefined;
  /** Is given the results in the order of the tasks; what it returns is waited for before the next. */
  take(result: Result, task: Task): void | Promise<void>;
}

/** Does tasks. What it does them on makes no difference to the results. */
export interface Executor {
  /** How many tasks are done at once. */
  readonly width: number;
  /**
   * Does the tasks, which are asked for one by one, a few ahead of those at work, so that few are held at a time.
   * @throws CancelledError where the signal fires, else the first error of a task or of `take`.
   */
  run<Result>(tasks: Iterable<Task> | AsyncIterable<Task>, options: ExecuteOptions<Result>): Promise<void>;
  /** Lets go of threads or connections. */
  close(): Promise<void>;
}

/** The results of tasks in their order. */
export async function resultsOf<Result>(
  executor: Executor,
  tasks: Iterable<Task> | AsyncIterable<Task>,
  options: Omit<ExecuteOptions<Result>, 'take'> & { onDone?: (() => void) | undefined } = {},
): Promise<Result[]> {
  const results: Result[] = [];
  const { onDone, ...rest } = options;
  await executor.run<Result>(tasks, {
    ...rest,
    take: (result) => {
      results.push(result);
      onDone?.();
    },
  });
  return results;
}
