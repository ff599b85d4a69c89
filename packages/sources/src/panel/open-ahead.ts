import type { Snapshot } from '@inverse-care/domain';
import { countJob } from '../counts/read-counts.js';
import { patientKinds } from '../places/patients.js';
import { byNearness, extractsOf, type Reading } from '../reading/extracts.js';
import type { Table } from '../recognise/recognise-table.js';
import { ageKinds } from '../variables/ages.js';

/** Below this many bytes there is nothing to report. */
const worthReporting = 1 << 23;

/** The tables of counts that the snapshots are most likely to be built from. */
function likelyTables(reading: Reading, snapshots: readonly Snapshot[]): Table[] {
  const readers = [patientKinds, ageKinds, ['patients-lsoa'] as const].map((kinds) =>
    extractsOf(reading.tables, kinds),
  );
  const nearest = snapshots.flatMap((snapshot) =>
    readers.flatMap((extracts) => byNearness(snapshot, extracts)[0]?.tables ?? []),
  );
  return [...new Set(nearest)].filter((table) => countJob(table) !== null);
}

/** Begins to open the tables of counts that a build will need, so that their threads are never without work. */
export function openAhead(reading: Reading, snapshots: readonly Snapshot[]) {
  const tables = likelyTables(reading, snapshots);
  const total = tables.reduce((sum, table) => sum + (countJob(table)?.bytes ?? 0), 0);
  let done = 0;
  let report = () => {};
  // Whoever asks for a table meets its error; here it is only that nobody has asked yet.
  const opened = Promise.all(tables.map((table) => reading.open(table).catch(() => null)));
  return {
    onBytes(bytes: number) {
      done += bytes;
      report();
    },
    /** Waits until all are open, and reports the bytes read meanwhile. */
    async finish(onProgress: (progress: { label: string; done: number; total: number }) => void) {
      const label = `Patients by age and neighbourhood, ${Math.round(total / 1e6)} MB`;
      report = () => onProgress({ label, done: Math.min(done, total), total });
      if (total >= worthReporting) report();
      else report = () => {};
      await opened;
      report = () => {};
    },
  };
}
