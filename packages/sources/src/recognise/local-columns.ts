import { type VariableId, variableIds } from '@inverse-care/domain';
import { normalise } from '../tables/columns.js';

const known: ReadonlySet<string> = new Set(variableIds);

/** The variable that a column of a local table supplies: its own name, or patients_X as a count for share_X. */
export function localVariable(column: string): { variable: VariableId; count: boolean } | null {
  const name = normalise(column);
  if (known.has(name)) return { variable: name as VariableId, count: false };
  const share = name.startsWith('patients_') ? `share_${name.slice('patients_'.length)}` : '';
  return known.has(share) ? { variable: share as VariableId, count: true } : null;
}

/** Positions of a local table's columns (practice, patients, respondents, and one a column that supplies a variable), or null where it is none. */
export function localColumns(header: readonly string[]): Record<string, number> | null {
  const fields: Record<string, number> = {};
  header.forEach((name, i) => {
    const key = normalise(name);
    // Of two columns of one name the first: where they differ, opening the table says so.
    if (key === 'practice_code') fields.practice ??= i;
    else if (key === 'patients') fields.patients ??= i;
    else if (key === 'respondents') fields.respondents ??= i;
    else if (localVariable(name) !== null) fields[key] ??= i;
  });
  return fields.practice === undefined ? null : fields;
}
