import { randomUUID } from 'node:crypto';
import { CancelledError, InputError, throwIfCancelled } from '@inverse-care/domain';
import type { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import type { ExecuteOptions, Executor, Task } from '../executor.js';
import { takeInOrder } from '../in-order.js';
import { inlineExecutor } from '../inline.js';
import { opened, pack, resultName, sentRest } from './packing.js';
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
import { arraysStay, SentArrays } from './sent-arrays.js';
import { taskErrorFrom } from './task-error.js';
import { listedWorkers } from './workers.js';

/** How often a task is tried that fails, the waits between being 0.2 s, 0.4 s …. */
export const taskAttempts = 3;
/** How often a task is sent again whose result the server has lost. */
const sendings = 10;
/** Work that is not worth sending, ms. */
const smallWork = 90;
/** Tasks in flight for each that workers do at once, and at least. */
const ahead = 4;
const leastAhead = 16;
/** How long a run counts as alive that is not heard of, s. */
const runStays = 120;
/** How long a result stays that was taken, for a task that is delivered twice, s. */
const takenStays = 300;

/** How a run on a queue waits, ms. */
export interface QueuePatience {
  /** For a lost connection. */
  connection?: number;
  /** Until it says that there is no worker, and until it gives up for want of one. */
  worker?: number;
  anyWorker?: number;
  /** Between two looks at what is in flight. */
  look?: number;
}

/** Waits until all is settled, or for so many ms. */
async function within(most: number, ...all: Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, most);
  });
  await Promise.race([Promise.allSettled(all), late]);
  clearTimeout(timer);
}

/** A task in flight. */
interface Asked {
  task: Task;
  /** Of the result. */
  name: string;
  arrays: Map<string, () => Buffer>;
  data: JobData;
  sent: boolean;
  sendings: number;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * Does tasks by a queue (BullMQ) on Redis or Valkey, for which any number of machines work (`serveQueue`). A task may
 * be done twice, by a worker that was thought dead: a result is stored by the name of its task, so the second is the
 * same bytes. What the server loses is sent again.
 */
export class QueueExecutor implements Executor {
  readonly #run = randomUUID();
  readonly #keys: ReturnType<typeof keysOf>;
  readonly #asked = new Map<string, Asked>();
  readonly #answers = new Map<string, Promise<unknown>>();
  readonly #arrays: SentArrays;
  #lost: InputError | undefined;
  #width = 1;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;
  #alone = { since: Date.now(), told: false };

  private constructor(
    private readonly server: QueueServer,
    private readonly version: ServedVersion,
    private readonly at: { client: Redis; reading: Redis; queue: Queue<JobData>; events: QueueEvents },
    private readonly patience: Required<QueuePatience>,
    private readonly onNews: (text: string) => void,
  ) {
    this.#keys = keysOf(queueName(version));
    this.#arrays = new SentArrays(at.client, this.#keys.arrays(this.#run));
  }

  /**
   * Connects to the server and finds out who works.
   * @param code stands for the code that does the tasks: workers of other code are not met.
   * @param onNews is told of workers that come, and that there are none.
   * @throws InputError where the server cannot be reached or is not suitable.
   */
  static async open(
    server: QueueServer,
    {
      code,
      patience = {},
      onNews = () => {},
    }: {
      code: string;
      patience?: QueuePatience;
      onNews?: (text: string) => void;
    },
  ): Promise<QueueExecutor> {
    const { connection = defaultPatience, worker = 10_000, anyWorker = 600_000, look = 3_000 } = patience;
    let lost = (_: InputError) => {};
    const client = await connectTo(server, { patience: connection, onLost: (error) => lost(error) });
    const reading = client.duplicate();
    reading.on('error', () => {});
    const { Queue, QueueEvents } = await import('bullmq');
    const version = thisVersion(code);
    const common = { prefix, skipVersionCheck: true };
    const queue = new Queue<JobData>(queueName(version), { ...common, connection: client });
    const events = new QueueEvents(queueName(version), { ...common, connection: reading });
    // A lost connection is heard of by `connectTo`.
    queue.on('error', () => {});
    events.on('error', () => {});
    const executor = new QueueExecutor(
      server,
      version,
      { client, reading, queue, events },
      { connection, worker, anyWorker, look },
      onNews,
    );
    lost = (error) => executor.#stop(error);
    executor.#listen();
    await executor.#look();
    executor.#timer = setInterval(() => void executor.#look(), look);
    return executor;
  }

