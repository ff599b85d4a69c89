// pnpm bench multiverse: the specifications of a multiverse with shared draws, and the size of specr's published run.
import { performance } from 'node:perf_hooks';
import { gridOf, multiverse, runStudy } from '../packages/core/dist/index.js';
import { multiverseSummary } from '../packages/core/dist/tables.js';
import { fitGroup } from '../packages/stats/dist/index.js';
import { inventedData, studyOf, uniforms } from './invented-multiverse.mjs';

async function timed(work) {
  const began = performance.now();
  const result = await work();
  return { seconds: (performance.now() - began) / 1000, result };
}

/**
 * As many specifications as specr's authors timed, on as many rows: 1,152 by least squares, n = 100,000, without
 * resampling. How theirs are made up is not repeated here: ours are 4 columns of interest, 4 outcomes, 18 sets of
 * controls and 4 subsets, with HC1.
 */
function publishedSize() {
  const uniform = uniforms('bench specr');
  const n = 100_000;
  const column = () => Float64Array.from({ length: n }, uniform);
  const [xs, ys, controls] = [4, 4, 6].map((count) => Array.from({ length: count }, column));
  const constant = new Float64Array(n).fill(1);
  const sets = Array.from({ length: 18 }, (_, s) => controls.filter((_, j) => (s >> (j % 5)) & 1));
  const subsets = Array.from({ length: 4 }, (_, part) =>
    Int32Array.from({ length: n }, (_, i) => i).filter((i) => part === 0 || i % 3 === part - 1),
  );
  let specifications = 0;
  for (const rows of subsets) {
    const pick = (values) => Float64Array.from(rows, (i) => values[i]);
    for (const x of xs) {
      for (const set of sets) {
        const fits = fitGroup({
          columns: [constant, ...set, x].map(pick),
          outcomes: ys.map((y) => ({ model: 'linear', y: pick(y), errors: [{ type: 'HC1' }], draw: false })),
          clusterings: [],
          unitOfRow: rows,
          level: 0.95,
          draws: { seed: 1, stream: '', units: n, replicates: 0 },
        });
        specifications += fits.length;
      }
    }
  }
  return specifications;
}

export async function benchMultiverse({ replicates, threads, json }) {
  const data = inventedData();
  const study = studyOf(data, replicates);
  let estimates = 0;
  const all = multiverse({
    grid: gridOf(study),
    paths: { study: 'S', data: 'D' },
    onDraws: ({ computed }) => {
      estimates = computed;
    },
  });
  const full = await timed(() => runStudy(study, data, { threads, analyses: [all] }));
  const size = await timed(async () => publishedSize());
  const [{ specifications }] = full.result.tables.rows(multiverseSummary);
  const figures = {
    specifications,
    estimates,
    replicates,
    threads,
    seconds: full.seconds,
    peak_memory_mb: process.resourceUsage().maxRSS / 1024,
    specr_size: {
      specifications: size.result,
      rows: 100_000,
      seconds_one_thread: size.seconds,
      specr_seconds_published: 57.2,
      specr_seconds_four_workers_published: 36.8,
    },
  };
  if (json) {
    process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
    return;
  }
  process.stdout.write(
    `${figures.specifications} specifications (${figures.estimates} estimates), ${replicates} shared draws, ${threads} threads: ${full.seconds.toFixed(1)} s, ${figures.peak_memory_mb.toFixed(0)} MB at most\n` +
      `${size.result} specifications by least squares, n = 100,000, one thread: ${size.seconds.toFixed(1)} s (specr, as published on another machine: 57.2 s; 36.8 s on four workers)\n`,
  );
}
