import { type PairsSample, preparePairs, replicateTime } from '@inverse-care/stats';
import type { Task } from '../../executors/executor.js';
import { inSharedMemory } from '../../executors/shared-memory.js';
import type { Design } from '../../model/specification.js';
import type { DrawPairs } from './tasks.js';

/** A specification whose coefficients are to be resampled. */
export interface BootstrapJob {
  key: string;
  design: Design;
}

export interface BootstrapPlan {
  seed: number;
  replicates: number;
  /** How many tasks are done at once. Results do not depend on it. */
  width: number;
}

/** Work in one task, ms: long beside the 0.1 ms that handing it over takes. */
const longest = 8;
const shortest = 1;

function shareable(sample: PairsSample): PairsSample {
  return sample.kind === 'simple'
    ? { ...sample, table: inSharedMemory(sample.table) }
    : { ...sample, values: inSharedMemory(sample.values) };
}

/** About how long the draws of all jobs take on one thread, ms. */
export const drawTime = (jobs: readonly BootstrapJob[], replicates: number): number =>
  jobs.reduce((total, { design }) => total + replicates * replicateTime(design.columns), 0);

/**
 * Tasks that draw the pairs bootstrap, job by job; a job is prepared when its turn comes. They become shorter towards
 * the end, so that all threads are done at about the same time (guided self-scheduling: Polychronopoulos and Kuck
 * 1987, IEEE TC 36, 1425-1439). A replicate's draw depends on (seed, specification, replicate) alone.
 */
export function* pairsTasks(
  jobs: readonly BootstrapJob[],
  { seed, replicates, width }: BootstrapPlan,
): Generator<Task<DrawPairs>, void, void> {
  let left = drawTime(jobs, replicates);
  for (const { key, design } of jobs) {
    const sample = shareable(preparePairs(design));
    const each = replicateTime(design.columns);
    for (let from = 0, to = 0; from < replicates; from = to) {
      const time = Math.max(shortest, Math.min(longest, left / (4 * width)));
      to = Math.min(replicates, from + Math.max(1, Math.round(time / each)));
      left -= (to - from) * each;
      const payload: DrawPairs = { seed, specification: key, sample, from, to };
      yield { kind: 'association/draw', key: `${key}, ${from} to ${to}`, payload };
    }
  }
}

/**
 * Puts draws into the place of their replicates.
 * @returns draws by job key: replicates x coefficients, row-major; filled by `keep`.
 */
export function drawStore(jobs: readonly BootstrapJob[], replicates: number) {
  const draws = new Map<string, Float64Array>(
    jobs.map(({ key, design }) => [key, new Float64Array(replicates * design.columns.length)]),
  );
  const keep = (rows: Float64Array, { payload }: Task) => {
    const { specification, from, to } = payload as DrawPairs;
    draws.get(specification)!.set(rows, (from * rows.length) / (to - from));
  };
  return { draws, keep };
}
