import type { RunRecord } from '@inverse-care/record';
import type { Theme } from './theme/theme.js';

/** Everything a document is made of. No clock, no machine: the same input gives the same bytes. */
export interface ReportInput extends RunRecord {
  /** Colours, logo and whose report it is; nobody’s where left out. */
  theme?: Theme;
}
