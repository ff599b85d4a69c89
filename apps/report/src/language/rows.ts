import {
  type JointNeedRow,
  type JointRow,
  type JointTest,
  joint,
  jointNeeds,
  jointTests,
  type UnmeasuredRow,
} from '@inverse-care/core/tables';
import type { NeedId } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { type CellNumber, rowsWith } from './cells.js';

/** Rows need by need, in the study's order, the headline first; each need's rows in the order of the table. */
export function byNeed<T extends { need: NeedId }>(rows: readonly T[], { study }: ReportInput): T[] {
  const at = (need: NeedId) => study.needs.indexOf(need);
  return [...rows].sort((a, b) => at(a.need) - at(b.need));
}

/** What all snapshots of one need come to together. */
export interface TogetherRows {
  need: JointNeedRow;
  rows: JointRow[];
  /** How many rows there are, for a sentence. */
  snapshots: CellNumber;
  tests: JointTest[];
}

/** What the run found of all snapshots of a need together; undefined where it did not ask. */
export function togetherOf(need: NeedId | undefined, { tables }: ReportInput): TogetherRows | undefined {
  const found = tables.rows(jointNeeds).find((row) => row.need === need);
  if (found === undefined) return undefined;
  return {
    need: found,
    rows: tables.rows(joint).filter((row) => row.need === need),
    snapshots: rowsWith(tables, joint, { need: found.need }),
    tests: tables.rows(jointTests).filter((row) => row.need === need),
  };
}

/** The names in a cell that holds several, separated by spaces. */
export const namesIn = (cell: string): string[] => (cell === '' ? [] : cell.split(' '));

/** The variables that a robustness value holds equal. */
export const controlsOf = ({ controls }: UnmeasuredRow): string[] => namesIn(controls);
