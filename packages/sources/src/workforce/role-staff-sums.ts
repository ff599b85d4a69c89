import { order, type RoleStaff, type Snapshot } from '@inverse-care/domain';
import { isCode } from '../places/codes.js';
import { ExactSum } from './exact-sum.js';

/** A row of a workforce file. */
interface StaffRow {
  pcn: string;
  role: string;
  group: string;
  fte: string;
  /** Empty where the row has none. */
  identifier: string;
}

interface InCode {
  fte: ExactSum;
  people: Set<string>;
  withoutIdentifier: number;
}

class OneRole {
  readonly fte = new ExactSum();
  readonly groups = new Set<string>();
  readonly people = new Set<string>();
  readonly byCode = new Map<string, InCode>();
  rows = 0;
  withoutIdentifier = 0;
  unreadable = 0;
  negative = 0;

  take({ pcn, group, fte, identifier }: StaffRow, value: number | null): void {
    let own = this.byCode.get(pcn);
    if (own === undefined) {
      own = { fte: new ExactSum(), people: new Set(), withoutIdentifier: 0 };
      this.byCode.set(pcn, own);
    }
    this.rows++;
    this.groups.add(group);
    if (value === null) this.unreadable++;
    else {
      if (value < 0) this.negative++;
      this.fte.add(fte);
      own.fte.add(fte);
    }
    if (identifier === '') {
      this.withoutIdentifier++;
      own.withoutIdentifier++;
    } else {
      this.people.add(identifier);
      own.people.add(identifier);
    }
  }
}

/** Sums of one census by role and PCN code, for every role of the file at once. */
export class RoleStaffSums {
  private readonly roles = new Map<string, OneRole>();

  /** Takes a row. @param value of its FTE; null where it is no number. */
  take(row: StaffRow, value: number | null): void {
    let role = this.roles.get(row.role);
    if (role === undefined) {
      role = new OneRole();
      this.roles.set(row.role, role);
    }
    role.take(row, value);
  }

  /** Every role that has a name, in the order of the names. */
  staff(snapshot: Snapshot): RoleStaff[] {
    return [...this.roles]
      .filter(([role]) => role !== '')
      .sort(([a], [b]) => order(a, b))
      .map(([role, sums]): RoleStaff => {
        const inCodes = [...sums.byCode]
          .filter(([code]) => isCode('pcn', code))
          .sort(([a], [b]) => order(a, b));
        return {
          snapshot,
          role,
          group: [...sums.groups]
            .filter((group) => group !== '')
            .sort(order)
            .join('; '),
          rows: sums.rows,
          fte: sums.fte.value(),
          identified: sums.people.size,
          withoutIdentifier: sums.withoutIdentifier,
          unreadable: sums.unreadable,
          negative: sums.negative,
          codes: inCodes.map(([code]) => code),
          ftes: inCodes.map(([, { fte }]) => fte.value()),
          heads: inCodes.map(([, { people, withoutIdentifier }]) => people.size + withoutIdentifier),
        };
      });
  }
}
