import { expectClose as expectCloseTo, readRows, readTable } from './golden.js';

// Golden values by R 4.2 with boot 1.3 and sandwich 3.0: the scripts in test-fixtures/golden/resampling compute them
// naively, by refitting with lm, on the same rows, weights and orders as the tests.

const folder = 'golden/resampling';

/** Rows of a headerless CSV of integers. */
export function readIntegers(name: string): number[][] {
  return readRows(`${folder}/${name}`).map((row) => row.map(Number));
}

const cells = readTable(`${folder}/panel.csv`);
const column = (name: string) => Float64Array.from(cells[name]!, Number);

/** 40 rows, heteroskedastic and with many zeros, in 8 uneven clusters. */
export const panel = {
  y: column('provision'),
  ones: column('provision').fill(1),
  need: column('need'),
  share65: column('share_65'),
  rural: column('rural'),
  clusters: cells.cluster!,
};

/** Equal to 1e-9 of the expected value, or of a thousandth of the largest of them where that is more. */
export function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, label = ''): void {
  const least = 1e-3 * Array.from(expected, Math.abs).reduce((a, b) => Math.max(a, b), 0);
  const scale = Array.from(expected, (value) => Math.max(Math.abs(value), least));
  expectCloseTo(found, expected, 1e-9, scale, label);
}
