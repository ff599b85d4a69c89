import type { ExtractUse, Finding } from '@inverse-care/domain';
import { patientKinds } from '../places/patients.js';
import type { Table } from '../recognise/recognise-table.js';
import { finding } from './finding.js';

/**
 * Patients files that serve no snapshot of a run of which one has its patients from far off: a wrong year in a file
 * sends it away, and another one takes its place.
 */
export function judgeIdlePatients(
  tables: readonly Table[],
  uses: readonly ExtractUse[],
  findings: readonly Finding[],
): Finding[] {
  const distant = findings.filter(({ id }) => id === 'distant-patients');
  if (distant.length === 0) return [];
  const used = new Set(uses.map(({ path }) => path));
  const idle = tables.filter(({ kind, file }) => patientKinds.includes(kind.id) && !used.has(file.path));
  return idle.map(({ name, date }) =>
    finding({
      id: 'idle-patients',
      severity: 'biases',
      file: name,
      examples: distant.flatMap(({ snapshot }) => snapshot ?? []),
      message: `Its patients are of ${date}, and no snapshot of the study has them from it.`,
      meaning:
        'A snapshot has its patients from a file that is further off than it need be. Where this file is of another date than its rows say, it is missing there.',
      remedy: 'See whether its extract date is right; if it is, nothing to do.',
    }),
  );
}
