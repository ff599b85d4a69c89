// node bench/whole-command.mjs panel.csv B {p2|p15} THREADS: one job from nothing to its interval, as the peers do it.
import { ThreadsExecutor } from '../packages/core/dist/executors/threads.js';
import { draw, readJobs } from './ours.mjs';

const [panel, replicates, mode, threads] = process.argv.slice(2);
const executor = new ThreadsExecutor(Number(threads));
const { seconds, interval } = await draw(readJobs(panel)[mode], executor, { replicates: Number(replicates) });
await executor.close();
console.log(`seconds ${seconds.toFixed(3)} need95 ${interval.map((bound) => bound.toFixed(4)).join(' ')}`);
