import { readFileSync } from 'node:fs';
import { FilledTables } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { judgeChecks, readLedger, resultsOf } from '../src/index.js';

const file = 'made-up-paper.yaml';
const text = readFileSync(new URL(`../../../test-fixtures/audit/${file}`, import.meta.url), 'utf8');
const ledger = readLedger([{ file, text }]);
const judged = judgeChecks(ledger, resultsOf(new FilledTables()));
const failing = judged.filter(({ holds }) => holds === false).map(({ check }) => check.id);
const named = (stem: string) =>
  ledger.checks.map(({ id }) => id).filter((id) => id.startsWith(`made-up.${stem}-`));

describe('a made-up paper', () => {
  it('has at least 25 errors and 25 traps, of every kind that needs no run', () => {
    expect(named('error').length).toBeGreaterThanOrEqual(25);
    expect(named('trap').length).toBeGreaterThanOrEqual(25);
    const kinds = new Set(ledger.checks.map(({ check }) => check.kind));
    expect([...kinds].sort()).toEqual(
      'debit evidence exceptions grim grimmer interval judgement order quarter reference relation significance'.split(
        ' ',
      ),
    );
  });

  it('gives up all its errors, and no trap is sprung', () => {
    const missed = named('error').filter((id) => !failing.includes(id));
    const wrongly = failing.filter((id) => !id.startsWith('made-up.error-'));
    process.stdout.write(
      `Errors: ${named('error').length - missed.length} of ${named('error').length} found. Traps: ${wrongly.length} of ${named('trap').length} sprung.\n`,
    );
    expect({ missed, wrongly }).toEqual({ missed: [], wrongly: [] });
  });
});
