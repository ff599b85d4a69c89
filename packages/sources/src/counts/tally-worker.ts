import { parentPort } from 'node:worker_threads';
import { type TallyJob, tallyFile } from './tally-file.js';

const progressEvery = 1 << 23;

parentPort?.on('message', async (job: TallyJob) => {
  let pending = 0;
  const result = await tallyFile(job, (bytes) => {
    pending += bytes;
    if (pending < progressEvery) return;
    parentPort?.postMessage({ bytes: pending });
    pending = 0;
  });
  const moved = result !== null && 'counts' in result ? [result.counts.buffer] : [];
  parentPort?.postMessage({ bytes: pending, result }, moved);
});
