import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type DescribeOptions, describeTable } from '../src/index.js';

/** A folder for the tables of a file of tests, and what `describe` says of a table in it. */
export function tablesToDescribe() {
  const at = { scratch: '' };
  beforeAll(async () => {
    at.scratch = await mkdtemp(path.join(tmpdir(), 'inverse-care-describe-'));
  });
  afterAll(() => rm(at.scratch, { recursive: true, force: true }));
  async function tableOf(text: string | Uint8Array, name = 'own.csv'): Promise<string> {
    const file = path.join(at.scratch, name);
    await writeFile(file, text);
    return file;
  }
  const described = async (
    text: string | Uint8Array,
    options: Partial<DescribeOptions> = {},
    name = 'own.csv',
  ) => describeTable({ file: await tableOf(text, name), ...options });
  return { at, tableOf, described };
}
