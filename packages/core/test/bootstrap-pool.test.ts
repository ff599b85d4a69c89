import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RandomStream } from '@inverse-care/stats';
import { afterEach, expect, test } from 'vitest';
import { type BootstrapJob, drawStore, pairsTasks } from '../src/analyses/association/pairs-draws.js';
import { type Executor, inlineExecutor, type Task, ThreadsExecutor } from '../src/index.js';

const dyingWorker = new URL('dying-worker.cjs', import.meta.url);

function job(key: string, n: number, k: number): BootstrapJob {
  const stream = new RandomStream(1, key);
  const uniform = () => stream.nextUint32() / 2 ** 32;
  const columns = Array.from({ length: k }, (_, j) =>
    Float64Array.from({ length: n }, () => (j === 0 ? 1 : uniform())),
  );
  const y = Float64Array.from({ length: n }, uniform);
  return { key, design: { y, columns, names: columns.map((_, j) => `x${j}`) } };
}

const jobs = [job('a', 1270, 2), job('b', 900, 2), job('c', 700, 6)];
const replicates = 20_001;

/** The draws of some jobs, and how many were done when each task was. */
async function drawAll(all: readonly BootstrapJob[], executor: Executor) {
  const { draws, keep } = drawStore(all, replicates);
  const progress: number[] = [];
  let done = 0;
  await executor.run<Float64Array>(pairsTasks(all, { seed: 4, replicates }), {
    take: (rows, task: Task) => {
      keep(rows, task);
      const { from, to } = task.payload as { from: number; to: number };
      done += to - from;
      progress.push(done);
    },
  });
  return { draws, progress };
}

async function onThreads<T>(
  threads: number,
  use: (executor: ThreadsExecutor) => Promise<T>,
  worker?: URL,
): Promise<T> {
  const executor = worker === undefined ? new ThreadsExecutor(threads) : new ThreadsExecutor(threads, worker);
  try {
    return await use(executor);
  } finally {
    await executor.close();
  }
}

const { draws: alone } = await drawAll(jobs, inlineExecutor);

afterEach(() => {
  delete process.env.DEATHS;
  delete process.env.ALWAYS;
  delete process.env.INVERSE_CARE_KERNEL;
});

test.each([1, 2, 4])('draws on %d threads are those without a thread, byte for byte', async (threads) => {
  const { draws, progress } = await onThreads(threads, (executor) => drawAll(jobs, executor));
  expect(draws).toEqual(alone);
  expect(progress.length).toBeGreaterThan(3);
  expect(progress.at(-1)).toBe(3 * replicates);
});

test('draws of the plain engine are those of the kernel', async () => {
  process.env.INVERSE_CARE_KERNEL = 'plain';
  const { draws } = await drawAll(jobs, inlineExecutor);
  expect(draws).toEqual(alone);
});

test('a thread that dies half-way is replaced, and its task done again with the same bytes', async () => {
  const deaths = mkdtempSync(path.join(tmpdir(), 'deaths-'));
  process.env.DEATHS = deaths;
  try {
    const { draws } = await onThreads(2, (executor) => drawAll(jobs, executor), dyingWorker);
    expect(draws).toEqual(alone);
    expect(readdirSync(deaths).length).toBeGreaterThanOrEqual(3);
  } finally {
    rmSync(deaths, { recursive: true });
  }
});

test('a task of which every thread dies is an error, not an endless wait', async () => {
  process.env.ALWAYS = 'yes';
  await expect(onThreads(2, (executor) => drawAll(jobs, executor), dyingWorker)).rejects.toThrow('exited');
});

test('a column that depends on others is named, with and without threads', async () => {
  const [good] = jobs as [BootstrapJob];
  const { y, columns, names } = good.design;
  const bad = { key: 'bad', design: { y, columns: [...columns, columns[1]!], names: [...names, 'again'] } };
  await expect(drawAll([good, bad], inlineExecutor)).rejects.toThrow('again');
  await expect(onThreads(2, (executor) => drawAll([good, bad], executor))).rejects.toThrow('again');
});
