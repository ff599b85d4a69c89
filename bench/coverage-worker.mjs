// A thread of the coverage study: gets { n, from, to }, and gives back the bounds of these samples.
import { parentPort, workerData } from 'node:worker_threads';
import { intervals } from './coverage-methods.mjs';
import { drawSample } from './coverage-process.mjs';

const { seed, replicates } = workerData;

parentPort.on('message', ({ n, from, to }) => {
  const bounds = [];
  for (let s = from; s < to; s++) {
    const specification = `coverage, n = ${n}, sample ${s}`;
    bounds.push(...intervals(drawSample(n, seed, s), { seed, specification, replicates }).flat());
  }
  parentPort.postMessage({ n, from, bounds: Float64Array.from(bounds) });
});
