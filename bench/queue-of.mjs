import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = path.join(root, 'apps', 'report', 'dist', 'bin.js');
const { Redis } = createRequire(path.join(root, 'packages', 'core', 'package.json'))('ioredis');

/** Processor seconds of a process so far, all its threads. Linux. */
function processorSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** A server of queues of its own on this machine, and what it and its workers use. */
export async function startQueue(program = 'redis-server') {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bench-queue-'));
  const port = 20_000 + (process.pid % 10_000);
  const address = `redis://127.0.0.1:${port}`;
  const start = async (command, args) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    return child;
  };
  const server = await start(program, [
    ...['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', scratch],
  ]);
  const client = new Redis(port);
  const workers = [];
  const used = (children) => children.reduce((sum, { pid }) => sum + processorSeconds(pid), 0);
  return {
    address,
    /** Sees that so many workers serve, of one thread each. */
    async work(number) {
      while (workers.length < number)
        workers.push(await start(process.execPath, [bin, 'worker', address, '--threads', '1']));
      for (const { pid } of workers.splice(number)) {
        process.kill(pid);
        while (Number(await client.zcard('inverse-care:workers')) > number)
          await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    /** Processor seconds of the server and of the workers so far, and bytes that the server was sent and has sent. */
    async used() {
      const info = await client.info();
      const field = (name) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)[1]);
      return {
        server: used([server]),
        workers: used(workers),
        bytesIn: field('total_net_input_bytes'),
        bytesOut: field('total_net_output_bytes'),
      };
    },
    /** Takes all results from the server: tasks that need no seed have the same name each time. */
    async forget() {
      const keys = await client.keys('inverse-care:*:result:*');
      if (keys.length > 0) await client.del(...keys);
    },
    end() {
      client.disconnect();
      for (const child of [...workers, server]) child.kill('SIGKILL');
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

/** What was used between two accounts of `used`. */
export const between = (before, after) =>
  Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]]));
