import { describe, expect, it } from 'vitest';
import { waitBefore } from '../src/executors/queue/queue-server.js';
import { queueServer } from '../src/index.js';

describe('the address of a queue', () => {
  it('is shown without user and password', () => {
    for (const [address, shown] of [
      ['redis://me:secret@queue.example:6380/2', 'redis://queue.example:6380/2'],
      ['rediss://:secret@queue.example', 'rediss://queue.example:6379'],
      ['redis://[::1]', 'redis://[::1]:6379'],
    ] as const)
      expect(queueServer(address, {})?.shown).toBe(shown);
  });

  it('gives user, password, database and TLS to the connection', () => {
    expect(queueServer('rediss://me:a%40b@queue.example:6380/2', {})?.options).toEqual({
      host: 'queue.example',
      port: 6380,
      db: 2,
      username: 'me',
      password: 'a@b',
      tls: { servername: 'queue.example' },
    });
    // A name of a server that is a number is none that TLS knows.
    expect(queueServer('rediss://10.0.0.1', {})?.options.tls).toEqual({});
  });

  it('takes user and password from the environment where it has none', () => {
    const env = { INVERSE_CARE_REDIS_USER: 'me', INVERSE_CARE_REDIS_PASSWORD: 'secret' };
    expect(queueServer('redis://queue.example', env)?.options).toMatchObject({
      username: 'me',
      password: 'secret',
    });
    expect(queueServer('redis://you:other@queue.example', env)?.options).toMatchObject({
      username: 'you',
      password: 'other',
    });
  });

  it('is none where it is another scheme, has no host or says more than it may', () => {
    for (const address of [
      '',
      'queue.example:6379',
      'http://queue.example',
      'redis://',
      'redis://queue.example/?password=secret',
      'redis://queue.example/name',
      'redis://%E0%A4%A@queue.example',
    ])
      expect(queueServer(address, {})).toBeNull();
  });
});

it('a connection is tried again until the patience is used up', () => {
  const waits: (number | null)[] = [];
  for (let attempt = 1; waits.at(-1) !== null; attempt++) waits.push(waitBefore(attempt, 1_000));
  expect(waits).toEqual([100, 200, 400, 800, null]);
});
