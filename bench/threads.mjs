import { BootstrapThreads } from '../packages/core/dist/bootstrap-threads.js';
import { draw } from './ours.mjs';

/** Seconds from nothing until threads have started, and each has drawn something. */
export async function startSeconds(jobs, threads) {
  const began = performance.now();
  const running = new BootstrapThreads(threads);
  await draw(jobs.slice(0, threads), { replicates: 10, threads, running });
  const seconds = (performance.now() - began) / 1000;
  await running.close();
  return seconds;
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
      alone.push((await draw(jobs, { replicates, threads: 1 })).seconds);
      const began = performance.now();
      const running = new BootstrapThreads(threads);
      await draw(jobs, { replicates, threads, running });
      await running.close();
      together.push((performance.now() - began) / 1000);
    }
    if (Math.min(...together) >= Math.min(...alone)) break;
    found = { draws: rows * replicates, seconds: Math.min(...alone) };
  }
  return found;
}
