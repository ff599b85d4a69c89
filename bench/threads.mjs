import { inlineExecutor, ThreadsExecutor } from '../packages/core/dist/index.js';
import { draw } from './ours.mjs';

/** A job on new threads: seconds from nothing until its draws are there, and until the threads have ended too. */
async function withNewThreads(jobs, { replicates, threads }) {
  const began = performance.now();
  const executor = new ThreadsExecutor(threads);
  await draw(jobs, executor, { replicates, force: true });
  const drawn = (performance.now() - began) / 1000;
  await executor.close();
  return { drawn, ended: (performance.now() - began) / 1000 };
}

/** Seconds from nothing until threads have started, and each has drawn something. */
export async function startSeconds(jobs, threads) {
  return (await withNewThreads(jobs.slice(0, threads), { replicates: 10, threads })).drawn;
}

/**
 * The smallest of a row of sizes from which on threads that have yet to start win over none: row draws, and the
 * seconds that they take without.
 */
export async function breakEven(jobs, threads) {
  let found = null;
  const rows = jobs.reduce((sum, { design }) => sum + design.y.length, 0);
  for (const replicates of [16000, 11000, 8000, 5600, 4000, 2800, 2000]) {
    const alone = [];
    const together = [];
    for (let round = 0; round < 3; round++) {
      alone.push((await draw(jobs, inlineExecutor, { replicates })).seconds);
      together.push((await withNewThreads(jobs, { replicates, threads })).ended);
    }
    if (Math.min(...together) >= Math.min(...alone)) break;
    found = { draws: rows * replicates, seconds: Math.min(...alone) };
  }
  return found;
}
