import type { InputFile, LocalVariable, Study } from '@inverse-care/domain';
import { syntheticNotice } from '../language/words.js';

/** What is said of every table of a run. */
export interface TableContext {
  study: Pick<Study, 'study' | 'title' | 'role'>;
  /** ISO date that the documents bear. */
  date: string;
  version: string;
  /** Words that make the run again. */
  command: string;
  inputs: readonly InputFile[];
  /** Variables of the panel that local tables bring. */
  local: readonly LocalVariable[];
  synthetic: boolean;
}

const distinct = (texts: readonly string[]) => [...new Set(texts)].sort();

/** Publishers and publications that a run's tables come from. */
export const sourcesOf = ({ inputs }: TableContext): string[] =>
  distinct(inputs.map(({ publication }) => publication));

/** Terms of the files that were read. */
export const licencesOf = ({ inputs }: TableContext): string[] =>
  distinct(inputs.map(({ licence }) => licence));

/** Words that must stand on everything made from synthetic data; null for real data. */
export const labelOf = ({ synthetic }: TableContext): string | null => (synthetic ? syntheticNotice : null);
