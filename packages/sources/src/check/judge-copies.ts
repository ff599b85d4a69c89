import type { Finding } from '@inverse-care/domain';
import type { Extract } from '../reading/extracts.js';
import type { Table } from '../recognise/recognise-table.js';
import { finding } from './finding.js';

/** Files that are there twice without harm: a run reads the first. */
export function duplicateFindings(duplicates: readonly (readonly Table[])[]): Finding[] {
  return duplicates
    .filter(([first]) => first?.kind.id !== 'workforce')
    .map((group) =>
      finding({
        id: 'duplicate-file',
        severity: 'cosmetic',
        file: group[1]?.name ?? null,
        count: group.length,
        examples: group.map(({ name }) => name),
        message: `The same content is in ${group.length} files.`,
        meaning: `A run reads ${group[0]?.name} and passes over the others.`,
        remedy: 'Keep one of them.',
      }),
    );
}

/** An extract that cannot stand for all patients. */
export const passedOver = ({ kind, date, tables }: Extract): Finding =>
  finding({
    id: 'passed-over',
    severity: 'biases',
    file: tables[0]?.name ?? null,
    count: tables.length,
    examples: tables.map(({ name }) => name),
    message: `${kind.label} of ${date} is there for one sex only, or for larger bodies than practices.`,
    meaning: 'It cannot stand for all patients, so the next nearest extract is used instead.',
    remedy: `Download the whole extract (male and female) from ${kind.page}.`,
  });
