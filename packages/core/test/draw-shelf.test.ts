import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DrawShelf } from '../src/analyses/draw-shelf.js';

describe('draws that are put by', () => {
  const before = { TMPDIR: process.env.TMPDIR, TEMP: process.env.TEMP, TMP: process.env.TMP };
  let temporary = '';
  beforeEach(async () => {
    temporary = await mkdtemp(path.join(tmpdir(), 'shelf-'));
    for (const name of Object.keys(before)) process.env[name] = temporary;
  });
  afterEach(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(temporary, { recursive: true });
  });

  it('come back to the last bit, from memory and from the temporary folder, which is empty in the end', async () => {
    const shelf = new DrawShelf(40);
    const draws = [0, 1, 2].map((k) => Float64Array.of(k, -0, Number.NaN, 0.1 + 0.2, 5e-324));
    for (const [k, own] of draws.entries()) await shelf.put(`draws ${k}`, own);
    expect(readdirSync(temporary)).toHaveLength(1);
    for (const [k, own] of draws.entries()) {
      expect(shelf.has(`draws ${k}`)).toBe(true);
      expect(await shelf.get(`draws ${k}`)).toEqual(own);
    }
    expect(shelf.has('others')).toBe(false);
    expect(await shelf.get('others')).toBeUndefined();
    await shelf.close();
    expect(readdirSync(temporary)).toEqual([]);
  });
});
