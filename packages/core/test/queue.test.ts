import { InputError, type Study } from '@inverse-care/domain';
import { Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keysOf, prefix, queueName, thisVersion } from '../src/executors/queue/queue-names.js';
import {
  QueueExecutor,
  type QueuePatience,
  queueServer,
  readStudy,
  resultsOf,
  runStudy,
  standardAnalyses,
  type Task,
  ThreadsExecutor,
} from '../src/index.js';
import { asData, inventedPanel } from './invented-panel.js';
import { endWorkers, noServer, startWorker, TestServer } from './redis-server.js';

const toy = new URL('toy-tasks.mjs', import.meta.url).href;
const late = (count: number, milliseconds: number): Task[] =>
  Array.from({ length: count }, (_, n) => ({
    kind: `${toy}#late`,
    key: String(n),
    payload: { n, milliseconds },
  }));
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

const server = new TestServer();
const open: QueueExecutor[] = [];

/** A run on the queue, which is closed after the test. */
async function opened(
  more: { code?: string; patience?: QueuePatience; news?: string[]; address?: string } = {},
): Promise<QueueExecutor> {
  const { code = 'code', patience, news, address = server.address } = more;
  const executor = await QueueExecutor.open(queueServer(address)!, {
    code,
    patience: { look: 200, ...patience },
    onNews: (text) => news?.push(text),
  });
  open.push(executor);
  return executor;
}

const worker = (options: Record<string, unknown> = {}) =>
  startWorker({ address: server.address, ...options });

/** Calls back when a run has taken so many results. */
const withNotice = async (executor: QueueExecutor, tasks: Task[], after: number, then: () => void) => {
  let taken = 0;
  const results = await resultsOf<number>(executor, tasks, {
    onDone: () => {
      taken += 1;
      if (taken === after) then();
    },
  });
  return results;
};

const until = async (holds: () => Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
};

