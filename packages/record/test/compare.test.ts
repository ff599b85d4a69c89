import {
  columns,
  countColumn,
  defineTable,
  filled,
  none,
  numberColumn,
  textColumn,
} from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { causeInWords, causesOf, compareTables, type Manifest } from '../src/index.js';

const table = defineTable({
  file: 'some.csv',
  title: 'Some',
  description: 'Some.',
  key: ['need', 'snapshot'],
  columns: {
    need: columns.need,
    snapshot: columns.snapshot,
    n: countColumn('n', 'rows', 'PCNs'),
    estimate: numberColumn('Estimate', 'of it', undefined, none),
    std_error: numberColumn('Standard error', 'of it', undefined, none),
    words: textColumn('Words', 'of it', none),
  },
});

const row = (need: string, snapshot: string, estimate: number | null, n = 10, words = '') => ({
  need,
  snapshot,
  n,
  estimate,
  std_error: 0.1,
  words,
});
const of = (...rows: ReturnType<typeof row>[]) => [filled(table, rows)];

describe('two runs side by side', () => {
  it('are the same where every cell is, the order of rows aside', () => {
    const a = row('a', '2020-03-31', 1);
    const b = row('b', '2020-03-31', null);
    expect(compareTables(of(a, b), of(b, a))).toEqual({ tables: [], cells: [] });
  });

  it('take an empty text, as it is read back from a CSV, for the missing value that was written', () => {
    const written = { ...row('a', '2020-03-31', 1), words: null as unknown as string };
    const read = row('a', '2020-03-31', 1, 10, '');
    expect(compareTables([filled(table, [written])], of(read))).toEqual({ tables: [], cells: [] });
    expect(compareTables(of(read), of(row('a', '2020-03-31', 1, 10, 'x'))).cells).toHaveLength(1);
  });

  it('tell a move in standard errors of the earlier run, large moves first', () => {
    const before = of(
      row('a', '2020-03-31', 1),
      row('b', '2020-03-31', 2),
      row('c', '2020-03-31', 3, 10, 'x'),
    );
    const after = of(
      row('a', '2020-03-31', 1.05),
      row('b', '2020-03-31', 1.5, 12),
      row('c', '2020-03-31', 3, 10, 'y'),
    );
    const { tables, cells } = compareTables(before, after);
    expect(cells.map(({ row: name, column }) => [name.slice(0, 6), column])).toEqual([
      ['need=c', 'words'],
      ['need=b', 'estimate'],
      ['need=a', 'estimate'],
      ['need=b', 'n'],
    ]);
    // By hand: (1.5 - 2) / 0.1, and 0.5 over the larger of both.
    expect(cells[1]!.in_std_errors).toBeCloseTo(-5, 12);
    expect(cells[1]!.relative).toBeCloseTo(0.25, 12);
    expect(cells[3]).toMatchObject({ before: 10, after: 12, difference: 2, in_std_errors: null });
    expect(tables).toMatchObject([{ table: 'some.csv', cells_changed: 4, rows_added: 0, rows_removed: 0 }]);
  });

  it('name rows and tables that came and went, and gaps that were filled', () => {
    const before = of(row('a', '2020-03-31', null), row('b', '2020-03-31', 2));
    const after = of(row('a', '2020-03-31', 1), row('a', '2020-06-30', 2), row('c', '2020-06-30', 2));
    const { tables, cells } = compareTables(before, after);
    expect(tables).toMatchObject([{ rows_before: 2, rows_after: 3, rows_added: 2, rows_removed: 1 }]);
    expect(cells).toMatchObject([
      { column: 'estimate', before: null, after: 1, difference: null, relative: null },
    ]);
    expect(compareTables([], before).tables).toMatchObject([
      { rows_before: 0, rows_after: 2, rows_added: 2 },
    ]);
    expect(compareTables(before, []).tables).toMatchObject([{ rows_removed: 2, columns_removed: [] }]);
  });

  it('tell rows of one key apart, and columns that one of them lacks', () => {
    const twice = of(row('a', '2020-03-31', 1), row('a', '2020-03-31', 2));
    expect(compareTables(twice, of(row('a', '2020-03-31', 1))).tables).toMatchObject([{ rows_removed: 1 }]);
    const { words: _, ...columnsLess } = table.columns;
    const less = { ...table, columns: columnsLess };
    const { words: __, ...rowLess } = row('a', '2020-03-31', 1);
    expect(
      compareTables([{ table: less, rows: [rowLess] }], of(row('a', '2020-03-31', 1))).tables,
    ).toMatchObject([{ columns_added: ['words'], cells_changed: 0 }]);
  });

  it('ignore what only says how a row is repeated', () => {
    const [before, after] = [of(row('a', '2020-03-31', 1, 10, 'x')), of(row('a', '2020-03-31', 1, 10, 'y'))];
    expect(compareTables(before, after, ['words'])).toEqual({ tables: [], cells: [] });
  });
});

const manifest = (change: Partial<Manifest> = {}): Manifest =>
  ({
    software: { name: 'inverse-care', version: '1.0.0', code_sha256: 'a'.repeat(64) },
    node: 'v22.1.0',
    study: { seed: 1, needs: ['a'] },
    inputs: [
      { path: 'x.csv', sha256: 'b'.repeat(64) },
      { path: 'y.csv', sha256: 'c'.repeat(64) },
    ],
    ...change,
  }) as unknown as Manifest;

describe('why two runs differ', () => {
  it('is nothing where all is the same, be it a later Node of the same line', () => {
    expect(causesOf(manifest(), manifest({ node: 'v22.9.1' }))).toEqual([]);
    expect(causeInWords([])).toContain('same data, study, code');
  });

  it('is named: code, engine, study, files', () => {
    const other = manifest({
      software: { name: 'inverse-care', version: '1.1.0', code_sha256: 'd'.repeat(64) },
      node: 'v24.0.0',
      study: { seed: 2, needs: ['a'] } as never,
      inputs: [
        { path: 'x.csv', sha256: 'e'.repeat(64) },
        { path: 'z.csv', sha256: 'f'.repeat(64) },
      ] as never,
    });
    const causes = causesOf(manifest(), other);
    expect(causes.map(({ kind, what, before, after }) => [kind, what, before, after])).toEqual([
      ['code', 'inverse-care', '1.0.0', '1.1.0'],
      ['engine', 'Node', 'v22.1.0', 'v24.0.0'],
      ['study', 'seed', '1', '2'],
      ['data', 'x.csv', 'bbbbbbbbbbbb', 'eeeeeeeeeeee'],
      ['data', 'y.csv', 'cccccccccccc', ''],
      ['data', 'z.csv', '', 'ffffffffffff'],
    ]);
    expect(causeInWords(causes)).toContain('the code, the version of Node, the study or the data');
    expect(causeInWords(causes.filter(({ kind }) => kind === 'data'))).toBe(
      'What differs comes from the data: all else is the same.',
    );
  });
});
