import type { VariableId } from '@inverse-care/core';
import type { Table } from './recognise-table.js';

/** Values of some variables by practice, and the tables they come from. */
export interface PracticeValues {
  /** For the provenance: "age", "neighbourhoods", "survey". */
  purpose: string;
  tables: readonly Table[];
  values: ReadonlyMap<VariableId, ReadonlyMap<string, number>>;
  /** Variables that the source would have, were it not for the reason. */
  notAsked?: ReadonlyMap<VariableId, string>;
}

/** The mean of practice values weighted by patients, over practices that have a value; null where none has. Sums run in the order of the practices. */
export function weightedMean(
  practices: readonly { code: string; patients: number }[],
  values: ReadonlyMap<string, number>,
): number | null {
  let weighted = 0;
  let weight = 0;
  for (const { code, patients } of practices) {
    const value = values.get(code);
    if (value === undefined) continue;
    weighted += patients * value;
    weight += patients;
  }
  return weight === 0 ? null : weighted / weight;
}
