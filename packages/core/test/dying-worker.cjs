const { openSync } = require('node:fs');
const path = require('node:path');

/** Draws a shard; but the first time that it sees the first shard of a specification it dies half-way. */
module.exports = async function dyingWorker(shard) {
  const { default: drawShard } = await import('../dist/bootstrap-worker.js');
  const { specification, from, to } = shard;
  const { DEATHS, ALWAYS } = process.env;
  if (ALWAYS === 'yes') process.exit(1);
  if (from === 0) {
    try {
      openSync(path.join(DEATHS, `${specification} ${from}`), 'wx');
    } catch {
      // It died of this shard before.
      return drawShard(shard);
    }
    drawShard({ ...shard, to: Math.floor((from + to) / 2) });
    process.exit(1);
  }
  return drawShard(shard);
};
