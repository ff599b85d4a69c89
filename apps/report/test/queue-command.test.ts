import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputsOf, workplace } from './command.js';

const at = workplace();
const program = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0);
const reason =
  program === undefined ? ' (left out: neither redis-server nor valkey-server is on the PATH)' : '';

/** Ends what was started, by the stop that the program was given. */
const stops: (() => void)[] = [];
let port = 0;
let stopServer = () => {};

async function startServer(): Promise<void> {
  for (let attempt = 0; attempt < 20 && port === 0; attempt++) {
    const tried = 20_000 + Math.floor(Math.random() * 20_000);
    const own = ['--bind', '127.0.0.1', '--port', String(tried), '--save', '', '--requirepass', 'top-secret'];
    const child = spawn(program!, own, { stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    const ended = once(child, 'exit');
    while (child.exitCode === null && !said.includes('Ready to accept'))
      await new Promise((resolve) => setTimeout(resolve, 50));
    if (child.exitCode !== null) continue;
    port = tried;
    stopServer = () => child.kill('SIGKILL');
    ended.catch(() => undefined);
  }
}

const address = (user = ':top-secret@') => `redis://${user}127.0.0.1:${port}`;
const sensitivity = (out: string, ...more: string[]) =>
  at.inverseCare([
    'sensitivity',
    '--study',
    at.study,
    '--data',
    at.data,
    '--out',
    out,
    '--no-pdf',
    '--no-cache',
    ...more,
  ]);

describe('the address of a queue', () => {
  it('that is none is refused and not printed', async () => {
    const strange = 'http://me:top-secret@127.0.0.1:1';
    for (const outcome of [
      await at.inverseCare(['worker', strange]),
      await sensitivityOf(strange),
      await at.inverseCare(['worker', 'redis://me:top-secret@127.0.0.1:1']),
    ]) {
      expect(outcome.code).toBe(1);
      expect(outcome.stderr).toMatch(/address of the queue is none|server of the queue does not answer/);
      expect(outcome.stdout + outcome.stderr).not.toContain('secret');
    }
  });
});

const sensitivityOf = (queue: string) => {
  writeFileSync(
    at.study,
    `${readFileSync(at.study, 'utf8')}multiverse: { covariates: [none], form: [level, log1p], replicates: 49 }\n`,
  );
  return sensitivity(at.out, '--executor', queue);
};

describe.skipIf(program === undefined)(`a run by a queue${reason}`, () => {
  beforeAll(startServer);
  afterAll(() => {
    for (const stop of stops) stop();
    stopServer();
  });

  it('has the bytes of one by threads, and its workers end by Ctrl-C', async () => {
    const workers = [1, 2].map(() =>
      at.inverseCare(['worker', address(), '--threads', '1'], (stop) => stops.push(stop)),
    );
    const outcome = await sensitivityOf(address());
    expect(outcome).toMatchObject({ code: 0 });
    const one = path.join(at.work, 'one');
    expect((await sensitivity(one)).code).toBe(0);
    expect(outputsOf(at.out)).toEqual(outputsOf(one));
    for (const stop of stops.splice(0)) stop();
    const ended = await Promise.all(workers);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    const said = [outcome, ...ended].map(({ stdout, stderr }) => stdout + stderr).join('');
    expect(said).not.toContain('secret');
    const done = ended.map(({ stdout }) => Number(stdout.match(/Tasks done: (\d+)/)?.[1]));
    expect(done[0]! + done[1]!).toBeGreaterThan(0);
  });

  it('is refused with a wrong password, which is not printed', async () => {
    const outcome = await sensitivityOf(address('me:other-secret@'));
    at.expectRefusal(outcome, 'refuses the user or the password', `redis://127.0.0.1:${port}`);
    expect(outcome.stderr).not.toContain('secret');
    // From the environment, where other users of the machine do not see it.
    at.env = { INVERSE_CARE_REDIS_PASSWORD: 'wrong-secret' };
    const worker = await at.inverseCare(['worker', address('')]);
    at.env = {};
    expect(worker.code).toBe(1);
    expect(worker.stderr).toContain('refuses the user or the password');
    expect(worker.stderr).not.toContain('secret');
  });
});
