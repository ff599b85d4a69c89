// pnpm bench model: what declared models cost beside the plain study, as users run both. See bench/README.md.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { measurer } from './measured.mjs';
import { median } from './median.mjs';

const at = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const covariates = [
  'share_65_plus',
  'ethnicity_mixed',
  'ethnicity_asian',
  'ethnicity_black',
  'ethnicity_other',
  'rural',
];

/** The eleven snapshots and five needs to date, with six covariates and these errors. */
function writeStudy(file, errors) {
  const toDate = readFileSync(at('studies/england-to-date.yaml'), 'utf8');
  writeFileSync(file, `${toDate}model:\n  covariates: [${covariates.join(', ')}]\n  errors: ${errors}\n`);
  return file;
}

/** What is run: the plain study of the main folder, and studies of both folders. */
function studiesIn(scratch, data) {
  const later = path.join(data, '..', 'england-later');
  for (const folder of [data, later]) {
    if (!existsSync(folder))
      throw new Error(`${folder} is not there: give the folder for England with --data.`);
  }
  const both = ['--data', data, '--data', later];
  return {
    plain: ['--study', at('studies/england-open-data.yaml'), '--data', data],
    'to date': ['--study', at('studies/england-to-date.yaml'), ...both],
    'six covariates, wild by ICB': [
      '--study',
      writeStudy(path.join(scratch, 'wild.yaml'), '{ wild: icb }'),
      ...both,
    ],
    'six covariates, CR2 by ICB': [
      '--study',
      writeStudy(path.join(scratch, 'cr2.yaml'), '{ CR2: icb }'),
      ...both,
    ],
  };
}

/** `pnpm bench model`. */
export async function benchModel({ json, data, rounds, threads, replicates, baseline }) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bench-model-'));
  try {
    const folder = path.resolve(data ?? at('../shared/data/england'));
    const measure = measurer(scratch);
    const builds = { new: at('.'), ...(baseline && { baseline: path.resolve(baseline) }) };
    const steps = Object.entries(studiesIn(scratch, folder)).flatMap(([name, words]) =>
      Object.entries(builds)
        .filter(([build]) => build === 'new' || name === 'plain')
        .map(([build, checkout]) => ({
          name: build === 'new' ? name : `${name}, baseline`,
          command: (seed) => ({
            command: process.execPath,
            args: [
              ...[path.join(checkout, 'apps/report/dist/bin.js'), 'run', ...words, '--no-pdf', '--force'],
              ...['--out', path.join(scratch, 'out', name), '--cache', path.join(scratch, `cache-${build}`)],
              ...['--threads', String(threads), '--seed', String(seed)],
              ...(replicates === undefined ? [] : ['--replicates', String(replicates)]),
            ],
          }),
        })),
    );
    const found = new Map(steps.map(({ name }) => [name, []]));
    for (const { command } of steps) measure(command(1));
    for (let round = 0; round < rounds; round++) {
      // A seed of its own for each, or one would find the other's results.
      for (const [i, { name, command }] of (round % 2 === 0 ? steps : steps.toReversed()).entries()) {
        found.get(name).push(measure(command(1000 + 10 * round + i)));
      }
    }
    const [plain] = found.values();
    const of = (runs, figure) => median(runs.map((one) => one[figure]));
    const figures = [...found].map(([name, runs]) => ({
      name,
      seconds: of(runs, 'seconds'),
      processorSeconds: of(runs, 'processorSeconds'),
      peakBytes: of(runs, 'peakBytes'),
      toPlain: of(runs, 'processorSeconds') / of(plain, 'processorSeconds'),
      toPlainByClock: of(runs, 'seconds') / of(plain, 'seconds'),
    }));
    if (json)
      return console.log(JSON.stringify({ rounds, threads, processors: availableParallelism(), figures }));
    console.log(`Files known, another seed each: medians of ${rounds} rounds in turn, ${threads} threads.\n`);
    console.log(`${''.padEnd(30)}seconds  processor s     MB  to plain  by the clock`);
    for (const { name, seconds, processorSeconds, peakBytes, toPlain, toPlainByClock } of figures) {
      const cells = [
        seconds.toFixed(1).padStart(7),
        processorSeconds.toFixed(1).padStart(13),
        (peakBytes / 1e6).toFixed(0).padStart(7),
        toPlain.toFixed(2).padStart(10),
        toPlainByClock.toFixed(2).padStart(14),
      ];
      console.log(`${name.padEnd(30)}${cells.join('')}`);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
