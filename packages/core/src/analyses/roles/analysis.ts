import {
  filled,
  isOfRole,
  isPatientCare,
  type Panel,
  type RoleStaff,
  type Snapshot,
  variableOf,
} from '@inverse-care/domain';
import type { Task } from '../../executors/executor.js';
import { packedRowsFor } from '../../model/packed-rows.js';
import { rowsAt } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { rolesAsked } from './asked.js';
import { claimRows } from './claims.js';
import { leagueRows } from './league.js';
import { allPatientCare, type RoleGradientRow, roleClaims, roleGradients, roles } from './tables.js';
import type { Graded, Gradients } from './tasks.js';

/** Share of the PCNs that reported below which a role is too rare for a slope: most of its PCNs would be zeros. */
const fewestHaving = 0.1;

type StaffedPanel = Panel & { roles: readonly RoleStaff[] };

/** The FTE of a role in the order of a snapshot's rows. */
function fteOf({ codes, ftes }: RoleStaff, pcns: readonly string[]): Float64Array {
  const at = new Map(codes.map((code, i) => [code, i]));
  return Float64Array.from(pcns, (pcn) => ftes[at.get(pcn) ?? -1] ?? 0);
}

/** The roles of a snapshot with a slope, all direct patient care before them; and those that are too rare. */
function gradedAt(
  panel: StaffedPanel,
  snapshot: Snapshot,
  asked: readonly string[],
  isOwn: (role: string) => boolean,
) {
  const rows = rowsAt(panel, snapshot);
  const pcns = rows.map(({ pcn_code }) => pcn_code);
  const reported = rows.filter((row) => row.reported).length;
  const here = panel.roles.filter((one) => one.snapshot === snapshot);
  const own = here.map((one) => ({ role: one.role, fte: fteOf(one, pcns) }));
  const having = (fte: Float64Array) => fte.filter((value) => value > 0).length;
  const inCare = new Set(here.filter(isPatientCare).map(({ role }) => role));
  const all = Float64Array.from(pcns, (_, i) =>
    own.reduce((whole, { role, fte }) => whole + (inCare.has(role) ? fte[i]! : 0), 0),
  );
  const asking = own.filter(({ role }) => asked.includes(role));
  const enough = asking.filter(
    ({ role, fte }) => isOwn(role) || having(fte) >= fewestHaving * Math.max(1, reported),
  );
  return {
    patientCare: inCare.size === 0 ? null : { fte: all, roles: [...inCare] },
    roles: [...(inCare.size === 0 ? [] : [{ role: allPatientCare, fte: all }]), ...enough],
    rare: asking.filter((one) => !enough.includes(one)).map(({ role }) => role),
  };
}

/** Whether what is found of the study's role is found of every role: a league, and the same gradient for each. */
export const everyRole: Analysis = {
  name: 'roles',
  tables: [roles, roleGradients, roleClaims],
  async run({ data, plan, study, execute, omit }) {
    const { panel } = data;
    if (panel.roles === undefined) {
      omit({
        what: 'Every role',
        why: 'The panel was not made from workforce files, so that nobody says who else is there.',
      });
      return [filled(roles, []), filled(roleGradients, []), filled(roleClaims, [])];
    }
    const staffed: StaffedPanel = { ...panel, roles: panel.roles };
    const isOwn = isOfRole(study.role);
    const asked = rolesAsked(study, panel.roles);
    const tasks = panel.snapshots.map((snapshot): Task<Graded> => {
      const { rare, ...graded } = gradedAt(staffed, snapshot, asked, isOwn);
      if (rare.length > 0 && snapshot === panel.snapshots.at(-1))
        omit({
          what: `How rare roles go with need, ${snapshot}`,
          why: `Fewer than a tenth of the PCNs that reported have any of these, as of others at other snapshots (pcns_any in results/roles.csv): ${rare.join('; ')}.`,
        });
      return {
        kind: 'roles/gradients',
        key: snapshot,
        payload: {
          rows: packedRowsFor(panel, snapshot, plan.needs),
          needs: plan.needs,
          ...graded,
          study: { inference: study.inference, seed: study.seed },
        },
      };
    });
    const found: RoleGradientRow[] = [];
    await execute<Gradients>(tasks, {
      label: 'Every role',
      total: tasks.length,
      take: ({ rows, refused }, { key }) => {
        found.push(...rows);
        for (const { role, need, why } of refused)
          omit({ what: `How ${role} goes with "${variableOf(panel, need).label}", ${key}`, why });
      },
    });
    const league = panel.snapshots.flatMap((snapshot) => leagueRows(staffed, snapshot, asked, study));
    return [
      filled(roles, league),
      filled(roleGradients, found),
      // What others say is of England, which a study of some places has not.
      filled(
        roleClaims,
        data.synthetic || study.where !== undefined ? [] : claimRows(staffed, league, study),
      ),
    ];
  },
};
