import { isIP } from 'node:net';
import { InputError } from '@inverse-care/domain';
import type { Redis, RedisOptions } from 'ioredis';

/** Time that a lost connection is tried to get back, ms. */
export const defaultPatience = 60_000;
/** The first version that has all commands that are used. */
const leastVersion = [6, 2] as const;

/** A server that keeps a queue, as it is spoken of and as it is connected to. */
export interface QueueServer {
  /** Without user and password: the one form of the address that is ever printed. */
  readonly shown: string;
  readonly options: RedisOptions;
}

/**
 * Reads redis://[user:password@]host[:port][/database], or rediss:// for TLS. User and password are taken from the
 * environment, INVERSE_CARE_REDIS_USER and INVERSE_CARE_REDIS_PASSWORD, where the address has none.
 * @returns null for anything else, which is not to be printed, as it may hold a password.
 */
export function queueServer(
  address: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): QueueServer | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') return null;
  const database = url.pathname.replace(/^\//, '');
  if (!/^\d{0,4}$/.test(database) || url.search !== '' || url.hash !== '') return null;
  let [username, password] = ['', ''];
  try {
    username = decodeURIComponent(url.username) || (env.INVERSE_CARE_REDIS_USER ?? '');
    password = decodeURIComponent(url.password) || (env.INVERSE_CARE_REDIS_PASSWORD ?? '');
  } catch {
    return null;
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port || 6379);
  return {
    shown: `${url.protocol}//${url.hostname}:${port}${database === '' ? '' : `/${database}`}`,
    options: {
      host,
      port,
      db: Number(database),
      ...(username !== '' && { username }),
      ...(password !== '' && { password }),
      ...(url.protocol === 'rediss:' && { tls: isIP(host) ? {} : { servername: host } }),
    },
  };
}

/** Waits between two attempts, ms. */
const pauseBefore = (attempt: number) => Math.min(2_000, 50 * 2 ** Math.min(attempt, 10));

/** The wait before an attempt, or null where waits before it have used up the patience. */
export function waitBefore(attempt: number, patience: number): number | null {
  let waited = 0;
  for (let before = 1; before < attempt; before++) waited += pauseBefore(before);
  return waited >= patience ? null : pauseBefore(attempt);
}

const refusal = ({ shown }: QueueServer, problem: string, remedy: string) =>
  new InputError(problem, {
    place: { file: shown },
    expected: 'Redis 6.2 or later, or Valkey, that answers at this address',
    remedy,
  });

/** What the server or the network said of a connection, as an error for a reader. */
function faultOf(server: QueueServer, { message }: Error): InputError {
  if (/WRONGPASS|NOAUTH|invalid.*password|AUTH/i.test(message))
    return refusal(
      server,
      'The server of the queue refuses the user or the password.',
      'Give user and password in the address, or in INVERSE_CARE_REDIS_USER and INVERSE_CARE_REDIS_PASSWORD.',
    );
  return refusal(
    server,
    `The server of the queue does not answer: ${message}.`,
    'Start it, or give another address; rediss:// is for TLS.',
  );
}

/** The error of a run or a worker whose connection is gone for good. */
export const lostConnection = (server: QueueServer, last: Error | undefined, patience: number): InputError =>
  refusal(
    server,
    `The connection to the server of the queue was lost and did not come back in ${Math.round(patience / 1000)} s${last === undefined ? '' : `: ${last.message}`}.`,
    'See to the server, then give the command again: what is kept in the cache is not done again.',
  );

async function requireSuitable(server: QueueServer, client: Redis): Promise<void> {
  const info = await client.info();
  const field = (name: string) => info.match(new RegExp(`^${name}:(.*?)\\r?$`, 'm'))?.[1] ?? '';
  const [major = 0, minor = 0] = field('redis_version').split('.').map(Number);
  if (major < leastVersion[0] || (major === leastVersion[0] && minor < leastVersion[1]))
    throw refusal(server, `The server of the queue is version ${major}.${minor}.`, 'Use a later one.');
  const policy = field('maxmemory_policy');
  if (Number(field('maxmemory')) > 0 && policy !== '' && policy !== 'noeviction')
    throw refusal(
      server,
      `The server of the queue throws data away where its memory is full (maxmemory-policy ${policy}).`,
      'Set maxmemory-policy to noeviction.',
    );
}

/**
 * A connection to a server that has answered and is suitable; where it is lost, it is tried again for some time.
 * @throws InputError where the server cannot be reached, refuses the password or is not suitable.
 */
export async function connectTo(
  server: QueueServer,
  { patience, onLost }: { patience: number; onLost: (error: InputError) => void },
): Promise<Redis> {
  const { Redis } = await import('ioredis');
  let open = false;
  let last: Error | undefined;
  const client = new Redis({
    ...server.options,
    lazyConnect: true,
    // Commands wait until the connection is back; how long that may take, the next option says.
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => (open ? waitBefore(attempt, patience) : null),
  });
  client.on('error', (error: Error) => {
    last = error;
  });
  try {
    await client.connect();
    await client.ping();
    await requireSuitable(server, client);
  } catch (error) {
    client.disconnect();
    throw error instanceof InputError ? error : faultOf(server, last ?? (error as Error));
  }
  open = true;
  client.on('end', () => onLost(lostConnection(server, last, patience)));
  return client;
}
