import { describe, expect, it, vi } from 'vitest';
import { csvBlocks, csvLine, toCsv } from '../src/index.js';

describe('CSV text', () => {
  it('quotes cells with commas, quotes and line breaks, and no others (RFC 4180, section 2)', () => {
    expect(csvLine(['A, B', 'the "second"', 'two\nlines', 'plain', ' spaced '])).toBe(
      '"A, B","the ""second""","two\nlines",plain, spaced ',
    );
  });

  it('writes the shortest number that reads back, no negative zero, and nothing for what is missing', () => {
    expect(csvLine([0.1 + 0.2, -0, 1e21, null, true])).toBe('0.30000000000000004,0,1e+21,,true');
  });

  it('ends every line with a line feed, or with both characters where it is asked to', () => {
    expect(toCsv(['a', 'b'], [[1, 2]])).toBe('a,b\n1,2\n');
    expect(toCsv(['a', 'b'], [[1, 2]], '\r\n')).toBe('a,b\r\n1,2\r\n');
  });

  it('comes in blocks of whole lines that are the text together', () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => [i, `a name, ${i}`, i / 7]);
    const blocks = [...csvBlocks(['n', 'name', 'share'], rows)];
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) expect(block.endsWith('\n')).toBe(true);
    expect(Math.max(...blocks.map(({ length }) => length))).toBeLessThan(2 ** 20 + 100);
    // Not by toEqual, which would print both.
    expect(blocks.join('') === toCsv(['n', 'name', 'share'], rows)).toBe(true);
    expect([...csvBlocks(['n'], [])]).toEqual(['n\n']);
  });

  it('refuses a number that is none', () => {
    expect(() => toCsv(['a'], [[Number.NaN]])).toThrow(RangeError);
    expect(() => csvLine([1, Number.POSITIVE_INFINITY])).toThrow('A table must not hold Infinity');
  });

  it('names the column and the row of such a number, and looks at each number once', () => {
    expect(() =>
      toCsv(
        ['code', 'n'],
        [
          ['A', 1],
          ['B', Number.NaN],
        ],
      ),
    ).toThrow('A table must not hold NaN, as in n of B, NaN');
    const looked = vi.spyOn(Number, 'isFinite');
    toCsv(
      ['a', 'b'],
      [
        [1, 2],
        [3, null],
      ],
    );
    expect(looked).toHaveBeenCalledTimes(3);
    looked.mockRestore();
  });
});
