import { tableCsv, toCsv } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { resultTables } from '../src/index.js';
import { inventedPanel } from './invented-panel.js';

describe('tables', () => {
  it('keep full precision, quote what needs it and leave missing empty', () => {
    expect(toCsv(['a', 'b', 'c'], [[0.1 + 0.2, 'x, "y"', null]])).toBe(
      'a,b,c\n0.30000000000000004,"x, ""y""",\n',
    );
    expect(toCsv(['a'], [[-0], [1e-7]])).toBe('a\n0\n1e-7\n');
  });

  it('refuse a number that is none', () => {
    expect(() => toCsv(['a'], [[Number.NaN]])).toThrow(RangeError);
  });

  it('of the panel have the contract’s columns and no column for an absent variable', () => {
    const panel = inventedPanel(20, ['2020-03-31']);
    const none = {
      table1: [],
      table2: null,
      characteristics: [],
      figure1: [],
      figure2: null,
      figure3: [],
      tableS2: [],
      joint: [],
      alternatives: [],
      omissions: [],
    };
    const tables = resultTables(panel, none);
    expect(tableCsv(tables.get('panel.csv')!).split('\n')[0]).toBe(
      'snapshot,pcn_code,pcn_name,sub_icb_code,icb_code,region_code,patients,reported,fte,fte_per_10k,ltc_share,share_65_plus,rural',
    );
    expect(tables.has('table2.csv')).toBe(false);
    expect(tables.has('figure3.csv')).toBe(false);
  });
});
