import type { Redis } from 'ioredis';
import { prefix, queueName, type ServedVersion } from './queue-names.js';

/** A worker that has not been heard of for so long is gone, s. */
const silence = 20;
const key = `${prefix}:workers`;

/** A worker, as it says itself. */
export interface ListedWorker extends ServedVersion {
  id: string;
  threads: number;
}

// The server's clock alone is asked: those of machines differ.
const now = async (client: Redis) => Number((await client.time())[0]);

/** Says that a worker is there; to be said again every few seconds. */
export async function listWorker(client: Redis, worker: ListedWorker): Promise<void> {
  const time = await now(client);
  await client
    .multi()
    .zadd(key, time, JSON.stringify(worker))
    .zremrangebyscore(key, '-inf', time - 10 * silence)
    .exec();
}

/** Says that a worker is there no more. */
export async function unlistWorker(client: Redis, worker: ListedWorker): Promise<void> {
  await client.zrem(key, JSON.stringify(worker));
}

function parsed(text: string): ListedWorker[] {
  try {
    const { id, threads, code, v8, arch } = JSON.parse(text) as ListedWorker;
    return [
      { id: String(id), threads: Number(threads), code: String(code), v8: String(v8), arch: String(arch) },
    ];
  } catch {
    return [];
  }
}

/** The workers that are there, those of one version and those of others. */
export async function listedWorkers(
  client: Redis,
  version: ServedVersion,
): Promise<{ own: ListedWorker[]; others: ListedWorker[] }> {
  const lines = await client.zrangebyscore(key, (await now(client)) - silence, '+inf');
  const all = lines.flatMap(parsed);
  const own = queueName(version);
  return {
    own: all.filter((worker) => queueName(worker) === own),
    others: all.filter((worker) => queueName(worker) !== own),
  };
}