  get width(): number {
    return this.#width;
  }

  #listen(): void {
    const { events } = this.at;
    events.on('completed', ({ jobId }) => void this.#settle(jobId));
    events.on('failed', ({ jobId, failedReason }) => this.#fail(jobId, failedReason));
  }

  /** Nothing more will come of what is in flight. */
  #stop(error: InputError | CancelledError): void {
    if (error instanceof InputError) this.#lost = error;
    for (const asked of this.#asked.values()) asked.reject(error);
  }

  #fail(id: string, reason: string): void {
    const asked = this.#asked.get(id);
    asked?.reject(taskErrorFrom(reason, asked.task, taskAttempts));
  }

  /** Takes a result that should be there; where it is not, the task is sent again. */
  async #settle(id: string): Promise<void> {
    const asked = this.#asked.get(id);
    if (asked === undefined) return;
    try {
      const key = this.#keys.result(asked.name);
      const bytes = await this.at.client.getexBuffer(key, 'EX', takenStays);
      if (this.#asked.get(id) !== asked) return;
      const found = bytes === null ? null : opened(bytes);
      if (found !== null) return asked.resolve(found.result);
      if (bytes !== null) await this.at.client.del(key);
      if (asked.sent) await this.#send(id, asked);
    } catch (error) {
      asked.reject(this.#lost ?? error);
    }
  }

  async #send(id: string, asked: Asked): Promise<void> {
    asked.sent = false;
    asked.sendings += 1;
    if (asked.sendings > sendings)
      throw new InputError(`The server of the queue lost a task ${sendings} times: ${asked.task.kind}.`, {
        place: { file: this.server.shown },
        expected: 'a server that keeps what it is given (appendonly yes, maxmemory-policy noeviction)',
        remedy: 'See to the server.',
      });
    await this.#arrays.need(asked.arrays, asked.sendings > 1);
    if (this.#asked.get(id) !== asked) return;
    await this.at.queue.add('task', asked.data, {
      jobId: id,
      attempts: taskAttempts,
      backoff: { type: 'exponential', delay: 200 },
      removeOnComplete: true,
      removeOnFail: { age: arraysStay },
      stackTraceLimit: 1,
    });
    asked.sent = true;
  }

  /** A task's result; tasks of the same name are asked for once. */
  #do(task: Task): Promise<unknown> {
    const { kind, key } = task;
    const arrays = new Map<string, () => Buffer>();
    const send = (hash: string, content: () => Buffer) => arrays.set(hash, content);
    const packed = pack(task.payload, send);
    const name = resultName(kind, packed, { run: this.#run, version: this.version });
    const known = this.#answers.get(name);
    if (known !== undefined) return known;
    const id = `${this.#run}-${name}`;
    const rest = sentRest(packed.rest, send);
    const data = { run: this.#run, name, kind, key, rest, holes: packed.holes };
    const answer = new Promise<unknown>((resolve, reject) => {
      const asked = { task, name, arrays, data, sent: false, sendings: 0, resolve, reject };
      this.#asked.set(id, asked);
      this.#send(id, asked).catch((error) => reject(this.#lost ?? error));
    });
    const forget = () => {
      this.#asked.delete(id);
      this.#answers.delete(name);
      this.#arrays.release(arrays.keys()).catch(() => undefined);
    };
    answer.then(forget, () => {
      // Taken from the queue, lest a worker do it for nobody.
      this.at.queue.remove(id).catch(() => undefined);
      forget();
    });
    this.#answers.set(name, answer);
    return answer;
  }

  /** Says that the run is there, counts workers, and sees to tasks of which no event told. */
  async #look(): Promise<void> {
    if (this.#looking || this.#lost !== undefined) return;
    this.#looking = true;
    try {
      const { client } = this.at;
      await client.set(this.#keys.run(this.#run), '1', 'EX', runStays);
      await client.expire(this.#keys.arrays(this.#run), arraysStay);
      await this.#countWorkers();
      await Promise.all([...this.#asked].map(([id, asked]) => this.#lookAt(id, asked)));
    } catch {
      // The next look, or the end of the connection, tells.
    } finally {
      this.#looking = false;
    }
  }

  async #lookAt(id: string, asked: Asked): Promise<void> {
    if (!asked.sent) return;
    const state = await this.at.queue.getJobState(id);
    if (!asked.sent || this.#asked.get(id) !== asked) return;
    if (state === 'failed') {
      const job = await this.at.queue.getJob(id);
      if (job?.failedReason !== undefined) this.#fail(id, job.failedReason);
    } else if (state === 'unknown' || state === 'completed') await this.#settle(id);
  }

  async #countWorkers(): Promise<void> {
    const { own, others } = await listedWorkers(this.at.client, this.version);
    const width = own.reduce((sum, { threads }) => sum + threads, 0);
    if (own.length > 0) {
      if (this.#alone.told) this.onNews(`${own.length} at work at ${this.server.shown}.`);
      this.#alone = { since: Date.now(), told: false };
      this.#width = Math.max(1, width);
      return;
    }
    const waited = Date.now() - this.#alone.since;
    if (this.#asked.size === 0) this.#alone.since = Date.now();
    else if (waited >= this.patience.anyWorker) this.#stop(this.#nobody(others));
    else if (waited >= this.patience.worker && !this.#alone.told) {
      this.#alone.told = true;
      this.onNews(
        `${this.#nobody(others).message} Waiting for one: inverse-care worker ${this.server.shown}`,
      );
    }
  }

  #nobody(others: readonly ServedVersion[]): InputError {
    const served = [...new Set(others.map(versionInWords))];
    return new InputError(
      `No worker serves this version (${versionInWords(this.version)}).${served.length === 0 ? '' : ` Others are served: ${served.join('; ')}.`}`,
      {
        place: { file: this.server.shown },
        expected: 'a worker of the same build, on the same version of Node and kind of processor',
        remedy: `Start one: inverse-care worker ${this.server.shown}`,
      },
    );
  }

  async run<Result>(
    tasks: Iterable<Task> | AsyncIterable<Task>,
    options: ExecuteOptions<Result>,
  ): Promise<void> {
    const { signal, work = Number.POSITIVE_INFINITY } = options;
    throwIfCancelled(signal);
    if (this.#lost !== undefined) throw this.#lost;
    if (work <= smallWork) return inlineExecutor.run(tasks, options);
    const stop = () => this.#stop(new CancelledError());
    signal?.addEventListener('abort', stop);
    try {
      await takeInOrder<Result>(
        tasks,
        options,
        (task) => (this.#lost ? Promise.reject(this.#lost) : (this.#do(task) as Promise<Result>)),
        () => Math.max(leastAhead, ahead * this.#width),
      );
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Takes what is left of the run from the server, as far as it answers, and lets go of the connections. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    const { client, reading, queue, events } = this.at;
    const left = [...this.#asked.keys()];
    this.#stop(new CancelledError());
    if (client.status === 'ready')
      await within(
        5_000,
        client.del(this.#keys.run(this.#run), this.#keys.arrays(this.#run)),
        ...left.map((id) => queue.remove(id)),
      );
    this.#lost ??= new InputError('The queue was closed.');
    reading.disconnect();
    client.disconnect();
    // BullMQ waits for ever for the end of a connection that was being tried again.
    await within(500, events.close(), queue.close());
  }
}
