// pnpm bench bootstrap: how fast the engine is, beside C, NumPy and R on the same machine. See bench/README.md.
import { parseArgs } from 'node:util';

const usage = `usage: pnpm bench bootstrap [options]

  --replicates N    draws a regression (9999)
  --rounds N        times that all run in turn; medians are printed (5)
  --r-replicates N  draws a regression for R, which is slow (300)
  --threads N       threads of ours; the C program always has two (2)
  --peers DIR       where limit.c, peer_numpy.py, peer_boot.R and make_data.py are (../shared/peers)
  --json            prints the seconds as JSON and nothing else
`;

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
      replicates: { type: 'string', default: '9999' },
      rounds: { type: 'string', default: '5' },
      'r-replicates': { type: 'string', default: '300' },
      threads: { type: 'string', default: '2' },
      peers: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    benchmark: positionals.join(' '),
    help: values.help,
    json: values.json,
    peers: values.peers,
    replicates: whole('replicates', values.replicates),
    rounds: whole('rounds', values.rounds),
    rReplicates: whole('r-replicates', values['r-replicates']),
    threads: whole('threads', values.threads),
  };
}

try {
  const options = readOptions();
  if (options.help) process.stdout.write(usage);
  else if (options.benchmark !== 'bootstrap') {
    process.stderr.write(usage);
    process.exitCode = 2;
  } else {
    const { benchBootstrap } = await import('./bootstrap.mjs');
    await benchBootstrap(options);
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  const usageError = error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS');
  process.exitCode = usageError ? 2 : 1;
}
