import {
  closest,
  isOfRole,
  order,
  type RoleStaff,
  type Snapshot,
  type Study,
  unknownRole,
} from '@inverse-care/domain';
import type { RoleRow } from './tables.js';

/** The roles of all censuses, by name. */
export const rolesIn = (staff: readonly RoleStaff[]): string[] =>
  [...new Set(staff.map(({ role }) => role))].sort(order);

/**
 * The roles that a study looks at: its own, and those that stand beside it.
 * @throws InputError where it names one that no census has.
 */
export function rolesAsked(
  { role, roles = 'all' }: Pick<Study, 'role' | 'roles'>,
  staff: readonly RoleStaff[],
): string[] {
  const known = rolesIn(staff);
  const unknown = unknownRole({ roles }, known);
  if (unknown !== null) throw unknown;
  if (roles === 'all') return known;
  const isOwn = isOfRole(role);
  return known.filter((name) => isOwn(name) || roles.includes(name));
}

/**
 * What a list of roles says of one at a snapshot: that the census lacks it, with the reason as far as the files tell; or
 * that it begins or ends there, with the role of the neighbouring census that it may have been, or become.
 */
export function noteOf(
  role: string,
  at: Snapshot,
  snapshots: readonly Snapshot[],
  rolesAt: ReadonlyMap<Snapshot, ReadonlySet<string>>,
): RoleRow['note'] {
  const i = snapshots.indexOf(at);
  const having = snapshots.filter((one) => rolesAt.get(one)?.has(role));
  const [first, last] = [having[0]!, having.at(-1)!];
  if (!rolesAt.get(at)?.has(role)) {
    const why =
      at < first
        ? `first in that of ${first}`
        : at > last
          ? `last in that of ${last}`
          : 'before and after it is there';
    return `no row in this census; ${why}`;
  }
  const others = (other: Snapshot | undefined) => [...(rolesAt.get(other ?? '') ?? [])];
  const only = (here: readonly string[], there: readonly string[]) =>
    here.filter((one) => !there.includes(one));
  const [before, here, after] = [others(snapshots[i - 1]), others(at), others(snapshots[i + 1])];
  if (at === first && i > 0) {
    const was = closest(role, only(before, here));
    return was === undefined ? 'begins' : `begins; may be what was called ${was}`;
  }
  if (at === last && i < snapshots.length - 1) {
    const becomes = closest(role, only(after, here));
    return becomes === undefined ? 'ends' : `ends; may be what is called ${becomes} afterwards`;
  }
  return '';
}
