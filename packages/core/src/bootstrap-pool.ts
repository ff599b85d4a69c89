import { setMaxListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pairsBootstrap } from '@inverse-care/stats';
import { Piscina } from 'piscina';
import type { Shard } from './bootstrap-worker.js';
import { CancelledError, throwIfCancelled } from './errors.js';
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
  signal?: AbortSignal | undefined;
  /** Called with replicates done so far and in all. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Row draws in one shard: about 25 ms of work. */
const rowsPerShard = 4_000_000;
/** Row draws in all below which starting threads costs more than it saves. */
const rowsWorthAPool = 20_000_000;

function shared(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}

function shardsOf(jobs: readonly BootstrapJob[], { seed, replicates }: BootstrapOptions): Shard[] {
  return jobs.flatMap(({ key, design }) => {
    const y = shared(design.y);
    const columns = design.columns.map(shared);
    const size = Math.max(1, Math.floor(rowsPerShard / Math.max(1, design.y.length)));
    const shards: Shard[] = [];
    for (let from = 0; from < replicates; from += size) {
      shards.push({ key, seed, y, columns, from, to: Math.min(from + size, replicates) });
    }
    return shards;
  });
}

/**
 * Draws the pairs bootstrap of every job, on a pool of threads where there is enough work for one.
 * A replicate's draw depends on (seed, specification, replicate) alone, and draws are put back in the order of
 * replicates, so the bytes are the same for any number of threads.
 * @returns draws by job key: replicates x coefficients, row-major.
 * @throws CancelledError where the signal fires.
 */
export async function bootstrapAll(
  jobs: readonly BootstrapJob[],
  options: BootstrapOptions,
): Promise<Map<string, Float64Array>> {
  const { replicates, threads, signal, onProgress } = options;
  throwIfCancelled(signal);
  const draws = new Map<string, Float64Array>();
  for (const { key, design } of jobs) draws.set(key, new Float64Array(replicates * design.columns.length));
  const shards = shardsOf(jobs, options);
  const total = jobs.length * replicates;
  let done = 0;
  const keep = (shard: Shard, rows: Float64Array) => {
    draws.get(shard.key)!.set(rows, shard.from * shard.columns.length);
    done += shard.to - shard.from;
    onProgress?.(done, total);
  };

  const work = jobs.reduce((rows, { design }) => rows + design.y.length * replicates, 0);
  if (threads === 1 || work < rowsWorthAPool) {
    for (const shard of shards) {
      await new Promise((resolve) => setImmediate(resolve));
      throwIfCancelled(signal);
      keep(shard, pairsBootstrap({ ...shard, specification: shard.key }));
    }
    return draws;
  }

  // One listener a shard in flight is no leak.
  if (signal) setMaxListeners(0, signal);
  const pool = new Piscina<Shard, Float64Array>({
    filename: fileURLToPath(new URL('../dist/bootstrap-worker.js', import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
  });
  try {
    await Promise.all(
      shards.map(async (shard) => keep(shard, await pool.run(shard, signal ? { signal } : {}))),
    );
    return draws;
  } catch (error) {
    if (signal?.aborted) throw new CancelledError();
    throw error;
  } finally {
    await pool.destroy();
  }
}
