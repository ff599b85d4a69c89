import { auditSummary, auditTable } from '@inverse-care/audit';
import { cell, head } from '../../html/table.js';
import { tables } from '../block.js';
import type { Section } from '../section.js';

/** Every statement with its verdict, document by document. */
export const auditLedger: Section = {
  id: 'ledger',
  heading: 'Every statement',
  series: 'A',
  shows: [auditTable.file],
  blocks(input) {
    const all = input.tables.rows(auditTable);
    return tables(
      ...input.tables.rows(auditSummary).map(({ document, title }) => ({
        id: `table-ledger-${document}`,
        number: null,
        caption: title,
        head: [
          [
            head('Place', { numeric: false }),
            head('Quantity', { numeric: false }),
            head('Printed', { numeric: false }),
            head('Verdict', { numeric: false }),
            head('Calculation, or what it would take', { numeric: false }),
          ],
        ],
        rows: all
          .filter((row) => row.document === document)
          .map((row) => ({
            header: cell(row.place),
            cells: [
              cell(row.quantity, { sub: row.unit === '' ? null : row.unit }),
              cell(row.printed),
              cell(row.verdict, { sub: row.severity === '' ? null : row.severity }),
              cell(row.calculation),
            ],
          })),
        notes: [],
        synthetic: null,
        kind: 'prose',
      })),
    );
  },
};
