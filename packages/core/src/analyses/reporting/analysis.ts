import { distinct, filled } from '@inverse-care/domain';
import type { Analysis } from '../analysis.js';
import { rankRangeRows, rankRows, reportingRows } from './reporting.js';
import { rankRanges, ranks, reporting as table } from './tables.js';

/** Who reported where, and how much those have that did. */
export const reporting: Analysis = {
  name: 'reporting',
  tables: [table, ranks, rankRanges],
  run({ data: { panel }, study }) {
    const last = panel.snapshots.at(-1)!;
    return [
      filled(
        table,
        distinct([panel.snapshots[0]!, last]).flatMap((snapshot) => reportingRows(panel, snapshot, study)),
      ),
      filled(ranks, rankRows(panel, last)),
      filled(rankRanges, rankRangeRows(panel, last)),
    ];
  },
};
