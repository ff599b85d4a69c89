import { tableCsv, tidy } from '@inverse-care/domain';
import { expect, it } from 'vitest';
import { inlineExecutor, robustnessAnalyses, runStudy, standardAnalyses } from '../src/index.js';
import { asData, inventedPanel } from './invented-panel.js';
import { study } from './small-study.js';

const snapshots = ['2021-03-31', '2021-06-30', '2021-09-30'];
const [before] = snapshots as [string];

it('a role that nobody has yet at a snapshot has no slopes there, and the reason is told', async () => {
  const panel = inventedPanel(60, snapshots);
  const rows = panel.rows.map((row) => (row.snapshot === before ? { ...row, fte: 0, fte_per_10k: 0 } : row));
  const { tables, omissions } = await runStudy(study(snapshots), asData({ ...panel, rows }), {
    executor: inlineExecutor,
    analyses: [...standardAnalyses, ...robustnessAnalyses],
  });
  // No table has NaN, which writing it would refuse; provision itself is told.
  for (const one of tables.all()) expect(tableCsv(tidy(one)), one.table.file).not.toBe('');
  const table1 = tables.all().find(({ table }) => table.file === 'table1.csv');
  expect(table1?.rows.find(({ snapshot }) => snapshot === before)).toMatchObject({ fte_total: 0 });
  for (const file of ['figure3.csv', 'slopes.csv', 'within_between.csv', 'trends.csv']) {
    const own = tables.all().find(({ table }) => table.file === file);
    expect(new Set(own?.rows.map(({ snapshot }) => snapshot)), file).toEqual(new Set(snapshots.slice(1)));
  }
  const why = 'Provision is 0 in every PCN counted, so there is nothing to explain.';
  const left = omissions.filter((one) => one.why === why).map(({ what }) => what);
  expect(left).toContain(`Absolute and relative slopes, ${before}`);
  expect(left.some((what) => what.startsWith(`Influence, ${before}, "`))).toBe(true);
});
