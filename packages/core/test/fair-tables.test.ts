import type { TableDefinition } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import * as published from '../src/tables.js';

const isTable = (one: unknown): one is TableDefinition =>
  typeof one === 'object' && one !== null && 'file' in one && 'columns' in one && 'key' in one;
const exported: readonly unknown[] = Object.values(published);
const tables = exported.filter(isTable);
const has = ({ columns }: TableDefinition, ...names: string[]) => names.every((name) => name in columns);
const named = (file: string) => tables.find((one) => one.file === file)!;

/** Tables that stand beside one whose columns are promised to others: by the same keys they tell what it does not. */
const beside: Readonly<Record<string, string>> = {
  'ranks.csv': 'rank_ranges.csv',
  'figure1.csv': 'reporting.csv',
  'area_core20.csv': 'area_summary.csv',
};

const intervals = [
  ['conf_low', 'conf_high'],
  ['best', 'worst'],
  ['low_95', 'high_95'],
  ['change_low', 'change_high'],
] as const;

const hasInterval = (table: TableDefinition) => intervals.some((pair) => has(table, ...pair));
const tellsReporting = (table: TableDefinition) =>
  ['reported', 'not_reported', 'reporters', 'position'].some((name) => name in table.columns);
/** A table or the one beside it. */
const either = (table: TableDefinition, is: (one: TableDefinition) => boolean) =>
  is(table) || (beside[table.file] !== undefined && is(named(beside[table.file]!)));

/** What is told of staff of a place or a role, one row each: what a reader would order. */
const staffColumns = ['value', 'fte', 'fte_per_10k', 'rank', 'rank_fte', 'ratio', 'share'];
/** What they tell is need, in columns that tell provision elsewhere. */
const ofNeed = ['figure2.csv', 'pcn_needs.csv'];
const placeKeys = ['pcn_code', 'icb_code', 'sub_icb_code', 'code', 'role'];
const leagues = tables.filter(
  ({ file, key, columns }) =>
    !ofNeed.includes(file) &&
    key.some((name) => placeKeys.includes(name)) &&
    staffColumns.some((name) => name in columns),
);

describe('tables that rank, or that a reader would rank', () => {
  it('are these', () => {
    expect(leagues.map(({ file }) => file).sort()).toEqual([
      'area_core20.csv',
      'area_fifths.csv',
      'area_summary.csv',
      'figure1.csv',
      'funnel.csv',
      'icb_provision.csv',
      'panel.csv',
      'rank_ranges.csv',
      'ranks.csv',
      'reporting.csv',
      'role_gradients.csv',
      'roles.csv',
      'shortfall.csv',
      'shortfall_icb.csv',
    ]);
  });

  it('say who did not report, in a column or in the table beside them', () => {
    for (const table of leagues) expect(either(table, tellsReporting), table.file).toBe(true);
  });

  it('have an interval or a range in every row, but for the panel, whose rows are facts', () => {
    for (const table of leagues)
      if (table.file !== 'panel.csv') expect(either(table, hasInterval), table.file).toBe(true);
  });

  it('have no column of ranks without its limits', () => {
    for (const table of tables) {
      for (const name of Object.keys(table.columns)) {
        if (!/^rank(_|$)/.test(name) || /_(low|high)$/.test(name)) continue;
        const limited =
          has(table, `${name}_low`, `${name}_high`) || either(table, (one) => has(one, 'best', 'worst'));
        // By identifiers alone: beside the rank by headcount, whose limits stand there, and for no other use.
        expect(limited || name === 'rank_identified', `${table.file} ${name}`).toBe(true);
      }
    }
  });
});
