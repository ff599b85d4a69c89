// node bench/queue.mjs [--help]: what a run by a queue with two workers of one thread each costs beside the same run on
// two threads. Linux, and redis-server (or --server valkey-server) on the PATH. See bench/README.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './median.mjs';
import { between, startQueue } from './queue-of.mjs';
import { requireBuild } from './require-build.mjs';
import { resultsDigest } from './results-digest.mjs';

const { values: options } = parseArgs({
  options: {
    command: { type: 'string', default: 'run' },
    study: { type: 'string' },
    data: { type: 'string', multiple: true },
    replicates: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    workers: { type: 'string', default: '2' },
    fresh: { type: 'boolean' },
    server: { type: 'string', default: 'redis-server' },
    help: { type: 'boolean' },
  },
});
if (options.help) {
  console.log(
    'node bench/queue.mjs [--command run|sensitivity] [--study FILE --data DIR] [--replicates N] [--rounds N] [--workers N] [--fresh] [--server redis-server]',
  );
  process.exit(0);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = path.join(root, 'apps', 'report', 'dist', 'bin.js');
const atExit = new URL('usage-at-exit.mjs', import.meta.url).href;
const scratch = mkdtempSync(path.join(tmpdir(), 'bench-queue-'));
const cache = path.join(scratch, 'cache');
const env = { ...process.env, INVERSE_CARE_CACHE: cache };

function runOnce(more, data) {
  const usage = path.join(scratch, 'usage.json');
  const out = path.join(scratch, 'out');
  const { command, study = path.join(root, 'studies', 'demo.yaml'), replicates } = options;
  const words = [command, '--study', study, ...data.flatMap((dir) => ['--data', dir]), '--no-pdf', '--force'];
  if (replicates !== undefined) words.push('--replicates', replicates);
  // No results and no draws are kept: neither side may find what the other one, or the round before, has done.
  for (const kept of ['tasks', 'draws']) rmSync(path.join(cache, kept), { recursive: true, force: true });
  const began = performance.now();
  const done = spawnSync(
    process.execPath,
    ['--import', `${atExit}?${encodeURIComponent(usage)}`, bin, ...words, '--out', out, ...more],
    { env, encoding: 'utf8' },
  );
  if (done.status !== 0) throw new Error(done.stderr);
  const seconds = (performance.now() - began) / 1000;
  const digest = resultsDigest(path.join(out, 'results'));
  rmSync(out, { recursive: true });
  return { seconds, digest, run: JSON.parse(readFileSync(usage, 'utf8')).processorSeconds };
}

async function byQueue(queue, data) {
  await queue.forget();
  if (options.fresh) await queue.work(0);
  const before = await queue.used();
  await queue.work(Number(options.workers));
  const found = runOnce(['--executor', queue.address], data);
  return { ...found, ...between(before, await queue.used()) };
}

const tell = (name, values) => `${name} ${median(values).toFixed(2)}`;

async function measure(queue, data) {
  const threads = ['--threads', options.workers];
  const found = [];
  // The first is left out: by it reading is kept, and the workers' threads come up to speed unless they are fresh.
  for (let round = 0; round <= Number(options.rounds); round++) {
    const inTurn = [() => runOnce(threads, data), () => byQueue(queue, data)];
    const first = await inTurn[round % 2]();
    const second = await inTurn[(round + 1) % 2]();
    const [own, other] = round % 2 === 0 ? [first, second] : [second, first];
    if (own.digest !== other.digest) throw new Error('The results differ.');
    const total = other.run + other.server + other.workers;
    process.stderr.write(
      `round ${round}: threads ${own.run.toFixed(2)} (${own.seconds.toFixed(1)} s), queue ${total.toFixed(2)} (${other.seconds.toFixed(1)} s)\n`,
    );
    if (round > 0) found.push({ own, queue: { ...other, total } });
  }
  return found;
}

requireBuild();
const queue = await startQueue(options.server);
try {
  let { data } = options;
  if (data === undefined) {
    spawnSync(process.execPath, [bin, 'demo', '--out', path.join(scratch, 'demo'), '--no-pdf'], { env });
    data = [path.join(scratch, 'demo', 'data')];
  }
  const found = await measure(queue, data);
  const of = (pick) => found.map(pick);
  const more = (values) => `${(100 * (median(values) - 1)).toFixed(1)}% more`;
  const processor = [
    tell(
      'threads',
      of(({ own }) => own.run),
    ),
    tell(
      'queue',
      of(({ queue }) => queue.total),
    ),
    tell(
      'its run',
      of(({ queue }) => queue.run),
    ),
    tell(
      'its workers',
      of(({ queue }) => queue.workers),
    ),
    tell(
      'its server',
      of(({ queue }) => queue.server),
    ),
  ];
  const seconds = [
    tell(
      'threads',
      of(({ own }) => own.seconds),
    ),
    tell(
      'queue',
      of(({ queue }) => queue.seconds),
    ),
  ];
  const megabytes = [
    tell(
      'to the server',
      of(({ queue }) => queue.bytesIn / 1e6),
    ),
    tell(
      'from it',
      of(({ queue }) => queue.bytesOut / 1e6),
    ),
  ];
  console.log(
    [
      `${options.command}, median of ${options.rounds} rounds, results the same to the byte`,
      `processor seconds: ${processor.join(', ')}: ${more(of(({ own, queue }) => queue.total / own.run))}`,
      `seconds: ${seconds.join(', ')}: ${more(of(({ own, queue }) => queue.seconds / own.seconds))}`,
      `MB: ${megabytes.join(', ')}`,
    ].join('\n'),
  );
} finally {
  queue.end();
  rmSync(scratch, { recursive: true, force: true });
}
