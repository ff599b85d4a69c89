const { openSync } = require('node:fs');
const path = require('node:path');

/** Does a task; but the first time that it sees the first draws of a specification it dies half-way. */
module.exports = async function dyingWorker(task) {
  const { default: work } = await import('../dist/executors/worker.js');
  const { DEATHS, ALWAYS } = process.env;
  if (ALWAYS === 'yes') process.exit(1);
  const { specification, from, to } = task.payload;
  if (from === 0) {
    try {
      openSync(path.join(DEATHS, `${specification} ${from}`), 'wx');
    } catch {
      // It died of this task before.
      return work(task);
    }
    await work({ ...task, payload: { ...task.payload, to: Math.floor((from + to) / 2) } });
    process.exit(1);
  }
  return work(task);
};
