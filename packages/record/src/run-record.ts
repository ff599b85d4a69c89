import type { Omission, Plan } from '@inverse-care/core';
import type { FilledTables, PanelWithProvenance, Study } from '@inverse-care/domain';

/** What was asked of a run: the study, the study by every combination of its choices, or one combination alone. */
export type RunKind = 'run' | 'sensitivity' | 'specification';

/**
 * Everything that a run found, from which its documents are made. No clock, no machine: the same record gives the same
 * bytes.
 */
export interface RunRecord {
  kind: RunKind;
  study: Study;
  /** The study file's own text. */
  studyText: string;
  /** The command that makes this run again. */
  command: string;
  /** Of this software. */
  version: string;
  /** ISO date that the documents bear: SOURCE_DATE_EPOCH, else the last snapshot. */
  date: string;
  /** The panel with what the study makes of PCNs that did not report, and where it came from. */
  data: PanelWithProvenance;
  /** What the study comes to on these data. */
  plan: Plan;
  /** All tables but the panel. */
  tables: FilledTables;
  /** What the study asks for and the run leaves out. */
  omissions: readonly Omission[];
}
