import { filled } from '@inverse-care/domain';
import type { Analysis } from '../analysis.js';
import { figure3 } from '../association/tables.js';
import { flowRows } from './flow.js';
import { flow as table } from './tables.js';

/** How practices and PCNs come from the files to the regressions of Figure 3. */
export const flow: Analysis = {
  name: 'flow',
  requires: ['association'],
  independent: true,
  tables: [table],
  run({ data, study, plan, tables }) {
    const fitted = tables.rows(figure3).filter(({ term }) => term === 'need');
    return [
      filled(
        table,
        data.panel.snapshots.flatMap((snapshot) => {
          const own = fitted.filter((row) => row.snapshot === snapshot);
          const n = new Map(
            plan.needs.map((need) => [need, own.find((row) => row.need === need)?.n ?? 0] as const),
          );
          return flowRows(data, snapshot, study, n);
        }),
      ),
    ];
  },
};
