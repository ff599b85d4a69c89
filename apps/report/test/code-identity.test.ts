import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';

const root = mkdtempSync(path.join(tmpdir(), 'inverse-care-code-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
vi.mock('../src/program-folders.js', () => ({
  appRoot: path.join(root, 'app'),
  packageFolder: (name: string) => path.join(root, name),
}));

const codeOf = (name: string) => path.join(root, name, 'dist', 'one.js');

/** What stands for the code of tasks, as a new process has it. */
async function computing(): Promise<string> {
  vi.resetModules();
  return (await import('../src/code-identity.js')).computingSha256();
}

beforeEach(async () => {
  for (const name of ['domain', 'stats', 'core', 'figures']) {
    await mkdir(path.dirname(codeOf(name)), { recursive: true });
    writeFileSync(codeOf(name), 'before');
  }
});

it.each(['domain', 'stats', 'core'])(
  'results of tasks are not believed after a change of %s',
  async (name) => {
    const before = await computing();
    writeFileSync(codeOf(name), 'after');
    expect(await computing()).not.toBe(before);
  },
);

it('results of tasks are those of before after a change of drawings', async () => {
  const before = await computing();
  writeFileSync(codeOf('figures'), 'after');
  expect(await computing()).toBe(before);
});
