import type { FlowRow } from '@inverse-care/core/tables';
import type { NeedId } from '@inverse-care/domain';
import { cell, figure, head, type TableView } from '../../html/table.js';
import { lastFlow } from '../../language/flow-words.js';
import { count } from '../../language/numbers.js';
import { capital, dated, needName, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

/** The flow diagram as a table: what is left, what is left out and why; null where the run has no such counts. */
export function flowView(input: ReportInput): TableView | null {
  const last = lastFlow(input);
  if (last === null) return null;
  const { panel, synthetic } = input.data;
  const rowOf = (row: FlowRow) => ({
    header: cell(capital(`${row.unit} ${row.stage}`), {
      sub: row.need === '' ? null : needName(row.need as NeedId, panel),
    }),
    cells: [
      figure(count(row.count)),
      figure(count(row.left_out)),
      cell(row.reason === '' ? '–' : row.reason),
      figure(count(row.not_reported)),
    ],
  });
  return {
    id: 'table-flow',
    number: null,
    caption: `From the files to the regressions at ${dated(last.snapshot)}`,
    head: [
      [
        head('Step', { numeric: false }),
        head('Left'),
        head('Left out', { sub: 'of the step before' }),
        head('Why', { numeric: false }),
        head('Did not report', { sub: 'of those left' }),
      ],
    ],
    rows: [...last.steps, ...last.needs.flatMap(({ known, fitted }) => [known, fitted])].map(rowOf),
    notes: [
      'Of practices, and then of PCNs, each number is the one before less those left out. PCNs with a value of a need are of those with provision. All snapshots: results/flow.csv.',
    ],
    synthetic: synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}
