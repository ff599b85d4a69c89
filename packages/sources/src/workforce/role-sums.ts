import { ExactSum } from './exact-sum.js';

/** Staff of the study's role in one PCN. */
export interface Staff {
  /** Sum of the role's FTE; 0 where the PCN has no row of the role. */
  fte: number;
  /** Rows of the role. */
  rows: number;
  name: string;
}

/** Rows of a file that are kept, or left out of a sum, and counted. */
export interface OddRows {
  rows: number;
  /** Of them, those of the study's role. */
  ofRole: number;
}

/** People of the study's role. */
export interface Headcount {
  /** Different identifiers. */
  people: number;
  /** Rows without an identifier: contracted services among them, each of which may be several people, or part of one. */
  withoutIdentifier: number;
}

/** FTE and rows of a role as the file names it. */
export interface RoleTotal {
  rows: number;
  fte: number;
}

/** Sums of one census, row by row. */
export class RoleSums {
  readonly unreadable: OddRows = { rows: 0, ofRole: 0 };
  readonly negative: OddRows = { rows: 0, ofRole: 0 };
  private readonly byPcn = new Map<string, { fte: ExactSum; rows: number; name: string }>();
  private readonly byRole = new Map<string, { rows: number; fte: ExactSum }>();
  private readonly people = new Set<string>();
  private rowsWithoutIdentifier = 0;

  constructor(private readonly isOfRole: (role: string) => boolean) {}

  /**
   * Takes a row.
   * @param value of `fte`; null where it is no number.
   * @param identifier empty where the row has none.
   */
  take(
    row: { pcn: string; pcnName: string; role: string; fte: string; identifier: string },
    value: number | null,
  ): void {
    const role = this.byRole.get(row.role) ?? { rows: 0, fte: new ExactSum() };
    this.byRole.set(row.role, role);
    role.rows++;
    if (value !== null) role.fte.add(row.fte);
    const staff = this.byPcn.get(row.pcn) ?? { fte: new ExactSum(), rows: 0, name: row.pcnName };
    this.byPcn.set(row.pcn, staff);
    const ofRole = this.isOfRole(row.role);
    const odd = value === null ? this.unreadable : value < 0 ? this.negative : null;
    if (odd !== null) {
      odd.rows++;
      if (ofRole) odd.ofRole++;
    }
    if (!ofRole) return;
    staff.rows++;
    if (value !== null) staff.fte.add(row.fte);
    if (row.identifier === '') this.rowsWithoutIdentifier++;
    else this.people.add(row.identifier);
  }

  staff(): Map<string, Staff> {
    return new Map(
      [...this.byPcn].map(([pcn, { fte, rows, name }]) => [pcn, { fte: fte.value(), rows, name }] as const),
    );
  }

  roles(): Map<string, RoleTotal> {
    return new Map(
      [...this.byRole].map(([name, { rows, fte }]) => [name, { rows, fte: fte.value() }] as const),
    );
  }

  headcount(): Headcount {
    return { people: this.people.size, withoutIdentifier: this.rowsWithoutIdentifier };
  }
}
