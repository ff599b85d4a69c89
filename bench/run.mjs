// pnpm bench run | bootstrap | wild | wild-clusters | model | coverage | coverage-areas | placebo | sources | multiverse | report | load: how fast we
// are, and how often the intervals hold. See bench/README.md.
import { parseArgs } from 'node:util';
import { requireBuild } from './require-build.mjs';
import { caseNames } from './run-cases.mjs';

const usage = `usage: pnpm bench run|bootstrap|wild|wild-clusters|model|coverage|coverage-areas|placebo|sources|multiverse|report|load [options]

run:       the command line as users run it, beside another build and an R script
bootstrap: the pairs bootstrap of ours, C, NumPy and R
wild:      the wild bootstrap-t of ours and NumPy
wild-clusters: the wild cluster bootstrap with covariates of ours and R
model:     a study of 55 declared models beside the plain study, as users run them
coverage:  how often nominal 95% intervals hold the truth
coverage-areas: the same where PCNs of one ICB are alike, by 42 ICBs and by 10
placebo:   tests on exchanged needs, 40 coefficients, of ours and R
sources:   45 million rows of patients to practice values: ours, DuckDB's bare scan, data.table
multiverse: specifications with shared draws, and the size of specr's published run
report:    from the record of a run to the page and to both PDFs
load:      how time and memory of a run grow with replicates, PCNs and snapshots

  --replicates N    draws a regression (9999; both coverages and multiverse 999, placebo 1000; run: the study's)
  --rounds N        times that all run in turn; medians are printed (5; sources 3; load 1)
  --r-replicates N  draws a regression for R, which is slow (300)
  --samples N       samples of each size, for coverage (6000; coverage-areas 1000)
  --seed N          seed of the samples, for coverage (1)
  --threads N       threads of ours; the C program always has two, wild has one (2)
  --study FILE      study of run (studies/england-open-data.yaml of each build) or report (studies/demo.yaml)
  --data DIR        its data (run: ../shared/data/england; report: Synthetic England, written for the purpose);
                    for sources, where the full-size files are kept (the user's cache folder)
  --baseline DIR    another checkout, built, that does the same in turn, for run
  --peer FILE       an R script, called with DATA and OUT, that runs in turn, for run
  --cases LIST      some of what run measures, with commas between (all):
                    ${caseNames.join(', ')}
  --peers DIR       where limit.c, peer_numpy.py, peer_boot.R and make_data.py are (../shared/peers)
  --json            prints the figures as JSON and nothing else
`;

const benchmarks = {
  run: async (options) => (await import('./whole-run.mjs')).benchRun(options),
  bootstrap: async (options) => (await import('./bootstrap.mjs')).benchBootstrap(options),
  wild: async (options) => (await import('./wild.mjs')).benchWild(options),
  'wild-clusters': async (options) => (await import('./wild-clusters.mjs')).benchWildClusters(options),
  model: async (options) => (await import('./model.mjs')).benchModel(options),
  sources: async (options) => (await import('./sources.mjs')).benchSources(options),
  placebo: async (options) => (await import('./placebo.mjs')).benchPlacebo(options),
  coverage: async (options) => (await import('./coverage.mjs')).benchCoverage(options),
  'coverage-areas': async (options) => (await import('./coverage-areas.mjs')).benchCoverageAreas(options),
  multiverse: async (options) => (await import('./multiverse.mjs')).benchMultiverse(options),
  load: async (options) => (await import('./load.mjs')).benchLoad(options),
  report: async (options) => (await import('./report.mjs')).benchReport(options),
};

class UsageError extends Error {}

const whole = (name, text) => {
  if (!/^[1-9]\d*$/.test(text))
    throw new UsageError(`--${name} is ${text}; it must be a whole number from 1 on.`);
  return Number(text);
};

/** Draws a regression where none are asked for; those of the study where left out. */
const usualReplicates = (benchmark) =>
  ['run', 'model'].includes(benchmark)
    ? undefined
    : benchmark === 'placebo'
      ? '1000'
      : ['coverage', 'coverage-areas', 'multiverse'].includes(benchmark)
        ? '999'
        : '9999';

function readCases(text) {
  const names = text?.split(',').map((name) => name.trim()) ?? caseNames;
  const unknown = names.find((name) => !caseNames.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`--cases has "${unknown}"; there are ${caseNames.join(', ')}.`);
  }
  return caseNames.filter((name) => names.includes(name));
}

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      replicates: { type: 'string' },
      rounds: { type: 'string' },
      data: { type: 'string' },
      'r-replicates': { type: 'string', default: '300' },
      samples: { type: 'string' },
      seed: { type: 'string', default: '1' },
      threads: { type: 'string', default: '2' },
      peers: { type: 'string' },
      study: { type: 'string' },
      baseline: { type: 'string' },
      peer: { type: 'string' },
      cases: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const benchmark = positionals.join(' ');
  const replicates = values.replicates ?? usualReplicates(benchmark);
  return {
    benchmark,
    help: values.help,
    json: values.json,
    peers: values.peers,
    replicates: replicates === undefined ? undefined : whole('replicates', replicates),
    data: values.data,
    rounds: whole('rounds', values.rounds ?? (benchmark === 'sources' ? '3' : '5')),
    study: values.study,
    baseline: values.baseline,
    peer: values.peer,
    cases: readCases(values.cases),
    rReplicates: whole('r-replicates', values['r-replicates']),
    samples: whole('samples', values.samples ?? (benchmark === 'coverage-areas' ? '1000' : '6000')),
    seed: whole('seed', values.seed),
    threads: whole('threads', values.threads),
  };
}

try {
  const options = readOptions();
  if (options.help) process.stdout.write(usage);
  else if (!Object.hasOwn(benchmarks, options.benchmark)) {
    process.stderr.write(usage);
    process.exitCode = 2;
  } else {
    requireBuild();
    await benchmarks[options.benchmark](options);
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  const usageError = error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS');
  process.exitCode = usageError ? 2 : 1;
}
