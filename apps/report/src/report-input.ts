import type { WildingComparison } from '@inverse-care/audit';
import type { MultiverseResults, RobustnessResults, StudyResults } from '@inverse-care/core';
import type { PanelWithProvenance, Study } from '@inverse-care/domain';
import type { Theme } from './theme/theme.js';

/** Everything a report is made of. No clock, no machine: the same input gives the same bytes. */
export interface ReportInput {
  study: Study;
  /** The study file's own text, shown in the appendix. */
  studyText: string;
  results: StudyResults;
  /** Every combination of choices, or the one asked for; null for a run of the study alone. */
  multiverse: MultiverseResults | null;
  /** What the coefficients owe to what was not reported, not measured, or to a few places; null for a run alone. */
  robustness: RobustnessResults | null;
  data: PanelWithProvenance;
  /** Where the study names a published analysis to stand beside. */
  comparison: WildingComparison | null;
  /** Version of this software. */
  version: string;
  /** ISO date the document bears: SOURCE_DATE_EPOCH, else the last snapshot. */
  date: string;
  /** Colours, logo and whose report it is; nobody’s where left out. */
  theme?: Theme;
  /** The command that makes this report again. */
  command: string;
}
