import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// A real server of queues, and workers in processes of their own.

// QUEUE_SERVER=valkey-server runs the tests on that one where both are here.
const servers = process.env.QUEUE_SERVER ? [process.env.QUEUE_SERVER] : ['redis-server', 'valkey-server'];
const program = servers.find((name) => spawnSync(name, ['--version']).status === 0);

/** Why no queue can be tested here; null where one can. */
export const noServer = program === undefined ? `not on the PATH: ${servers.join(', ')}` : null;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => resolve(false));
    // What it answers to somebody without a password is an answer too; while it reads its file it says LOADING.
    socket.on('data', (data) => {
      socket.destroy();
      resolve(!String(data).startsWith('-LOADING'));
    });
    socket.on('connect', () => socket.write('PING\r\n'));
  });

/** A server on a free port of this machine, which keeps what it is given in a folder of its own. */
export class TestServer {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'inverse-care-queue-'));
  #process: ChildProcess | undefined;
  port = 0;

  constructor(private readonly options: readonly string[] = []) {}

  get address(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    if (this.port === 0) this.port = await freePort();
    const own = ['--bind', '127.0.0.1', '--port', String(this.port), '--dir', this.#folder];
    this.#process = spawn(
      program!,
      [...own, '--appendonly', 'yes', '--appendfsync', 'always', '--save', '', ...this.options],
      { stdio: 'ignore' },
    );
    while (!(await answers(this.port))) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** Ends it as a machine that loses its power. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const script = fileURLToPath(new URL('queue-worker.mjs', import.meta.url));

/** A worker process; all that are started are ended by `endWorkers`. */
export interface TestWorker {
  child: ChildProcess;
  said: string;
  ended: Promise<number | null>;
}

const workers = new Set<TestWorker>();

/** Starts a worker and waits until it serves or ends. */
export async function startWorker(options: Record<string, unknown>): Promise<TestWorker> {
  const order = { code: 'code', threads: 1, outside: true, lock: 1_000, ...options };
  const child = spawn(process.execPath, [script, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const worker: TestWorker = {
    child,
    said: '',
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
  workers.add(worker);
  await new Promise<void>((resolve) => {
    child.stdout!.on('data', (data) => {
      worker.said += data;
      if (/^(ready|failed)/m.test(worker.said)) resolve();
    });
    child.on('close', () => resolve());
  });
  return worker;
}

export async function endWorkers(): Promise<void> {
  for (const { child, ended } of workers) {
    child.kill('SIGKILL');
    await ended;
  }
  workers.clear();
}
