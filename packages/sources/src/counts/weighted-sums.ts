import { InputError, order } from '@inverse-care/domain';
import type { Counts } from './count-tally.js';

/** Sums of an extract by practice: one array of sums a practice, practices ascending. */
export interface PracticeSums {
  practices: string[];
  sums: number[][];
}

/**
 * Adds up what each person of a part counts for, by practice. Whole numbers throughout, so that the order of rows and
 * files cannot matter.
 * @param files the counts of an extract, of one file or several.
 * @param width how many sums a practice has.
 * @param weigh writes into `row` what a person of a part adds to each sum, whole numbers; zeros stand there before.
 * @throws InputError where a sum is too large to be exact.
 */
export function weightedSums(
  files: readonly Counts[],
  width: number,
  weigh: (part: string, row: Float64Array) => void,
): PracticeSums {
  const byPractice = new Map<string, Float64Array>();
  for (const { practices, parts, starts, part, n } of files) {
    const weights = new Float64Array(parts.length * width);
    for (const [i, text] of parts.entries()) weigh(text, weights.subarray(i * width, (i + 1) * width));
    for (const [p, practice] of practices.entries()) {
      const [from, to] = [starts[p] as number, starts[p + 1] as number];
      // A code that was seen in rows of other bodies only.
      if (from === to) continue;
      const sums = byPractice.get(practice) ?? new Float64Array(width);
      byPractice.set(practice, sums);
      addRows(sums, weights, part, n, from, to);
      for (const sum of sums) if (sum > Number.MAX_SAFE_INTEGER) throw tooMany(practice);
    }
  }
  const practices = [...byPractice.keys()].sort(order);
  return { practices, sums: practices.map((practice) => Array.from(byPractice.get(practice) ?? [])) };
}

function addRows(
  sums: Float64Array,
  weights: Float64Array,
  part: Int32Array,
  n: Int32Array,
  from: number,
  to: number,
): void {
  const width = sums.length;
  for (let i = from; i < to; i++) {
    const persons = n[i] as number;
    const row = (part[i] as number) * width;
    for (let k = 0; k < width; k++) sums[k] = (sums[k] as number) + persons * (weights[row + k] as number);
  }
}

const tooMany = (practice: string) =>
  new InputError(`The patients of ${practice} are more than can be added up`, {
    expected: 'numbers of patients that a practice can have',
    remedy: 'Compare the rows of this practice with the publication.',
  });

/** Persons of all practices by part. */
export function partSums(files: readonly Counts[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { parts, part, n } of files) {
    const ofPart = new Float64Array(parts.length);
    for (let i = 0; i < n.length; i++) {
      ofPart[part[i] as number] = (ofPart[part[i] as number] as number) + (n[i] as number);
    }
    // A part that no row of a practice has is none.
    const there = new Uint8Array(parts.length);
    for (const at of part) there[at] = 1;
    for (const [i, text] of parts.entries()) {
      if (there[i] === 1) sums.set(text, (sums.get(text) ?? 0) + (ofPart[i] as number));
    }
  }
  return sums;
}
