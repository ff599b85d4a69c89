import { type Comparison, publishedNumbers } from '@inverse-care/audit';
import type { ReportInput } from '../report-input.js';

/** Published numbers of one part of the paper beside this run's; none where the study names no publication. */
export const comparisonsOf = ({ study, tables }: ReportInput, part: Comparison['part']): Comparison[] =>
  study.compare_with === undefined ? [] : tables.rows(publishedNumbers).filter((row) => row.part === part);
