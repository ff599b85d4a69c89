import { auditChecks, auditSummary, auditTable } from '@inverse-care/audit';
import { cell, head } from '../../html/table.js';
import { paragraph, tables } from '../block.js';
import type { Section, SectionInput } from '../section.js';

const grave = ['high', 'medium', 'low'];

const titlesOf = (input: SectionInput) =>
  new Map(input.tables.rows(auditSummary).map(({ document, title }) => [document, title]));

/** Checks that fail, the gravest first, each with its places, its calculation and the likeliest reason. */
export const auditFailing: Section = {
  id: 'failing',
  heading: 'What cannot be as it stands',
  series: '2',
  shows: [auditChecks.file],
  blocks(input) {
    const places = new Map(input.tables.rows(auditTable).map((row) => [row.id, row]));
    const titles = titlesOf(input);
    const failing = input.tables
      .rows(auditChecks)
      .filter(({ verdict }) => verdict === 'inconsistent' || verdict === 'unsupported');
    if (failing.length === 0) return [paragraph('No check fails.')];
    const where = (about: string) => {
      const rows = about.split(' ').flatMap((id) => places.get(id) ?? []);
      return [...new Set(rows.map(({ place, printed }) => `${place}: ${printed}`))].join('; ');
    };
    return grave.flatMap((severity) =>
      tables(
        ...[failing.filter((row) => row.severity === severity)]
          .filter((rows) => rows.length > 0)
          .map((rows) => ({
            id: `table-audit-${severity}`,
            number: null,
            caption: `Failing checks of ${severity} severity`,
            head: [
              [
                head('Document and place', { numeric: false }),
                head('Calculation', { numeric: false }),
                head('What it means', { numeric: false }),
              ],
            ],
            rows: rows.map((row) => ({
              header: cell(titles.get(row.document) ?? row.document, { sub: where(row.about) }),
              cells: [
                cell(row.calculation, { sub: row.verdict, mark: 'differs' as const }),
                cell(row.explanation),
              ],
            })),
            notes: [],
            synthetic: null,
            kind: 'prose',
          })),
      ),
    );
  },
};

/** What a reader may take for an error, and why it is none. */
export const auditCleared: Section = {
  id: 'cleared',
  heading: 'Looked at and cleared',
  series: '3',
  shows: [auditChecks.file],
  blocks(input) {
    const titles = titlesOf(input);
    const cleared = input.tables
      .rows(auditChecks)
      .filter(({ verdict, tempting }) => verdict === 'consistent' && tempting !== '');
    if (cleared.length === 0) return [paragraph('Nothing that tempts was entered.')];
    return tables({
      id: 'table-audit-cleared',
      number: null,
      caption: 'What may be taken for an error and is none',
      head: [
        [
          head('Document', { numeric: false }),
          head('Calculation', { numeric: false }),
          head('Why it is none', { numeric: false }),
        ],
      ],
      rows: cleared.map((row) => ({
        header: cell(titles.get(row.document) ?? row.document),
        cells: [cell(row.calculation), cell(row.tempting)],
      })),
      notes: [],
      synthetic: null,
      kind: 'prose',
    });
  },
};
