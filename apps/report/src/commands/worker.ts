import { serveQueue } from '@inverse-care/core';
import { computingSha256 } from '../code-identity.js';
import { say } from '../terminal.js';
import { defaultThreads, type RunCommandOptions } from './options.js';
import { requireQueue } from './queue-option.js';

/** Options of `worker`. */
export type WorkerCommandOptions = Pick<RunCommandOptions, 'threads'>;

/**
 * `worker`: does the tasks of runs that were started with `--executor`, until Ctrl-C, after which it finishes the tasks
 * at hand.
 * @throws InputError where the server cannot be reached, is not suitable or is lost.
 */
export async function workerCommand(
  address: string,
  { threads = defaultThreads() }: WorkerCommandOptions,
  signal: AbortSignal,
): Promise<void> {
  const done = await serveQueue(requireQueue(address), {
    code: await computingSha256(),
    threads,
    signal,
    onReady: (version) =>
      say(`Serves ${version}; threads: ${threads}. Ctrl-C ends it after the tasks at hand.`),
  });
  say(`Tasks done: ${done}.`);
}
