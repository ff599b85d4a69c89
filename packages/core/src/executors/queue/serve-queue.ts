import { randomUUID } from 'node:crypto';
import { InputError } from '@inverse-care/domain';
import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { ThreadPool } from '../thread-pool.js';
import { ArrayShelf } from './array-shelf.js';
import { receivedRest, resultName } from './packing.js';
import {
  type JobData,
  keysOf,
  prefix,
  queueName,
  type ServedVersion,
  thisVersion,
  versionInWords,
} from './queue-names.js';
import { connectTo, defaultPatience, type QueueServer } from './queue-server.js';
import { taskErrorText } from './task-error.js';
import { listWorker, unlistWorker } from './workers.js';

/** How often a task is taken up again whose worker died. */
const mostDeaths = 4;
/** How long a result stays that no run has taken, s. */
const resultStays = 3600;
/** Between two times that a worker says that it is there, ms. */
const beat = 5_000;

/** How a worker serves. */
export interface ServeOptions {
  /** Stands for the code that does the tasks: only runs of the same code are served. */
  code: string;
  threads: number;
  /** Ends serving after the tasks at hand. */
  signal: AbortSignal;
  /** For a lost connection, ms. */
  patience?: number;
  /** How long a task stays with a worker that is heard of no more, ms. */
  lock?: number;
  /** Does tasks of modules outside the package too, which are named by the URL of a file. */
  outside?: boolean;
  /** Is told which version is served, once it is. */
  onReady?: (text: string) => void;
}

/** Does jobs with threads, and stores results by the names of their tasks. */
class Serving {
  /** Tasks that were done here. */
  done = 0;
  readonly #version: ServedVersion;
  readonly #keys: ReturnType<typeof keysOf>;
  readonly #shelf = new ArrayShelf();

  constructor(
    private readonly client: Redis,
    private readonly pool: ThreadPool,
    private readonly options: ServeOptions,
  ) {
    this.#version = thisVersion(options.code);
    this.#keys = keysOf(queueName(this.#version));
  }

  /**
   * Sees that the result of a task is stored, unless its run is gone or the server has lost its arrays, which the run
   * then notices.
   */
  async do({ data }: Job<JobData>): Promise<null> {
    const { run, name, kind, key, rest, holes } = data;
    const [wanted, done] = await Promise.all([
      this.client.exists(this.#keys.run(run)),
      this.client.exists(this.#keys.result(name)),
    ]);
    if (wanted === 0 || done === 1) return null;
    const hashes = holes.map(({ hash }) => hash);
    if (typeof rest !== 'string') hashes.push(rest.hash);
    const arrays = await this.#shelf.get(this.client, this.#keys.arrays(run), hashes);
    if (arrays === null) return null;
    const packed = { rest: receivedRest(rest, (hash) => arrays.get(hash)), holes };
    if (resultName(kind, packed, { run, version: this.#version }) !== name)
      throw new Error('A task is not what its name says: it was changed on the way, or made by other code');
    if (kind.startsWith('file:') && !this.options.outside)
      throw new Error(`This worker does no tasks of modules outside: ${kind}`);
    // Put together and sealed by the thread, so that a payload and a result are read and written once.
    const answer = await this.pool.answer({ kind, key, packed, arrays });
    if ('error' in answer) throw new Error(taskErrorText(answer.error));
    const { buffer } = answer.result as Uint8Array<ArrayBuffer>;
    await this.client.set(this.#keys.result(name), Buffer.from(buffer), 'EX', resultStays);
    this.done += 1;
    return null;
  }
}

/**
 * Works for runs on a queue, on threads of this machine, until the signal fires; the tasks at hand are finished then. A
 * second worker, or the same one again, takes over what a worker leaves that dies.
 * @returns how many tasks were done.
 * @throws InputError where the server cannot be reached, is not suitable or is lost.
 */
export async function serveQueue(server: QueueServer, options: ServeOptions): Promise<number> {
  const { code, threads, signal, patience = defaultPatience, lock = 10_000, onReady } = options;
  let lost: (error: InputError) => void = () => {};
  const gone = new Promise<InputError>((resolve) => {
    lost = resolve;
  });
  const client = await connectTo(server, { patience, onLost: lost });
  const fetching = client.duplicate();
  fetching.on('error', () => {});
  const pool = new ThreadPool(threads);
  const serving = new Serving(client, pool, options);
  const version = thisVersion(code);
  const self = { id: randomUUID(), threads, ...version };
  const { Worker } = await import('bullmq');
  const worker = new Worker<JobData>(queueName(version), (job) => serving.do(job), {
    connection: fetching,
    prefix,
    skipVersionCheck: true,
    // The next task lies ready while each thread does one.
    concurrency: threads + 1,
    lockDuration: lock,
    stalledInterval: lock / 2,
    maxStalledCount: mostDeaths,
    drainDelay: 2,
  });
  // A lost connection is heard of by `gone`, a failed task by its run.
  worker.on('error', () => {});
  const say = () => listWorker(client, self).catch(() => undefined);
  const timer = setInterval(say, beat);
  try {
    await worker.waitUntilReady();
    await say();
    onReady?.(`${versionInWords(version)}, at ${server.shown}`);
    const stopped = new Promise<null>((resolve) => {
      if (signal.aborted) resolve(null);
      else signal.addEventListener('abort', () => resolve(null), { once: true });
    });
    const end = await Promise.race([stopped, gone]);
    if (end instanceof InputError) throw end;
    await unlistWorker(client, self);
    await Promise.race([worker.close(), gone]);
    return serving.done;
  } finally {
    clearInterval(timer);
    await Promise.race([worker.close(true), gone]);
    await pool.destroy();
    fetching.disconnect();
    client.disconnect();
  }
}
