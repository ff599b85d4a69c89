import { openSync } from 'node:fs';
import path from 'node:path';
import drawShard from '../dist/bootstrap-worker.js';

/** Draws a shard; but the first time that it sees a shard that begins at a multiple of three it dies half-way. */
export default function dyingWorker(shard) {
  const { specification, from, to } = shard;
  const { DEATHS, ALWAYS } = process.env;
  if (ALWAYS === 'yes') process.exit(1);
  if (from % 3 === 0) {
    try {
      openSync(path.join(DEATHS, `${specification} ${from}`), 'wx');
      drawShard({ ...shard, to: Math.floor((from + to) / 2) });
      process.exit(1);
    } catch {
      // It died of this shard before.
    }
  }
  return drawShard(shard);
}
