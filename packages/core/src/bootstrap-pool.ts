import { CancelledError, throwIfCancelled } from '@inverse-care/domain';
import { drawPairs, type PairsSample, preparePairs, replicateTime } from '@inverse-care/stats';
import { BootstrapThreads } from './bootstrap-threads.js';
import type { Shard } from './bootstrap-worker.js';
import type { Design } from './specification.js';

/** A specification whose coefficients are to be resampled. */
export interface BootstrapJob {
  key: string;
  design: Design;
}

export interface BootstrapOptions {
  seed: number;
  replicates: number;
  /** Worker threads, at least 1. Results do not depend on it. */
  threads: number;
  /** Threads that run already; else they are started where that is worth it, and ended. */
  running?: BootstrapThreads | undefined;
  signal?: AbortSignal | undefined;
  /** Called with replicates done so far and in all. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Work in one shard, ms: long beside the 0.1 ms that handing it over takes. */
const longest = 8;
const shortest = 1;
/** Time that threads take to start and to come up to speed, ms; `pnpm bench bootstrap` measures what it leads to. */
const startTime = 90;

function inSharedMemory(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}

function shareable(sample: PairsSample): PairsSample {
  return sample.kind === 'simple'
    ? { ...sample, table: inSharedMemory(sample.table) }
    : { ...sample, values: inSharedMemory(sample.values) };
}

/** About how long the draws of all jobs take on one thread, ms. */
function workTime(jobs: readonly BootstrapJob[], { replicates }: BootstrapOptions): number {
  return jobs.reduce((total, { design }) => total + replicates * replicateTime(design.columns), 0);
}

/**
 * Shards, job by job; a job is prepared when its turn comes. They become shorter towards the end, so that all threads
 * are done at about the same time (guided self-scheduling: Polychronopoulos and Kuck 1987, IEEE TC 36, 1425-1439).
 */
function* shardsOf(jobs: readonly BootstrapJob[], options: BootstrapOptions): Generator<Shard, void, void> {
  const { seed, replicates, threads } = options;
  let left = workTime(jobs, options);
  for (const { key, design } of jobs) {
    const sample = shareable(preparePairs(design));
    const each = replicateTime(design.columns);
    for (let from = 0, to = 0; from < replicates; from = to) {
      const time = Math.max(shortest, Math.min(longest, left / (4 * threads)));
      to = Math.min(replicates, from + Math.max(1, Math.round(time / each)));
      left -= (to - from) * each;
      yield { seed, specification: key, sample, from, to };
    }
  }
}

/** Whether threads save more than it takes to start them. */
function worthThreads(jobs: readonly BootstrapJob[], options: BootstrapOptions): boolean {
  return workTime(jobs, options) * (1 - 1 / options.threads) > startTime;
}

/**
 * Draws the pairs bootstrap of every job, on threads where there is enough work for them.
 * A replicate's draw depends on (seed, specification, replicate) alone, and draws are put back in the order of
 * replicates, so the bytes are the same for any number of threads. Beside the draws, memory is held for the jobs
 * and shards at hand only.
 * @returns draws by job key: replicates x coefficients, row-major.
 * @throws CancelledError where the signal fires.
 */
export async function bootstrapAll(
  jobs: readonly BootstrapJob[],
  options: BootstrapOptions,
): Promise<Map<string, Float64Array>> {
  const { replicates, threads, running, signal, onProgress } = options;
  throwIfCancelled(signal);
  const draws = new Map<string, Float64Array>();
  for (const { key, design } of jobs) draws.set(key, new Float64Array(replicates * design.columns.length));
  const shards = shardsOf(jobs, options);
  const total = jobs.length * replicates;
  let done = 0;
  const keep = (shard: Shard, rows: Float64Array) => {
    const all = draws.get(shard.specification)!;
    all.set(rows, (shard.from * rows.length) / (shard.to - shard.from));
    done += shard.to - shard.from;
    onProgress?.(done, total);
  };

  if (running === undefined && (threads === 1 || !worthThreads(jobs, options))) {
    for (const shard of shards) {
      await new Promise((resolve) => setImmediate(resolve));
      throwIfCancelled(signal);
      keep(shard, drawPairs(shard.sample, shard));
    }
    return draws;
  }

  const pool = running ?? new BootstrapThreads(threads);
  // Each takes the next shard when its last is done; two a thread, so that no thread waits. An error in one ends
  // the generator, and with it the others.
  const taker = async () => {
    for (const shard of shards) keep(shard, await pool.draw(shard, signal));
  };
  try {
    await Promise.all(Array.from({ length: 2 * pool.threads }, taker));
    return draws;
  } catch (error) {
    if (signal?.aborted) throw new CancelledError();
    throw error;
  } finally {
    if (running === undefined) await pool.close();
  }
}
