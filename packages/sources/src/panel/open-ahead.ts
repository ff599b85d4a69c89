import { distinct, type OnProgress, type Snapshot } from '@inverse-care/domain';
import { countJob } from '../counts/read-counts.js';
import { patientKinds } from '../places/patients.js';
import { byNearness, extractsOf } from '../reading/extracts.js';
import type { Reading } from '../reading/reading.js';
import type { OpenFolder } from '../recognise/open-folder.js';
import type { Table } from '../recognise/recognise-table.js';
import { ageKinds } from '../variables/ages.js';

/** Below this many bytes there is nothing to report. */
const worthReporting = 1 << 23;

/** The tables of counts that the snapshots are most likely to be built from. */
function likelyTables({ tables, country }: OpenFolder, snapshots: readonly Snapshot[]): Table[] {
  const readers = [patientKinds, ageKinds, ['patients-lsoa'] as const].map((kinds) =>
    extractsOf(tables, kinds),
  );
  const nearest = snapshots.flatMap((snapshot) =>
    readers.flatMap((extracts) => byNearness(snapshot, extracts)[0]?.tables ?? []),
  );
  return distinct(nearest).filter((table) => countJob(table, country) !== null);
}

/** Opens the tables of counts that a build will need before it asks for them, so that their threads are never without work. */
export interface OpenAhead {
  /** To be told of bytes that were read. */
  onBytes(bytes: number): void;
  begin(reading: Reading): void;
  /** Waits until all are open, and reports the bytes read meanwhile. */
  finish(onProgress?: OnProgress): Promise<void>;
}

/** What to open ahead for these snapshots; nothing is opened yet. */
export function openAhead(folder: OpenFolder, snapshots: readonly Snapshot[]): OpenAhead {
  const likely = likelyTables(folder, snapshots);
  const total = likely.reduce((sum, table) => sum + (countJob(table, folder.country)?.bytes ?? 0), 0);
  const label = `Patients by age and neighbourhood, ${Math.round(total / 1e6)} MB`;
  let done = 0;
  let report = () => {};
  let opened: Promise<unknown> = Promise.resolve();
  return {
    onBytes(bytes) {
      done += bytes;
      report();
    },
    begin(reading) {
      // Whoever asks for a table meets its error; here it is only that nobody has asked yet.
      opened = Promise.all(likely.map((table) => reading.open(table).catch(() => null)));
    },
    async finish(onProgress) {
      if (total >= worthReporting) {
        report = () => onProgress?.({ label, done: Math.min(done, total), total });
        report();
      }
      await opened;
      report = () => {};
    },
  };
}
