import { readdir } from 'node:fs/promises';
import { CancelledError } from '@inverse-care/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as small from './small-england.js';

describe('temporary files', () => {
  const before = { TMPDIR: process.env.TMPDIR, TEMP: process.env.TEMP, TMP: process.env.TMP };
  let temporary = '';
  beforeEach(async () => {
    temporary = await small.folderOf({});
    for (const name of Object.keys(before)) process.env[name] = temporary;
  });
  afterEach(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  const left = async () => (await readdir(temporary)).filter((name) => name.startsWith('inverse-care-'));
  const zipped = async () => {
    const files = await small.minimal();
    files['lsoa.zip'] = small.zip({ 'l.csv': small.lsoa('01APR2020', small.lsoaRows) });
    files['iod.csv'] = small.deprivation;
    return files;
  };

  it('are gone after a build', async () => {
    await small.build(await zipped());
    expect(await left()).toEqual([]);
  });

  it('are gone after an error', async () => {
    await small.refusal({ ...(await zipped()), 'iod.csv': small.deprivation.replace('0.31', '3.1') });
    expect(await left()).toEqual([]);
  });

  it.each([1, 2, 4, 5])('are gone after a stop at step %i, which is a CancelledError', async (step) => {
    const controller = new AbortController();
    let steps = 0;
    const stopped = small.build(await zipped(), {
      signal: controller.signal,
      onProgress: () => {
        steps++;
        if (steps === step) controller.abort();
      },
    });
    await expect(stopped).rejects.toBeInstanceOf(CancelledError);
    expect(steps).toBe(step);
    expect(await left()).toEqual([]);
  });
});

describe('progress', () => {
  it('counts from 0 to its total', async () => {
    const seen: [number, number][] = [];
    await small.build(await small.minimal(), { onProgress: ({ done, total }) => seen.push([done, total]) });
    expect(seen.map(([done]) => done)).toEqual(seen.map((_, i) => i));
    expect(seen.at(-1)).toEqual([7, 7]);
  });
});
