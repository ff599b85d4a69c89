// A thread of a coverage study: gets { design, from, to }, and gives back the bounds of these samples.
import { parentPort, workerData } from 'node:worker_threads';

const { study, seed, replicates } = workerData;
const { boundsOf } = await import(new URL(study, import.meta.url));

parentPort.on('message', ({ design, from, to }) => {
  const bounds = [];
  for (let s = from; s < to; s++) bounds.push(...boundsOf(design, seed, replicates, s).flat());
  parentPort.postMessage({ design, from, bounds: Float64Array.from(bounds) });
});
