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
}

/** Work in one task, ms, at most: long beside the 0.1 ms that handing it over takes, and short beside a job of many. */
const longest = 32;

function shareable(sample: PairsSample): PairsSample {
  return sample.kind === 'simple'
    ? { ...sample, table: inSharedMemory(sample.table) }
    : { ...sample, values: inSharedMemory(sample.values) };
}

/** About how long the draws of all jobs take on one thread, ms. */
export const drawTime = (jobs: readonly BootstrapJob[], replicates: number): number =>
  jobs.reduce((total, { design }) => total + replicates * replicateTime(design.columns), 0);

/**
 * Tasks that draw the pairs bootstrap, job by job, each in equal parts; a job is prepared when its turn comes. A
 * replicate's draw depends on (seed, specification, replicate) alone, and a task on nothing of the other jobs.
 */
export function* pairsTasks(
  jobs: readonly BootstrapJob[],
  { seed, replicates }: BootstrapPlan,
): Generator<Task<DrawPairs>, void, void> {
  for (const { key, design } of jobs) {
    const sample = shareable(preparePairs(design));
    const parts = Math.ceil((replicates * replicateTime(design.columns)) / longest);
    const size = Math.ceil(replicates / parts);
    for (let from = 0; from < replicates; from += size) {
      const to = Math.min(replicates, from + size);
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
  const widths = new Map(jobs.map(({ key, design }) => [key, design.columns.length]));
  const draws = new Map<string, Float64Array>();
  const keep = (rows: Float64Array, { payload }: Task) => {
    const { specification, from, to } = payload as DrawPairs;
    // Room is made when the first piece comes, so that jobs whose draws have been taken away need none.
    const own = draws.get(specification) ?? new Float64Array(replicates * widths.get(specification)!);
    draws.set(specification, own);
    own.set(rows, (from * rows.length) / (to - from));
  };
  return { draws, keep };
}
