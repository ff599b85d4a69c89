import type { NeedId, Study } from '@inverse-care/domain';
import { type PackedRows, unpackRows } from '../../model/packed-rows.js';
import { refusalOf } from '../../model/refusal.js';
import { fewestPcns, valueIn } from '../../model/rows.js';
import { frameOf, gradientOf } from './gradients.js';
import { allPatientCare, type RoleGradientRow } from './tables.js';

/** The roles of a snapshot that are asked about, FTE in the order of all its rows. */
export interface Graded {
  rows: PackedRows;
  needs: readonly NeedId[];
  roles: readonly { role: string; fte: Float64Array }[];
  /** FTE of all direct patient care, and the roles that are of it; null where the files do not tell. */
  patientCare: { fte: Float64Array; roles: readonly string[] } | null;
  study: Pick<Study, 'inference' | 'seed'>;
}

/** What was found, and what was refused with the reason. */
export interface Gradients {
  rows: RoleGradientRow[];
  refused: { role: string; need: NeedId; why: string }[];
}

/** How each of some roles goes with each need at one snapshot, over the PCNs that the study counts. */
export function gradients({ rows, needs, roles, patientCare, study }: Graded): Gradients {
  const all = unpackRows(rows);
  const found: Gradients = { rows: [], refused: [] };
  for (const need of needs) {
    const at = [...all.keys()].filter(
      (i) => all[i]!.fte !== null && all[i]!.patients > 0 && valueIn(all[i]!, need) !== null,
    );
    const frame =
      at.length < fewestPcns
        ? null
        : frameOf(
            at.map((i) => all[i]!),
            need,
            study,
          );
    for (const { role, fte } of roles) {
      const refuse = (why: string) => found.refused.push({ role, need, why });
      if (frame === null) {
        refuse('Too few PCNs have a value of need and reported, or all are in one area.');
        continue;
      }
      // Of a role that is itself in direct patient care the others are all but it; of the whole there are none.
      const own = patientCare?.roles.includes(role) ?? false;
      const others =
        patientCare === null || role === allPatientCare
          ? null
          : at.map((i) => patientCare.fte[i]! - (own ? fte[i]! : 0));
      try {
        const row = gradientOf(frame, { role, fte: at.map((i) => fte[i]!), others });
        if (row === null) refuse('None of the PCNs counted has any.');
        else found.rows.push(row);
      } catch (error) {
        refuse(refusalOf(error));
      }
    }
  }
  return found;
}
