// pnpm bench bootstrap | wild | coverage | report: how fast the engine and the report are, and how often the intervals
// hold. See bench/README.md.
import { parseArgs } from 'node:util';
import { requireBuild } from './require-build.mjs';

const usage = `usage: pnpm bench bootstrap|wild|coverage|report [options]

bootstrap: the pairs bootstrap of ours, C, NumPy and R
wild:      the wild bootstrap-t of ours and NumPy
coverage:  how often nominal 95% intervals hold the truth
report:    from results to the page and to both PDFs

  --replicates N    draws a regression (9999; coverage 999)
  --rounds N        times that all run in turn; medians are printed (5)
  --r-replicates N  draws a regression for R, which is slow (300)
  --samples N       samples of each size, for coverage (6000)
  --seed N          seed of the samples, for coverage (1)
  --threads N       threads of ours; the C program always has two, wild has one (2)
  --study FILE      study of the report (studies/demo.yaml)
  --data DIR        its data, for the report (Synthetic England, written for the purpose)
  --peers DIR       where limit.c, peer_numpy.py, peer_boot.R and make_data.py are (../shared/peers)
  --json            prints the figures as JSON and nothing else
`;

const benchmarks = {
  bootstrap: async (options) => (await import('./bootstrap.mjs')).benchBootstrap(options),
  wild: async (options) => (await import('./wild.mjs')).benchWild(options),
  coverage: async (options) => (await import('./coverage.mjs')).benchCoverage(options),
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
      rounds: { type: 'string', default: '5' },
      'r-replicates': { type: 'string', default: '300' },
      samples: { type: 'string', default: '6000' },
      seed: { type: 'string', default: '1' },
      threads: { type: 'string', default: '2' },
      peers: { type: 'string' },
      study: { type: 'string' },
      data: { type: 'string' },
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
    study: values.study,
    data: values.data,
    replicates: whole('replicates', values.replicates ?? (benchmark === 'coverage' ? '999' : '9999')),
    rounds: whole('rounds', values.rounds),
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
