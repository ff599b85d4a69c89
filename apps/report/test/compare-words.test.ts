import { findings } from '@inverse-care/core/tables';
import { FilledTables, filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { findingLines } from '../src/compare-words.js';
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
