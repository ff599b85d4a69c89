import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';

// Values from outside, below test-fixtures/; the script beside a file makes it.

const folder = new URL('../../../test-fixtures/', import.meta.url);
const readText = (path: string) => readFileSync(new URL(path, folder), 'utf8');

/** Names of the files of a folder that end so, without the ending. */
export function namesIn(path: string, ending: string): string[] {
  const names = readdirSync(new URL(path, folder)).sort();
  return names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
}

export function readGolden<T>(path: string): T {
  return JSON.parse(readText(path));
}

/** Cells of a CSV file by row. */
export function readRows(path: string): string[][] {
  return readText(path)
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
}

/** The columns of a CSV file with a header, by name. */
export function readTable(path: string): Record<string, string[]> {
  const [header, ...rows] = readRows(path);
  return Object.fromEntries(header!.map((name, j) => [name, rows.map((row) => row[j]!)]));
}

/** The same, of numbers. */
export function readColumns(path: string): Record<string, Float64Array> {
  return Object.fromEntries(
    Object.entries(readTable(path)).map(([name, cells]) => [name, Float64Array.from(cells, Number)]),
  );
}

/** Every number within the tolerance of the expected one, relative to it, or to the scale where one is given. */
export function expectClose(
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance = 1e-9,
  scale: number | ArrayLike<number> = expected,
  label = 'number',
): void {
  expect(found.length, label).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const size = Math.abs(typeof scale === 'number' ? scale : scale[i]!);
    const message = `${label} ${i}: ${found[i]} and ${expected[i]}`;
    expect(Math.abs(found[i]! - expected[i]!), message).toBeLessThanOrEqual(tolerance * size);
  }
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

/**
 * What the elements of a covariance, k x k, are measured against: the two standard deviations. An element near 0 is a
 * sum that cancels.
 */
export function covarianceScale(values: readonly number[], k: number): number[] {
  return values.map((_, at) =>
    Math.sqrt(values[Math.floor(at / k) * (k + 1)]! * values[(at % k) * (k + 1)]!),
  );
}
