import {
  codeOfArea,
  type ErrorMethod,
  isModelArea,
  type ModelArea,
  type PanelRow,
  type VariableId,
} from '@inverse-care/domain';
import { valueIn } from '../rows.js';

/** Cluster of each row by an area or by the values of a variable. */
const idsBy = (rows: readonly PanelRow[], by: ModelArea | VariableId): string[] =>
  rows.map((row) => (isModelArea(by) ? codeOfArea(row, by) : `${by} ${valueIn(row, by)}`));

/** The ways in which a method clusters its rows: none, one, or two. */
export function clusterings(rows: readonly PanelRow[], method: ErrorMethod): string[][] {
  if (method.kind === 'HC') return [];
  const first = idsBy(rows, method.area);
  return method.kind === 'two_way' ? [first, idsBy(rows, method.second)] : [first];
}

/** How many clusters there are: the fewer of two ways; null where nothing is clustered. */
export const clusterCount = (ways: readonly (readonly string[])[]): number | null =>
  ways.length === 0 ? null : Math.min(...ways.map((ids) => new Set(ids).size));
