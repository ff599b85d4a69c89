import type { Finding, Snapshot } from '@inverse-care/domain';

/** A finding that stops runs of some snapshots, or of all (null). */
export interface Stop {
  finding: Finding;
  snapshots: readonly Snapshot[] | null;
}
