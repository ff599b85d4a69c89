import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

// Golden values by R 4.2 with boot 1.3 and sandwich 3.0: the scripts in test-fixtures/golden/resampling compute them
// naively, by refitting with lm, on the same rows, weights and orders as the tests.

const folder = new URL('../../../test-fixtures/golden/resampling/', import.meta.url);

export function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
}

/** Rows of a headerless CSV of integers. */
export function readIntegers(name: string): number[][] {
  return lines(name).map((line) => line.split(',').map(Number));
}

function lines(name: string): string[] {
  return readFileSync(new URL(name, folder), 'utf8').trim().split(/\r?\n/);
}

const cells = lines('panel.csv')
  .slice(1)
  .map((line) => line.split(','));
const column = (j: number) => Float64Array.from(cells, (row) => Number(row[j]));

/** 40 rows, heteroskedastic and with many zeros, in 8 uneven clusters. */
export const panel = {
  y: column(0),
  ones: column(0).fill(1),
  need: column(1),
  share65: column(2),
  rural: column(3),
  clusters: cells.map((row) => row[4]!),
};

/** Equal to 1e-9 of the size of the expected values. */
export function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, label = ''): void {
  expect(found.length).toBe(expected.length);
  let size = 0;
  for (let i = 0; i < expected.length; i++) size = Math.max(size, Math.abs(expected[i]!));
  for (let i = 0; i < expected.length; i++) {
    const scale = Math.max(Math.abs(expected[i]!), size * 1e-3);
    expect(
      Math.abs(found[i]! - expected[i]!),
      `${label} ${i}: ${found[i]} and ${expected[i]}`,
    ).toBeLessThanOrEqual(1e-9 * scale);
  }
}
