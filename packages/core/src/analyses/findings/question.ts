import type { FilledTables, NeedId, Snapshot } from '@inverse-care/domain';
import type { Interval, Stand } from './claim.js';

/** The finding of one need that is to be tested. Effects are of the difference in need that increments.csv tells for. */
export interface FindingQuestion {
  need: NeedId;
  snapshot: Snapshot;
  /** How many of that difference make a unit of need. */
  perUnit: number;
  estimate: number;
  interval: Interval | null;
  p_value: number | null;
  /** p adjusted for the number of snapshots, and how many there are. */
  p_holm: number | null;
  snapshots: number;
  method: string;
  /** File of results/ that has the interval. */
  source: string;
  stand: Stand;
  /** 1 less the confidence level. */
  alpha: number;
  tables: FilledTables;
  /** Whether the tables are of this very regression; not where a specification has choices of its own. */
  same: boolean;
}
