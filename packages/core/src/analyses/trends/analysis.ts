import { filled, variableOf } from '@inverse-care/domain';
import { packedRowsFor } from '../../model/packed-rows.js';
import { snapshotsToExplain } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { breaks, trends as trendsTable, trendTests } from './tables.js';
import type { Trend, Trended } from './tasks.js';

/** Slopes on an absolute and a relative scale, and whether they change over the snapshots. */
export const trends: Analysis = {
  name: 'trends',
  independent: true,
  tables: [trendsTable, trendTests, breaks],
  async run({ data, plan, study, execute, omit }) {
    const snapshots = snapshotsToExplain(data.panel, (snapshot, why) =>
      omit({ what: `Absolute and relative slopes, ${snapshot}`, why }),
    );
    const found: Trend[] = [];
    const tasks = plan.needs.map((need) => {
      const rows = snapshots.map((snapshot) => packedRowsFor(data.panel, snapshot, [need]));
      const { inference, seed } = study;
      const payload: Trended = { need, rows, study: { inference, seed, snapshots } };
      return { kind: 'trends/need', key: need, payload };
    });
    await execute<Trend>(tasks, {
      label: 'Absolute and relative slopes',
      total: tasks.length,
      take: (trend, { key }) => {
        found.push(trend);
        for (const { what, why } of trend.refused)
          omit({ what: `${what}, "${variableOf(data.panel, key).label}"`, why });
      },
    });
    return [
      filled(
        trendsTable,
        found.flatMap(({ rows }) => rows),
      ),
      filled(
        trendTests,
        found.flatMap(({ tests }) => tests),
      ),
      filled(
        breaks,
        found.flatMap((one) => one.breaks),
      ),
    ];
  },
};
