// A worker of the tests: its options are one JSON text, its standard output says when it serves.
import { queueServer, serveQueue } from '../dist/bundle/index.js';

const { address, ...options } = JSON.parse(process.argv[2]);
const end = new AbortController();
process.on('SIGTERM', () => end.abort());
try {
  const done = await serveQueue(queueServer(address), {
    ...options,
    signal: end.signal,
    onReady: (text) => process.stdout.write(`ready ${text}\n`),
  });
  process.stdout.write(`done ${done}\n`);
} catch (error) {
  process.stdout.write(`failed ${error.explain?.() ?? error.stack}\n`);
  process.exitCode = 1;
}
