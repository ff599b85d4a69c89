import { daysBetween, type ExtractUse, type Finding } from '@inverse-care/domain';
import type { KindId } from '../catalogue/catalogue.js';
import { patientKinds } from '../places/patients.js';
import type { Table } from '../recognise/recognise-table.js';
import { ageKinds } from '../variables/ages.js';
import { finding } from './finding.js';
import { thresholds } from './plausible.js';

/** Files by date that a run takes the nearest of, by what for: their kinds, and how far off may be. */
const purposes: ReadonlyMap<string, { kinds: readonly KindId[]; days: number }> = new Map([
  ['registered patients', { kinds: patientKinds, days: thresholds.patientDays }],
  ['age', { kinds: ageKinds, days: thresholds.days }],
  ['neighbourhoods', { kinds: ['patients-lsoa'], days: thresholds.days }],
  ['membership', { kinds: ['membership-map'], days: thresholds.days }],
]);

/**
 * Files that serve no snapshot of a run in which one is served from far off, or has its number of patients from a file
 * that is not of totals: a slip in a date sends a file away, and another takes its place.
 */
export function judgeIdle(tables: readonly Table[], uses: readonly ExtractUse[]): Finding[] {
  const used = new Set(uses.map(({ path }) => path));
  const totals = new Set(
    tables.filter(({ kind }) => kind.id === 'patients-totals').map(({ file }) => file.path),
  );
  const idle = new Map<Table, ExtractUse[]>();
  for (const use of uses) {
    const asked = purposes.get(use.purpose);
    if (asked === undefined || use.date === null) continue;
    const far = Math.abs(use.distance_days ?? 0) > asked.days;
    const instead = use.purpose === 'registered patients' && !totals.has(use.path);
    for (const table of tables) {
      const { kind, file, date } = table;
      if (used.has(file.path) || date === null || !asked.kinds.includes(kind.id)) continue;
      if (far || (instead && kind.id === 'patients-totals'))
        idle.set(table, [...(idle.get(table) ?? []), use]);
    }
  }
  return [...idle].map(([{ name, kind, date }, served]) => {
    const ofPatients = served.some(({ purpose }) => purpose === 'registered patients');
    const snapshots = [...new Set(served.map(({ snapshot }) => snapshot))].sort();
    const nearest = Math.min(...snapshots.map((snapshot) => Math.abs(daysBetween(snapshot, date as string))));
    return finding({
      id: ofPatients ? 'idle-patients' : 'idle-extract',
      severity: ofPatients ? 'biases' : 'cosmetic',
      file: name,
      count: nearest,
      examples: snapshots,
      message: `It is ${kind.label} of ${date} by its rows, and no snapshot of the study is served by it.`,
      meaning:
        'A snapshot has to do with a file that is far off, or of another kind. If this one is of another date than its rows say, it is missing there.',
      remedy: 'See whether its extract date is right; if it is, nothing to do.',
    });
  });
}
