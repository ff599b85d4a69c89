// pnpm bench bootstrap | wild | coverage | sources | multiverse | report: how fast we are, and how often the intervals
// hold. See bench/README.md.
import { parseArgs } from 'node:util';
import { requireBuild } from './require-build.mjs';

const usage = `usage: pnpm bench bootstrap|wild|coverage|sources|multiverse|report [options]

bootstrap: the pairs bootstrap of ours, C, NumPy and R
wild:      the wild bootstrap-t of ours and NumPy
coverage:  how often nominal 95% intervals hold the truth
sources:   45 million rows of patients to practice values: ours, DuckDB's bare scan, data.table
multiverse: specifications with shared draws, and the size of specr's published run
report:    from results to the page and to both PDFs

  --replicates N    draws a regression (9999; coverage and multiverse 999)
  --rounds N        times that all run in turn; medians are printed (5; sources 3)
  --r-replicates N  draws a regression for R, which is slow (300)
  --samples N       samples of each size, for coverage (6000)
  --seed N          seed of the samples, for coverage (1)
  --threads N       threads of ours; the C program always has two, wild has one (2)
  --study FILE      study of the report (studies/demo.yaml)
  --data DIR        its data, for the report (Synthetic England, written for the purpose)
  --peers DIR       where limit.c, peer_numpy.py, peer_boot.R and make_data.py are (../shared/peers)
  --data DIR        where the full-size files of sources are kept (the user's cache folder)
  --json            prints the figures as JSON and nothing else
`;

const benchmarks = {
  bootstrap: async (options) => (await import('./bootstrap.mjs')).benchBootstrap(options),
  wild: async (options) => (await import('./wild.mjs')).benchWild(options),
  sources: async (options) => (await import('./sources.mjs')).benchSources(options),
  coverage: async (options) => (await import('./coverage.mjs')).benchCoverage(options),
  multiverse: async (options) => (await import('./multiverse.mjs')).benchMultiverse(options),
  report: async (options) => (await import('./report.mjs')).benchReport(options),
};

class UsageError extends Error {}

const whole = (name, text) => {
  if (!/^[1-9]\d*$/.test(text))
    throw new UsageError(`--${name} is ${text}; it must be a whole number from 1 on.`);
  return Number(text);
};

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      replicates: { type: 'string' },
      rounds: { type: 'string' },
      data: { type: 'string' },
      'r-replicates': { type: 'string', default: '300' },
      samples: { type: 'string', default: '6000' },
      seed: { type: 'string', default: '1' },
      threads: { type: 'string', default: '2' },
      peers: { type: 'string' },
      study: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const benchmark = positionals.join(' ');
  return {
    benchmark,
    help: values.help,
    json: values.json,
    peers: values.peers,
    replicates: whole(
      'replicates',
      values.replicates ?? (['coverage', 'multiverse'].includes(benchmark) ? '999' : '9999'),
    ),
    data: values.data,
    rounds: whole('rounds', values.rounds ?? (benchmark === 'sources' ? '3' : '5')),
    study: values.study,
    rReplicates: whole('r-replicates', values['r-replicates']),
    samples: whole('samples', values.samples),
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
