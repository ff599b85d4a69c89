import type { Snapshot, Study } from '@inverse-care/domain';

/** Snapshots for which a table has room: those of the multiverse where they are few, else first, middle and last. */
export function headlineSnapshots({ snapshots, multiverse }: Study): Snapshot[] {
  const varied = multiverse?.snapshot ?? snapshots;
  if (varied.length <= 3) return [...varied].sort();
  const chosen = [snapshots[0]!, snapshots[Math.floor((snapshots.length - 1) / 2)]!, snapshots.at(-1)!];
  return [...new Set(chosen)];
}
