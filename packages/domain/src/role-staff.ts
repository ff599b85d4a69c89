import type { Snapshot } from './snapshots.js';

/** People of a role, as a workforce file tells them apart. */
export interface RolePeople {
  /** Different identifiers. */
  identified: number;
  /** Rows without an identifier: contracted services among them, each of which may be several people, or part of one. */
  withoutIdentifier: number;
}

/** The staff of one role in one census, whatever the study's own role: all of the file, and by PCN code. */
export interface RoleStaff extends RolePeople {
  snapshot: Snapshot;
  /** As the file names it. */
  role: string;
  /** The staff group of its rows, several with "; " between; empty where the file has none. */
  group: string;
  rows: number;
  /** Sum of all rows' FTE, those in codes that are no PCN included. */
  fte: number;
  /** Rows whose FTE is no number, which are in no sum of FTE; and rows with a little less than none. */
  unreadable: number;
  negative: number;
  /** Codes with a row of the role, ascending, PCNs or not; then of each the FTE and the people, rows without an identifier one each. */
  codes: readonly string[];
  ftes: readonly number[];
  heads: readonly number[];
}

/** The staff group of those who see patients, in whom the scheme for additional roles mostly is. */
export const isPatientCare = ({ group }: Pick<RoleStaff, 'group'>): boolean =>
  /direct patient care/i.test(group);
