import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RandomStream } from '@inverse-care/stats';
import { afterEach, expect, test } from 'vitest';
import { type BootstrapJob, bootstrapAll } from '../src/bootstrap-pool.js';
import { BootstrapThreads } from '../src/bootstrap-threads.js';

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
const options = { seed: 4, replicates: 5001, threads: 1 };
const alone = await bootstrapAll(jobs, options);

afterEach(() => {
  delete process.env.DEATHS;
  delete process.env.ALWAYS;
  delete process.env.INVERSE_CARE_KERNEL;
});

test.each([1, 2, 4])('draws on %d threads are those without a thread, byte for byte', async (threads) => {
  const running = new BootstrapThreads(threads);
  try {
    const progress: number[] = [];
    const draws = await bootstrapAll(jobs, {
      ...options,
      threads,
      running,
      onProgress: (done) => progress.push(done),
    });
    expect(draws).toEqual(alone);
    expect(progress.length).toBeGreaterThan(6);
    expect(progress.at(-1)).toBe(3 * 5001);
  } finally {
    await running.close();
  }
});

test('draws of the plain engine, in other shards, are those of the kernel', async () => {
  process.env.INVERSE_CARE_KERNEL = 'plain';
  const draws = await bootstrapAll(jobs, { ...options, threads: 2 });
  expect(draws).toEqual(alone);
});

test('a thread that dies half-way is replaced, and its shard drawn again with the same bytes', async () => {
  const deaths = mkdtempSync(path.join(tmpdir(), 'deaths-'));
  process.env.DEATHS = deaths;
  const running = new BootstrapThreads(2, dyingWorker);
  try {
    const draws = await bootstrapAll(jobs, { ...options, threads: 2, running });
    expect(draws).toEqual(alone);
    expect(readdirSync(deaths).length).toBeGreaterThanOrEqual(3);
  } finally {
    await running.close();
    rmSync(deaths, { recursive: true });
  }
});

test('a shard of which every thread dies is an error, not an endless wait', async () => {
  process.env.ALWAYS = 'yes';
  const running = new BootstrapThreads(2, dyingWorker);
  try {
    await expect(bootstrapAll(jobs, { ...options, threads: 2, running })).rejects.toThrow('exited');
  } finally {
    await running.close();
  }
});

test('a column that depends on others is named, with and without threads', async () => {
  const [good] = jobs as [BootstrapJob];
  const { y, columns, names } = good.design;
  const bad = { key: 'bad', design: { y, columns: [...columns, columns[1]!], names: [...names, 'again'] } };
  await expect(bootstrapAll([good, bad], options)).rejects.toThrow('again');
  const running = new BootstrapThreads(2);
  try {
    await expect(bootstrapAll([good, bad], { ...options, threads: 2, running })).rejects.toThrow('again');
  } finally {
    await running.close();
  }
});