describe.skipIf(noServer !== null)(`a queue${noServer === null ? '' : ` (left out: ${noServer})`}`, () => {
  beforeAll(() => server.start());
  afterEach(async () => {
    for (const executor of open.splice(0)) await executor.close();
    await endWorkers();
  });
  afterAll(() => server.remove());

  it('with two workers gives what threads give, to the last bit', async () => {
    const panel = inventedPanel(60, ['2020-03-31', '2020-06-30']);
    const declared = readStudy(
      'study: invented\ntitle: Invented\nsnapshots: [2020-03-31, 2020-06-30]\nneeds: [ltc_share]\ninference: { replicates: 199 }\n',
      'study.yaml',
    );
    const study: Study = { ...declared, snapshots: panel.snapshots };
    const workers = [await worker(), await worker()];
    const rowsOf = async (executor: QueueExecutor | ThreadsExecutor) => {
      const { tables } = await runStudy(study, asData(panel), { executor, analyses: standardAnalyses });
      return tables.all().map(({ table, rows }) => [table.file, rows]);
    };
    const threads = new ThreadsExecutor(2);
    const queue = await opened();
    expect(await rowsOf(queue)).toEqual(await rowsOf(threads));
    expect(queue.width).toBe(2);
    await threads.close();
    for (const { child } of workers) child.kill('SIGTERM');
    expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([0, 0]);
    // Each did a part, and nothing was done twice.
    const done = workers.map(({ said }) => Number(said.match(/done (\d+)/)?.[1]));
    expect(Math.min(...done)).toBeGreaterThan(0);
  });

  it('gets back the tasks of workers that are killed half-way', async () => {
    const first = [await worker(), await worker()];
    const executor = await opened();
    const results = await withNotice(executor, late(24, 60), 4, () => {
      for (const { child } of first) child.kill('SIGKILL');
      void worker();
    });
    expect(results).toEqual(numbers(24));
  });

  it('goes on where its server was killed and comes back with its append-only file', async () => {
    await worker();
    const executor = await opened();
    const results = await withNotice(executor, late(24, 60), 4, async () => {
      await server.kill();
      await server.start();
    });
    expect(results).toEqual(numbers(24));
  });

  it('sends again what its server has lost', async () => {
    await worker();
    const executor = await opened();
    const client = new Redis(server.address);
    const results = await withNotice(executor, late(24, 60), 4, () => void client.flushall());
    client.disconnect();
    expect(results).toEqual(numbers(24));
  });

  it('that delivers a task twice stores the same bytes once', async () => {
    await worker({ code: 'twice' });
    const executor = await opened({ code: 'twice' });
    const name = queueName(thisVersion('twice'));
    const connection = new Redis(server.address, { maxRetriesPerRequest: null });
    const queue = new Queue(name, { prefix, connection });
    const reading = connection.duplicate();
    const events = new QueueEvents(name, { prefix, connection: reading });
    await events.waitUntilReady();
    // The job that the run has sent is added a second time, by another name.
    const ran = resultsOf<number>(executor, late(1, 300));
    await until(async () => (await queue.getActiveCount()) === 1);
    const [job] = await queue.getActive();
    const copy = await queue.add('task', job!.data, { jobId: 'delivered-again' });
    expect(await ran).toEqual([0]);
    const results = () => connection.keys(keysOf(name).result('*'));
    const [key] = await results();
    const bytes = await connection.getBuffer(key!);
    await copy.waitUntilFinished(events);
    expect(await results()).toEqual([key]);
    expect(await connection.getBuffer(key!)).toEqual(bytes);
    await Promise.all([events.close(), queue.close()]);
    reading.disconnect();
    connection.disconnect();
  });

  it('refuses a job that was changed on its way', async () => {
    await worker({ code: 'changed' });
    const name = queueName(thisVersion('changed'));
    const connection = new Redis(server.address, { maxRetriesPerRequest: null });
    const queue = new Queue(name, { prefix, connection });
    const reading = connection.duplicate();
    const events = new QueueEvents(name, { prefix, connection: reading });
    await events.waitUntilReady();
    const executor = await opened({ code: 'changed' });
    const ran = resultsOf<number>(executor, late(1, 800));
    await until(async () => (await queue.getActiveCount()) === 1);
    const [job] = await queue.getActive();
    // By its name and with its arrays, while the true one is at work.
    const rest = Buffer.from(job!.data.rest, 'base64');
    rest[rest.indexOf('n') + 2]! ^= 1;
    const changed = await queue.add('task', { ...job!.data, rest: rest.toString('base64') });
    await expect(changed.waitUntilFinished(events)).rejects.toThrow('A task is not what its name says');
    expect(await ran).toEqual([0]);
    await Promise.all([events.close(), queue.close()]);
    reading.disconnect();
    connection.disconnect();
  });

  it('ends a run with the error of a task that fails each time', async () => {
    await worker();
    const executor = await opened();
    const poisoned = [...late(3, 1), { kind: `${toy}#fail`, key: 'poisoned', payload: {} }];
    await expect(resultsOf(executor, poisoned)).rejects.toThrow(
      /no such number \(file:.*#fail, poisoned; tried 3 times by workers\)/,
    );
    // What is left of the run goes with it, and the worker is fit for the next.
    expect(await resultsOf(await opened(), late(2, 1))).toEqual([0, 1]);
  });

  it('left by an older version is no queue of this one', async () => {
    await worker({ code: 'older code' });
    const news: string[] = [];
    const executor = await opened({ news, code: 'newer code', patience: { worker: 300 } });
    const ran = resultsOf(executor, late(2, 1));
    await until(async () => news.length > 0);
    expect(news[0]).toMatch(
      /No worker serves this version \(code newer code, V8 .*Others are served: .*code older code/,
    );
    await worker({ code: 'newer code' });
    expect(await ran).toEqual([0, 1]);
  });

  it('without a worker says so, and gives up in the end', async () => {
    const news: string[] = [];
    const executor = await opened({
      news,
      code: 'code of nobody',
      patience: { worker: 300, anyWorker: 900 },
    });
    const error = await resultsOf(executor, late(2, 1)).catch((error) => error);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).explain()).toMatch(/No worker serves this version.*inverse-care worker/s);
    expect(news).toHaveLength(1);
  });

  it('loses the tasks of a run that is stopped', async () => {
    const executor = await opened({ code: 'code of nobody' });
    const cancel = new AbortController();
    const connection = new Redis(server.address, { maxRetriesPerRequest: null });
    const queue = new Queue(queueName(thisVersion('code of nobody')), { prefix, connection });
    const ran = resultsOf(executor, late(5, 1), { signal: cancel.signal });
    await until(async () => (await queue.getWaitingCount()) === 5);
    cancel.abort();
    await expect(ran).rejects.toThrow('Stopped');
    await executor.close();
    expect(await queue.getWaitingCount()).toBe(0);
    expect(await connection.keys('*:run:*')).toEqual([]);
    await queue.close();
    connection.disconnect();
  });

  it('is left by a worker after its task, whose result is there', async () => {
    const leaving = await worker();
    const executor = await opened();
    const ran = resultsOf(executor, late(1, 600));
    const connection = new Redis(server.address, { maxRetriesPerRequest: null });
    const queue = new Queue(queueName(thisVersion('code')), { prefix, connection });
    await until(async () => (await queue.getActiveCount()) === 1);
    leaving.child.kill('SIGTERM');
    expect(await ran).toEqual([0]);
    expect(await leaving.ended).toBe(0);
    expect(leaving.said).toContain('done 1');
    await queue.close();
    connection.disconnect();
  });

  it('that is gone for good ends run and worker by name', async () => {
    const other = new TestServer();
    await other.start();
    const left = await startWorker({ address: other.address, patience: 300 });
    const executor = await opened({ address: other.address, patience: { connection: 300 } });
    const error = await withNotice(executor, late(200, 20), 1, () => void other.kill()).catch((e) => e);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).explain()).toMatch(
      /lost and did not come back.*ECONNREFUSED.*redis:\/\/127/s,
    );
    expect(await left.ended).toBe(1);
    expect(left.said).toMatch(/lost and did not come back/);
    await other.remove();
  });

  it('does tasks of modules outside for a worker that was told to, no other', async () => {
    await worker({ outside: false });
    await expect(resultsOf(await opened(), late(1, 1))).rejects.toThrow('does no tasks of modules outside');
  });

  it('whose password is wrong is named without it', async () => {
    const locked = new TestServer(['--requirepass', 'right-secret']);
    await locked.start();
    const at = (user: string) => locked.address.replace('//', `//${user}@`);
    for (const address of [at(':wrong-secret'), at('somebody:wrong-secret'), locked.address]) {
      const error = await QueueExecutor.open(queueServer(address)!, { code: 'code' }).catch((e) => e);
      expect(error).toBeInstanceOf(InputError);
      expect((error as InputError).explain()).toMatch(/refuses the user or the password.*redis:\/\/127/s);
      expect(`${(error as InputError).explain()}${(error as Error).stack}`).not.toContain('secret');
    }
    await startWorker({ address: at(':right-secret') });
    expect(await resultsOf(await opened({ address: at(':right-secret') }), late(1, 1))).toEqual([0]);
    await locked.remove();
  });
});
