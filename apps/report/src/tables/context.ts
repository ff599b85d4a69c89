import { type PanelWithProvenance, type Study, type Variable, variableOf } from '@inverse-care/domain';
import { syntheticNotice } from '../language/words.js';

/** What is said of every table of a run: the part of its record that is about all of them. */
export interface TableContext {
  study: Pick<Study, 'study' | 'title' | 'role'>;
  /** ISO date that the documents bear. */
  date: string;
  version: string;
  /** Words that make the run again. */
  command: string;
  data: Pick<PanelWithProvenance, 'panel' | 'inputs' | 'synthetic'>;
}

const distinct = (texts: readonly string[]) => [...new Set(texts)].sort();

/** Publishers and publications that a run's tables come from. */
export const sourcesOf = ({ data }: TableContext): string[] =>
  distinct(data.inputs.map(({ publication }) => publication));

/** Terms of the files that were read. */
export const licencesOf = ({ data }: TableContext): string[] =>
  distinct(data.inputs.map(({ licence }) => licence));

/** Variables of the panel, which a table may have as columns. */
export const variablesOf = ({ data: { panel } }: TableContext): Variable[] =>
  panel.variables.map((id) => variableOf(panel, id));

/** Words that must stand on everything made from synthetic data; null for real data. */
export const labelOf = ({ data }: TableContext): string | null => (data.synthetic ? syntheticNotice : null);
