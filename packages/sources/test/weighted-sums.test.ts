import { describe, expect, it } from 'vitest';
import type { Counts } from '../src/counts/count-tally.js';
import { countsFile, countsIn } from '../src/counts/counts-file.js';
import { groupCounts } from '../src/counts/group-counts.js';
import { partSums, weightedSums } from '../src/counts/weighted-sums.js';
import { below, uniformFrom } from './fuzz/uniform.js';

type Row = readonly [practice: string, part: string, n: number];

/** Counts of rows of all sexes, each practice and part once. */
function countsOf(rows: readonly Row[]): Counts {
  const practices = [...new Set(rows.map(([practice]) => practice))];
  const parts = [...new Set(rows.map(([, part]) => part))];
  const records = rows.flatMap(([practice, part, n]) => [
    practices.indexOf(practice),
    parts.indexOf(part),
    (1 << 24) | n,
  ]);
  return groupCounts(practices, parts, Int32Array.from(records)) as Counts;
}

const random = uniformFrom(20260101);

function randomRows(practices: number, parts: number): Row[] {
  const rows: Row[] = [];
  for (let p = 0; p < practices; p++) {
    for (let a = 0; a < parts; a++) {
      if (random() < 0.5) rows.push([`A${(p * 7) % practices}`, `E01${a}`, below(random, 200_001)]);
    }
  }
  return rows;
}

describe('sums by practice', () => {
  it('are those of whole numbers without end, row by row, of one file and of two', () => {
    for (let round = 0; round < 60; round++) {
      const files = Array.from({ length: 1 + (round % 2) }, () => randomRows(9, 12));
      const weights = new Map(Array.from({ length: 12 }, (_, a) => [`E01${a}`, [1, below(random, 32_768)]]));
      weights.delete('E013');
      const plain = new Map<string, [bigint, bigint]>();
      for (const [practice, part, n] of files.flat()) {
        const [one, other] = weights.get(part) ?? [0, 0];
        const [a, b] = plain.get(practice) ?? [0n, 0n];
        plain.set(practice, [a + BigInt(n) * BigInt(one as number), b + BigInt(n) * BigInt(other as number)]);
      }
      const { practices, sums } = weightedSums(files.map(countsOf), 2, (part, row) => {
        row.set(weights.get(part) ?? []);
      });
      expect(practices).toEqual([...plain.keys()].sort());
      expect(sums.map((of) => of.map(BigInt))).toEqual(practices.map((practice) => plain.get(practice)));
    }
  });

  it('are refused where they are too large to be exact', () => {
    const counts = countsOf([['A1', 'E010', 200_000]]);
    const of = (weight: number) => weightedSums([counts], 1, (_, row) => row.fill(weight)).sums;
    expect(of(2 ** 35)).toEqual([[200_000 * 2 ** 35]]);
    expect(() => of(2 ** 36)).toThrow('The patients of A1 are more than can be added up');
  });

  it('have no practice that no row counts', () => {
    const counts = groupCounts(['A1', '07P', 'B2'], ['E010'], Int32Array.of(2, 0, 5, 0, 0, 7)) as Counts;
    const { practices } = weightedSums([counts], 1, (_, row) => row.fill(1));
    expect(practices).toEqual(['A1', 'B2']);
  });
});

it('sums by part are those of a plain addition, and a part without a row has none', () => {
  const files = [randomRows(6, 9), randomRows(6, 9)];
  const plain = new Map<string, number>();
  for (const [, part, n] of files.flat()) plain.set(part, (plain.get(part) ?? 0) + n);
  const counts = files.map(countsOf).map((one) => ({ ...one, parts: [...one.parts, 'W010'] }));
  expect(new Map([...partSums(counts)].sort())).toEqual(new Map([...plain].sort()));
});

describe('a file of counts', () => {
  it('gives back what it was made of, the same bytes each time', () => {
    for (const rows of [[], [['Å', 'E01', 0]], randomRows(30, 20)] as Row[][]) {
      const counts = countsOf(rows);
      const bytes = countsFile(counts);
      expect(countsIn(bytes)).toEqual(counts);
      expect(Buffer.from(countsFile(countsIn(bytes)))).toEqual(Buffer.from(bytes));
    }
  });

  it('is read at whatever place of the memory it lies', () => {
    const counts = countsOf(randomRows(5, 5));
    const moved = Buffer.concat([Buffer.from('x'), countsFile(counts)]).subarray(1);
    expect(countsIn(moved)).toEqual(counts);
  });
});

describe('rows of a sex that is there twice', () => {
  const records = (...sexes: number[]) =>
    Int32Array.from(sexes.flatMap((sex, i) => [0, 0, (sex << 24) | (10 + i)]));
  const n = (...sexes: number[]) => groupCounts(['A1'], ['E010'], records(...sexes), true)?.n[0];

  it('are refused', () => {
    expect(groupCounts(['A1'], ['E010'], records(64, 64))).toBeNull();
  });
  it('are added up where they may be: those of all sexes, else the others', () => {
    expect(n(64, 64)).toBe(21);
    expect(n(1, 1)).toBe(21);
    expect(n(2, 1, 1)).toBe(23);
    expect(n(1, 2, 2)).toBe(10);
  });
});
