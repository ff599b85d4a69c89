import { type Executor, QueueExecutor, type QueueServer, queueServer } from '@inverse-care/core';
import { InputError } from '@inverse-care/domain';
import { computingSha256 } from '../code-identity.js';
import type { Progress } from '../progress.js';
import { complain } from '../terminal.js';

/** The server that an address names. The address is not printed where it names none: it may hold a password. */
export function requireQueue(address: string): QueueServer {
  const server = queueServer(address);
  if (server === null)
    throw new InputError('The address of the queue is none.', {
      expected:
        'redis://HOST:PORT, or rediss://HOST:PORT for TLS, with user and password before HOST where needed',
      remedy: 'Give another address; what is special in a password is written as in a URL (%40 for @).',
    });
  return server;
}

/** The executor of `--executor`. What there is to say of its workers is said on standard error. */
export async function openQueue(address: string, progress: Progress): Promise<Executor> {
  return QueueExecutor.open(requireQueue(address), {
    code: await computingSha256(),
    onNews: (text) => {
      progress.clear();
      complain(text);
    },
  });
}
