import {
  chooseSnapshots,
  distinct,
  InputError,
  type Snapshot,
  type SnapshotChoice,
} from '@inverse-care/domain';
import type { Table } from '../recognise/recognise-table.js';
import { censusDates, requireCensuses } from '../workforce/workforce.js';

/** The census dates to build, ascending. Throws InputError where there are none, or one of them has no file. */
export function chosenSnapshots(choice: SnapshotChoice, tables: readonly Table[]): Snapshot[] {
  const snapshots = distinct(chooseSnapshots(choice, censusDates(tables))).sort();
  if (snapshots.length === 0)
    throw new InputError('No snapshot is asked for', { expected: 'at least one census date' });
  requireCensuses(tables, snapshots);
  return snapshots;
}
