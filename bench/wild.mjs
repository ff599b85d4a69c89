import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { wildBootstrapTest } from '../packages/stats/dist/index.js';
import { median } from './median.mjs';
import { readJobs } from './ours.mjs';
import { findPeers, findPython } from './peers.mjs';

const program = fileURLToPath(new URL('wild_numpy.py', import.meta.url));

/** Ours on all quarters, one thread: seconds and p-values. */
function ours(jobs, replicates) {
  const began = performance.now();
  const pValues = jobs.map(
    ({ key, design }) =>
      wildBootstrapTest({ ...design, coefficient: 1, seed: 1, specification: key, replicates }).pValue,
  );
  return { seconds: (performance.now() - began) / 1000, pValues };
}

/** NumPy on all quarters: with one thread as ours, because those of its BLAS slow each other down on a busy machine. */
function numpy(python, panel, replicates, way) {
  const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const output = execFileSync(python, [program, panel, String(replicates), way], { encoding: 'utf8', env });
  const [, seconds, pValues] = /seconds (\S+) p (.*)/.exec(output);
  return { seconds: Number(seconds), pValues: pValues.trim().split(' ').map(Number) };
}

/** Runs all in turn, so that whatever else the machine does falls on all alike. */
function measure(panel, python, { replicates, rounds }) {
  const jobs = readJobs(panel).p2;
  const runners = {
    ours: () => ours(jobs, replicates),
    ...(python && {
      plain: () => numpy(python, panel, replicates, 'plain'),
      residuals: () => numpy(python, panel, replicates, 'residuals'),
      sums: () => numpy(python, panel, replicates, 'sums'),
    }),
  };
  const results = {};
  ours(jobs, replicates);
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(runners)) {
      const { seconds, pValues } = run();
      results[name] ??= { seconds: [], pValues };
      results[name].seconds.push(seconds);
    }
  }
  return results;
}

const titles = {
  ours: 'ours, 1 thread',
  plain: 'NumPy, plain',
  residuals: 'NumPy, residuals',
  sums: 'NumPy, sums',
};

function printTable(results, replicates) {
  console.log(`Wild bootstrap-t (HC1, null imposed, Rademacher): 15 quarters x ${replicates} replicates.\n`);
  for (const [name, { seconds }] of Object.entries(results)) {
    const ratio = median(seconds) / median(results.ours.seconds);
    console.log(
      `${titles[name].padEnd(18)}${median(seconds).toFixed(3).padStart(8)} s` +
        `${ratio.toFixed(2).padStart(10)} x ours`,
    );
  }
  const named = Object.entries(results);
  console.log(`\n${'p-values'.padEnd(10)}${named.map(([name]) => titles[name].padStart(18)).join('')}`);
  for (let q = 0; q < 15; q++) {
    const cells = named.map(([, { pValues }]) => pValues[q].toFixed(4).padStart(18));
    console.log(`${String(q + 1).padEnd(10)}${cells.join('')}`);
  }
}

function asJson(results) {
  const { ours, ...peers } = results;
  const ofPeers = (figure) => Object.fromEntries(Object.entries(peers).map(([name, r]) => [name, figure(r)]));
  return {
    wild: {
      ours: median(ours.seconds),
      numpy: ofPeers(({ seconds }) => median(seconds)),
      ratio: ofPeers(({ seconds }) => median(seconds) / median(ours.seconds)),
    },
    p_values: Object.fromEntries(Object.entries(results).map(([name, { pValues }]) => [name, pValues])),
  };
}

/** `pnpm bench wild`. */
export async function benchWild({ json, peers: folder, replicates, rounds }) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    const panel = path.join(scratch, 'panel.csv');
    const { makeData } = findPeers(folder, scratch);
    if (makeData) makeData(panel);
    else (await import('./make-panel.mjs')).makePanel(panel);
    const python = findPython();
    const results = measure(panel, python ?? null, { replicates, rounds });
    if (json) console.log(JSON.stringify(asJson(results)));
    else {
      if (!python) console.log('Not here: numpy.');
      printTable(results, replicates);
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
