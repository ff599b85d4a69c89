import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

const folder = new URL('../../../test-fixtures/golden/', import.meta.url);

/** A golden file of values from R; the script beside it makes it. */
export function readGolden<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
}

/** The numeric columns of a CSV file by name. */
export function readColumns(path: string): Record<string, Float64Array> {
  const [header, ...rows] = readFileSync(new URL(path, folder), 'utf8').trim().split(/\r?\n/);
  const cells = rows.map((row) => row.split(',').map(Number));
  return Object.fromEntries(
    header!.split(',').map((name, j) => [name, Float64Array.from(cells, (row) => row[j]!)]),
  );
}

/** Every number within the tolerance of the golden one, relative to it, or to the scale where one is given. */
export function expectClose(
  found: ArrayLike<number>,
  expected: readonly number[],
  tolerance = 1e-9,
  scale?: number,
): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(found[i]! - value), `number ${i}: ${found[i]} and ${value}`).toBeLessThanOrEqual(
      tolerance * (scale ?? Math.abs(value)),
    );
  });
}

/** Every number of the golden record against that of the same name. */
export function expectFields<T extends object>(
  found: T,
  expected: Partial<Record<keyof T, number>>,
  tolerance = 1e-9,
): void {
  for (const [name, value] of Object.entries(expected) as [keyof T, number][]) {
    expectClose([found[name] as number], [value], tolerance);
  }
}
