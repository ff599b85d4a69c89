// node bench/queue.mjs [REPLICATES] [ROUNDS]: processor seconds of a run by a queue with two workers of one thread each,
// beside the same run on two threads. Linux, and redis-server on the PATH. See bench/README.md.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireBuild } from './require-build.mjs';

const [replicates = '9999', rounds = '3'] = process.argv.slice(2);
const root = fileURLToPath(new URL('..', import.meta.url));
const bin = path.join(root, 'apps', 'report', 'dist', 'bin.js');
const atExit = new URL('usage-at-exit.mjs', import.meta.url).href;
const study = path.join(root, 'studies', 'demo.yaml');
const port = 20_000 + (process.pid % 10_000);
const address = `redis://127.0.0.1:${port}`;

/** Processor seconds of a process so far, all its threads. */
function processorSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

requireBuild();
const scratch = mkdtempSync(path.join(tmpdir(), 'bench-queue-'));
const env = { ...process.env, INVERSE_CARE_CACHE: path.join(scratch, 'cache') };
const children = [];

function start(command, args) {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

/** One run in a fresh process: its processor seconds and those of the processes that help. */
function measured(seed, more, helpers) {
  const usage = path.join(scratch, 'usage.json');
  const before = helpers.map(processorSeconds);
  const words = [
    'run',
    '--study',
    study,
    '--data',
    path.join(scratch, 'demo', 'data'),
    '--no-pdf',
    '--force',
  ];
  const options = ['--out', path.join(scratch, 'out'), '--replicates', replicates, '--seed', String(seed)];
  const done = spawnSync(
    process.execPath,
    ['--import', `${atExit}?${encodeURIComponent(usage)}`, bin, ...words, ...options, ...more],
    { env, encoding: 'utf8' },
  );
  if (done.status !== 0) throw new Error(done.stderr);
  const own = JSON.parse(readFileSync(usage, 'utf8')).processorSeconds;
  return own + helpers.reduce((sum, pid, i) => sum + processorSeconds(pid) - before[i], 0);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

try {
  spawnSync(process.execPath, [bin, 'demo', '--out', path.join(scratch, 'demo'), '--no-pdf'], { env });
  const server = start('redis-server', [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--dir',
    scratch,
  ]);
  await once(server.stdout, 'data');
  const workers = [1, 2].map(() => start(process.execPath, [bin, 'worker', address, '--threads', '1']));
  for (const { stdout } of workers) await once(stdout, 'data');
  const helpers = [server, ...workers].map(({ pid }) => pid);
  const found = { threads: [], queue: [] };
  // The first is left out: by it reading is kept, and the workers' threads come up to speed.
  for (let round = 0; round <= Number(rounds); round++) {
    const threads = measured(2 * round + 1, ['--threads', '2'], []);
    const queue = measured(2 * round + 2, ['--executor', address], helpers);
    process.stderr.write(`round ${round}: threads ${threads.toFixed(2)}, queue ${queue.toFixed(2)}\n`);
    if (round === 0) continue;
    found.threads.push(threads);
    found.queue.push(queue);
  }
  const [threads, queue] = [median(found.threads), median(found.queue)];
  console.log(
    `processor seconds: threads ${threads.toFixed(2)}, queue ${queue.toFixed(2)}: ${(100 * (queue / threads - 1)).toFixed(1)}% more (${replicates} replicates, median of ${rounds})`,
  );
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
}
