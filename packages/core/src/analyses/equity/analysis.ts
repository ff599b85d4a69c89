import { filled } from '@inverse-care/domain';
import { rowsAt } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { caseloadRows } from './caseload.js';
import { funnels } from './funnel.js';
import { shortfalls } from './shortfall.js';
import { caseload, funnelSummary, funnelTable, shortfall, shortfallIcb } from './tables.js';

/** Which areas have more or less than their size and need lead to expect, and what would level them. */
export const equity: Analysis = {
  name: 'equity',
  independent: true,
  tables: [funnelTable, funnelSummary, shortfall, shortfallIcb, caseload],
  run({ data: { panel }, plan, study, omit }) {
    const last = panel.snapshots.at(-1)!;
    const rows = rowsAt(panel, last);
    const needs = plan.needs.filter((need) => rows.some((row) => (row.values[need] ?? null) !== null));
    const outside = needs.length === 0 ? { rows: [], summary: [] } : funnels(rows, needs);
    const due = shortfalls(rows, needs, study.equity?.salary);
    if (outside.rows.length === 0 || due.rows.length === 0)
      omit({
        what: `Provision against expectation, and shortfall, ${last}`,
        why: 'No PCN with a value of need reported any staff.',
      });
    return [
      filled(funnelTable, outside.rows),
      filled(funnelSummary, outside.summary),
      filled(shortfall, due.rows),
      filled(shortfallIcb, due.icbs),
      filled(
        caseload,
        panel.snapshots.flatMap((snapshot) => caseloadRows(panel, snapshot)),
      ),
    ];
  },
};
