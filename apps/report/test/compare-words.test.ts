import { findings, modelFindings } from '@inverse-care/core/tables';
import { FilledTables, filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { comparisonPassages, declaredLines, findingLines } from '../src/compare-words.js';
import { fullInput } from './html-fixtures.js';

/** A run whose first finding has these limits. */
function runWith(conf_low: number, conf_high: number) {
  const input = fullInput();
  const [first] = input.tables.rows(findings);
  const tables = new FilledTables([
    filled(findings, [{ ...first!, estimate: 0.02762, conf_low, conf_high }]),
  ]);
  return { ...input, tables } as Parameters<typeof findingLines>[0]['after'];
}

describe('what became of a finding', () => {
  it('has digits enough that a limit beside zero keeps its side', () => {
    const [line] = findingLines({ before: runWith(-0.00001, 0.05526), after: runWith(0.002, 0.055) });
    expect(line).toContain('(−0.00001 to 0.05526)');
    expect(line).toContain('now +0.028 (0.002 to 0.055)');
  });
});

describe('what became of the finding of a declared model', () => {
  const input = fullInput();
  const [first] = input.tables.rows(findings);
  const declared = {
    ...first!,
    estimate: 0.05,
    conf_low: 0.01,
    conf_high: 0.09,
    finding: 'more',
    ratio_of: '',
    ratio: null,
    ratio_low: null,
    ratio_high: null,
    unadjusted: 0.04,
    unadjusted_low: 0.01,
    unadjusted_high: 0.07,
    p_equivalence: null,
    clusters: 42,
  } as const;
  const graded = (grade: 'holds' | 'fragile' | null) => ({
    ...input,
    tables: new FilledTables([
      filled(findings, [first!]),
      ...(grade === null ? [] : [filled(modelFindings, [{ ...declared, grade }])]),
    ]),
  });
  type Runs = Parameters<typeof findingLines>[0];
  const runs = (before: 'holds' | 'fragile' | null, after: 'holds' | 'fragile' | null) =>
    ({ before: graded(before), after: graded(after) }) as Runs;

  it('says that its grade moved, while that of need alone did not', () => {
    expect(declaredLines(runs('holds', 'fragile'))).toEqual([
      expect.stringContaining('was more, holds, now more, fragile; +0.050 (0.010 to 0.090)'),
    ]);
    expect(findingLines(runs('holds', 'fragile'))[0]).toContain(': still ');
    expect(declaredLines(runs(null, 'holds'))[0]).toContain(': new; more, holds');
    expect(declaredLines(runs('holds', null))[0]).toContain('no longer asked');
  });

  it('comes first, and only where there is one', () => {
    const [columns_added, columns_removed]: [string[], string[]] = [[], []];
    const changed = {
      table: 'x.csv',
      cells_changed: 1,
      rows_before: 1,
      rows_after: 1,
      largest_relative: null,
      rows_added: 0,
      rows_removed: 0,
      columns_added,
      columns_removed,
    };
    const titles = (compared: Runs) =>
      comparisonPassages({ ...compared, causes: [], comparison: { tables: [changed], cells: [] } })
        .slice(0, 2)
        .map(({ title }) => title);
    expect(titles(runs('holds', 'fragile'))).toEqual([
      'Findings of the declared model',
      'Findings of need alone',
    ]);
    expect(titles(runs(null, null))[0]).toBe('Findings');
  });
});
