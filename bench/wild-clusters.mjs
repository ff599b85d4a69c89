import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { wildBootstrapInference } from '../packages/stats/dist/bundle/index.js';
import { draws } from './draws.mjs';
import { median } from './median.mjs';
import { hasR } from './peers.mjs';

const program = fileURLToPath(new URL('wild_clusters.R', import.meta.url));
const [snapshots, needs, covariates, pcns, icbs] = [11, 5, 6, 1260, 42];

/** Regressions at the size of England: five needs of PCNs whose ICB has a share in all, and six covariates, by snapshot. */
function inventedJobs() {
  return Array.from({ length: snapshots }, (_, s) => {
    const { uniform, normal, index } = draws(1, `wild clusters ${s}`);
    const icb = Array.from({ length: pcns }, (_, i) => (i < icbs ? i : index(icbs)));
    const column = (shared, own) => {
      const ofIcb = Array.from({ length: icbs }, normal);
      return Float64Array.from(icb, (g) => 0.3 + 0.05 * (shared * ofIcb[g] + own * normal()));
    };
    const others = Array.from({ length: covariates }, () => column(0.5, 1));
    const noise = column(3, 6);
    return Array.from({ length: needs }, (_, need) => {
      const x = column(0.5, 1).map((value, i) => value + 0.2 * others[need][i]);
      const y = x.map((value, i) => Math.max(0, noise[i] + 0.1 * value - 0.2 * uniform()));
      return { y, columns: [x.map(() => 1), x, ...others], clusters: icb, key: `${need} @ ${s}` };
    });
  }).flat();
}

function writeJobs(file, jobs) {
  const lines = jobs.flatMap(({ y, columns, clusters }, job) =>
    Array.from(y, (value, i) =>
      [job + 1, clusters[i] + 1, value, ...columns.slice(1).map((c) => c[i])].join(),
    ),
  );
  const names = Array.from({ length: covariates }, (_, j) => `x${j + 1}`);
  writeFileSync(file, `${['regression', 'cluster', 'y', 'need', ...names].join()}\n${lines.join('\n')}\n`);
}

/** Ours on one thread: seconds, processor seconds, and p-value and bounds of each. */
function ours(jobs, replicates) {
  const usage = process.cpuUsage();
  const began = performance.now();
  const found = jobs.flatMap(({ key, ...data }) => {
    const { test, interval } = wildBootstrapInference({
      ...data,
      coefficient: 1,
      seed: 1,
      specification: key,
      replicates,
    });
    return [test.pValue, interval.low, interval.high];
  });
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(usage);
  return { seconds, processor: (user + system) / 1e6, found };
}

/** R with one thread as ours, whatever its BLAS. */
function byR(file, replicates, way) {
  const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const output = execFileSync('Rscript', [program, file, String(replicates), way], { encoding: 'utf8', env });
  const [, seconds, processor, blas, found] = /seconds (\S+) processor (\S+) blas (\S+) found (.*)/.exec(
    output,
  );
  return {
    seconds: Number(seconds),
    processor: Number(processor),
    blas,
    found: found.trim().split(' ').map(Number),
  };
}

const titles = {
  ours: 'ours, 1 thread',
  first: 'ours, its first pass',
  package: "R, fwildclusterboot's algorithm",
  sums: 'R, our algebra',
  shared: 'R, the same, weights drawn once',
};

/** Largest difference of p-values from ours, and of bounds in shares of the width of the interval. */
function apart(found, own) {
  let [p, bound] = [0, 0];
  for (let i = 0; i < own.length; i += 3) {
    p = Math.max(p, Math.abs(found[i] - own[i]));
    const width = own[i + 2] - own[i + 1];
    for (const at of [i + 1, i + 2]) bound = Math.max(bound, Math.abs(found[at] - own[at]) / width);
  }
  return { p, bound };
}

function measure(jobs, file, { replicates, rounds }) {
  const results = { first: [ours(jobs, replicates)] };
  const runners = { ours: () => ours(jobs, replicates) };
  if (hasR('stats'))
    for (const way of ['package', 'sums', 'shared']) runners[way] = () => byR(file, replicates, way);
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(runners)) {
      results[name] ??= [];
      results[name].push(run());
    }
  }
  const own = results.ours[0];
  const times = (name, figure) => median(results[name].map((one) => one[figure]));
  return Object.keys(results).map((name) => ({
    name: titles[name],
    seconds: times(name, 'seconds'),
    processor: times(name, 'processor'),
    timesOurs: times(name, 'processor') / times('ours', 'processor'),
    ...apart(results[name][0].found, own.found),
    ...(results[name][0].blas && { blas: results[name][0].blas }),
  }));
}

/** `pnpm bench wild-clusters`. */
export async function benchWildClusters({ json, replicates, rounds }) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    const jobs = inventedJobs();
    const file = path.join(scratch, 'rows.csv');
    writeJobs(file, jobs);
    const figures = measure(jobs, file, { replicates, rounds });
    if (json) return console.log(JSON.stringify({ regressions: jobs.length, replicates, figures }));
    console.log(
      `Wild cluster bootstrap, test and interval: ${jobs.length} regressions on 8 columns, ${icbs} clusters,`,
    );
    console.log(`${replicates} replicates each. Medians; seconds are of the bootstraps alone.\n`);
    console.log(`${''.padEnd(34)}seconds  processor s  x ours   p apart  bounds apart  BLAS`);
    for (const { name, seconds, processor, timesOurs, p, bound, blas = '' } of figures) {
      const cells = [
        seconds.toFixed(2).padStart(7),
        processor.toFixed(2).padStart(13),
        timesOurs.toFixed(2).padStart(8),
      ];
      console.log(
        `${name.padEnd(34)}${cells.join('')}${p.toFixed(4).padStart(10)}${bound.toFixed(4).padStart(14)}  ${blas}`,
      );
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
