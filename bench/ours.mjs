import { readFileSync } from 'node:fs';
import { drawStore, drawTime, pairsTasks } from '../packages/core/dist/analyses/association/pairs-draws.js';
import { drawsOfCoefficient, percentileInterval } from '../packages/stats/dist/index.js';

/**
 * The jobs on a panel: p2 is 15 quarters of y on need, p15 the last quarter of y on need and x1 to x13, as the
 * peers do it. A constant is in all.
 */
export function readJobs(panel) {
  const rows = readFileSync(panel, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const job = (quarter, k) => {
    const here = rows.filter((row) => row[0] === quarter);
    const columns = Array.from({ length: k }, (_, j) =>
      Float64Array.from(here, (row) => (j === 0 ? 1 : row[2 + j])),
    );
    const y = Float64Array.from(here, (row) => row[2]);
    return { key: `quarter ${quarter}`, design: { y, columns, names: columns.map((_, j) => `column ${j}`) } };
  };
  return { p2: Array.from({ length: 15 }, (_, q) => job(q + 1, 2)), p15: [job(15, 15)] };
}

/**
 * Does a job by the tasks of a run of a study, on an executor: seconds, and the interval for need in the last quarter.
 * With `force`, the executor is not told how little work there may be, so that it starts its threads for any.
 */
export async function draw(jobs, executor, { replicates, force = false }) {
  const began = performance.now();
  const { draws, keep } = drawStore(jobs, replicates);
  const tasks = pairsTasks(jobs, { seed: 1, replicates, width: executor.width });
  const work = force ? undefined : drawTime(jobs, replicates);
  await executor.run(tasks, { work, take: keep });
  const seconds = (performance.now() - began) / 1000;
  const { key, design } = jobs.at(-1);
  const { low, high } = percentileInterval(
    drawsOfCoefficient(draws.get(key), design.columns.length, 1),
    0.95,
  );
  return { seconds, interval: [low, high] };
}
