import { CancelledError, InputError, systemFault } from '@inverse-care/domain';

import { CommanderError } from 'commander';
import { program } from './program.js';
import { complain } from './terminal.js';

const wrongUsage = 2;
const failed = 1;
const interrupted = 130;

// A reader that has seen enough, such as `head`, closes the pipe: what is left to say is said to nobody.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

const cancel = new AbortController();
let asked = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    asked += 1;
    if (asked > 1) process.exit(interrupted);
    cancel.abort();
  });
}

try {
  await program(cancel.signal).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : wrongUsage;
  else if (error instanceof CancelledError || cancel.signal.aborted) {
    complain('Stopped. Nothing was written.');
    process.exitCode = interrupted;
  } else {
    // A fault of the system that nobody on the way has had a better word for.
    const named =
      error instanceof InputError
        ? error
        : systemFault(error, { what: 'Something cannot be read or written' });
    complain(
      named?.explain() ??
        `Error: something went wrong that this program does not know.\n${(error as Error)?.stack ?? error}`,
    );
    process.exitCode = failed;
  }
}
