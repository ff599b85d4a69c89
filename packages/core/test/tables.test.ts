import { tableCsv, toCsv } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { runStudy, standardAnalyses } from '../src/index.js';
import { figure3, panelCells, table2 } from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';
import { study } from './small-study.js';

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
    expect(tableCsv(panelCells(panel)).split('\n')[0]).toBe(
      'snapshot,pcn_code,pcn_name,sub_icb_code,icb_code,region_code,patients,reported,fte,fte_per_10k,ltc_share,share_65_plus,rural',
    );
  });

  it('without a row are not published', async () => {
    const snapshots = ['2020-03-31'];
    const { tables } = await runStudy(study(snapshots, 0), asData(inventedPanel(5, snapshots)), {
      analyses: standardAnalyses,
    });
    const files = tables.all().map(({ table }) => table.file);
    expect(files).toContain('table1.csv');
    for (const { file } of [table2, figure3]) expect(files).not.toContain(file);
  });
});
