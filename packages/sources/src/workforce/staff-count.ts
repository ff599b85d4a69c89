import {
  isOfRole,
  type LocalVariable,
  type ModelOutcome,
  roleInWords,
  type StudyRole,
  staffCounts,
} from '@inverse-care/domain';
import { ExactSum } from './exact-sum.js';

/** What a model's outcome asks the workforce files for besides FTE of the study's role. */
export type StaffCount = { of: 'headcount'; role: StudyRole } | { of: 'other_role'; role: StudyRole };

/** What an outcome asks for; undefined where FTE of the study's role is enough. */
export function staffCountOf(outcome: ModelOutcome | undefined, role: StudyRole): StaffCount | undefined {
  if (outcome === 'headcount') return { of: 'headcount', role };
  if (typeof outcome !== 'object' || !('role' in outcome)) return undefined;
  return { of: 'other_role', role: outcome.role };
}

/** The count as a variable of the panel. */
export const describeStaffCount = ({ of, role }: StaffCount, year: number): LocalVariable => ({
  id: staffCounts[of],
  label: of === 'headcount' ? 'Headcount' : `Provision of ${roleInWords(role)}`,
  description:
    of === 'headcount'
      ? `people in the role ${roleInWords(role)}: different identifiers, and rows without one`
      : `FTE of ${roleInWords(role)} per 10,000 registered patients`,
  need: false,
  unit: of === 'headcount' ? 'count' : 'per 10,000',
  source: 'NHS England, Primary Care Network Workforce, individual level',
  year,
  level: 'pcn',
  licence: 'Open Government Licence v3.0',
  file: 'the workforce files',
});

/** Counts people, or sums the FTE of another role, by PCN. */
export class StaffCounter {
  private readonly people = new Map<string, Set<string>>();
  private readonly single = new Map<string, number>();
  private readonly sums = new Map<string, ExactSum>();
  private readonly taken: (role: string) => boolean;

  constructor(private readonly asked: StaffCount) {
    this.taken = isOfRole(asked.role);
  }

  /** Takes a row. @param identifier empty where it has none: such a row counts as one person. */
  take(row: { pcn: string; role: string; fte: string; identifier: string }, value: number | null): void {
    if (!this.taken(row.role)) return;
    if (this.asked.of === 'other_role') {
      const sum = this.sums.get(row.pcn) ?? new ExactSum();
      this.sums.set(row.pcn, sum);
      if (value !== null) sum.add(row.fte);
    } else if (row.identifier === '') this.single.set(row.pcn, (this.single.get(row.pcn) ?? 0) + 1);
    else this.people.set(row.pcn, (this.people.get(row.pcn) ?? new Set()).add(row.identifier));
  }

  /** People, or FTE, of a PCN that reported. */
  of(pcn: string): number {
    if (this.asked.of === 'other_role') return this.sums.get(pcn)?.value() ?? 0;
    return (this.people.get(pcn)?.size ?? 0) + (this.single.get(pcn) ?? 0);
  }
}
