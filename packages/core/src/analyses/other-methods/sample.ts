import type { NeedId, PanelRow, Snapshot, StudyInference } from '@inverse-care/domain';
import { inSharedMemory } from '../../executors/shared-memory.js';
import type { Design, Specification } from '../../model/specification.js';

/** The regression of provision on need in one snapshot, as every method needs it. One element a PCN. */
export interface Sample {
  /** Names the random streams. */
  key: string;
  need: NeedId;
  snapshot: Snapshot;
  y: Float64Array;
  /** The constant first. */
  columns: Float64Array[];
  names: string[];
  subIcbs: readonly string[];
  icbs: readonly string[];
  fte: Float64Array;
  patients: Float64Array;
  inference: StudyInference;
}

/** @param rows the panel rows of the design, in its order. */
export function sampleOf(
  { key, need, snapshot }: Specification,
  { y, columns, names }: Design,
  rows: readonly PanelRow[],
  { inference }: { inference: StudyInference },
): Sample {
  const shared = (of: (row: PanelRow) => number) => inSharedMemory(Float64Array.from(rows, of));
  return {
    key,
    need,
    snapshot,
    y: inSharedMemory(y),
    columns: columns.map(inSharedMemory),
    names,
    subIcbs: rows.map(({ sub_icb_code }) => sub_icb_code),
    icbs: rows.map(({ icb_code }) => icb_code),
    fte: shared(({ fte }) => fte ?? 0),
    patients: shared(({ patients }) => patients),
    inference,
  };
}
