import { auditSummary } from '@inverse-care/audit';
import { cell, figure, head } from '../../html/table.js';
import { count } from '../../language/numbers.js';
import { paragraph, tables } from '../block.js';
import type { Section } from '../section.js';

/** How many statements of each document bear which verdict. */
export const auditOverview: Section = {
  id: 'summary',
  heading: 'Summary',
  series: '1',
  shows: [auditSummary.file],
  blocks({ tables: filled, data }) {
    const rows = filled.rows(auditSummary);
    const sum = (of: (row: (typeof rows)[number]) => number) =>
      rows.reduce((total, row) => total + of(row), 0);
    const failing = sum(({ high, medium, low }) => high + medium + low);
    return [
      paragraph(
        `${count(sum(({ statements }) => statements))} quantitative statements of ${count(rows.length)} documents were entered, and ${count(sum(({ checks }) => checks))} checks carried out on them. ${count(failing)} checks fail: ${count(sum(({ high }) => high))} of high, ${count(sum(({ medium }) => medium))} of medium and ${count(sum(({ low }) => low))} of low severity.`,
        'answer',
      ),
      paragraph(
        'Every printed number stands for the values that round to it. A check fails only where no such values can all be right. A failing check says that something printed cannot be as it stands, not why; an explanation is the likeliest one, and no more.',
      ),
      ...(data.synthetic
        ? [
            paragraph(
              'The run beside which this was made is of synthetic data, which are made from what the paper prints. No statement is held against it.',
            ),
          ]
        : []),
      ...tables({
        id: 'table-audit-summary',
        number: null,
        caption: 'Statements by document and verdict',
        head: [
          [
            head('Document', { numeric: false }),
            head('Statements'),
            head('Reproduced'),
            head('Consistent'),
            head('Inconsistent'),
            head('Unsupported'),
            head('Not checkable here'),
          ],
        ],
        rows: rows.map((row) => ({
          header: cell(row.title, { sub: row.kind }),
          cells: [
            row.statements,
            row.reproduced,
            row.consistent,
            row.inconsistent,
            row.unsupported,
            row.not_checkable,
          ].map((statements) => figure(count(statements))),
        })),
        notes: [
          'Reproduced: a table of the run has the number, to the decimals printed. Consistent: a check holds and none fails. Inconsistent: a check fails, or the run has another number. Unsupported: nothing given bears it out. Not checkable here: neither a check nor the run speaks to it; results/audit.csv says what it would take.',
        ],
        synthetic: null,
        kind: 'compact',
      }),
    ];
  },
};
