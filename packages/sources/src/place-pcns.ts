import { InputError, icbOf, type Snapshot, type SubIcb, subIcbOf } from '@inverse-care/core';
import type { Reading } from './extracts.js';
import { type Membership, type Memberships, readMap } from './memberships.js';
import type { RegisteredPatients } from './patients.js';

/** A PCN on a date: its practices with patients, in the order of their codes. */
export interface Pcn {
  code: string;
  name: string;
  practices: { code: string; patients: number; membership: Membership }[];
  patients: number;
}

/** PCNs that have a practice with patients, by code. Counts what drops out. */
export function gatherPcns(
  snapshot: Snapshot,
  memberships: Memberships,
  registered: RegisteredPatients,
  reading: Reading,
): Pcn[] {
  const pcns = new Map<string, Pcn>();
  let without = 0;
  let inside = 0;
  for (const membership of memberships.members) {
    const patients = registered.counts.get(membership.practice) ?? 0;
    if (patients === 0) {
      without++;
      continue;
    }
    const { pcn: code, pcnName: name } = membership;
    const pcn = pcns.get(code) ?? { code, name, practices: [], patients: 0 };
    pcns.set(code, pcn);
    if (pcn.name === '') pcn.name = name;
    pcn.practices.push({ code: membership.practice, patients, membership });
    pcn.patients += patients;
    inside += patients;
  }
  let all = 0;
  for (const patients of registered.counts.values()) all += patients;
  if (without > 0 || inside < all) {
    reading.ledger.warn(
      snapshot,
      `Practices of a PCN without registered patients on ${registered.date}, which drop out: ${without}. ${(all - inside).toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')} patients belong to practices without a PCN.`,
    );
  }
  if (pcns.size === 0) {
    throw new InputError(`No PCN has a practice with patients on ${snapshot}`, {
      place: { file: memberships.table.name },
      expected: `memberships on ${snapshot} of practices that are in the patients file of ${registered.date}`,
      remedy:
        'Look whether the membership file covers that date and spells practice codes as the patients file does.',
    });
  }
  return [...pcns.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The sub-ICB location where most of a PCN's patients' practices sit; of two as large, the lower code. */
export async function locatePcn(
  pcn: Pcn,
  snapshot: Snapshot,
  registered: RegisteredPatients,
  reading: Reading,
): Promise<{ subIcb: SubIcb; regionCode: string }> {
  const patientsIn = new Map<string, number>();
  let map: ReadonlyMap<string, Membership> | undefined;
  for (const { code, patients, membership } of pcn.practices) {
    let area = subIcbOf(membership.subIcb);
    if (area === undefined) {
      map ??= new Map((await readMap(reading, snapshot))?.members.map((member) => [member.practice, member]));
      area = subIcbOf(map.get(code)?.subIcb ?? '') ?? subIcbOf(registered.subIcb.get(code) ?? '');
    }
    if (area !== undefined) patientsIn.set(area.code, (patientsIn.get(area.code) ?? 0) + patients);
  }
  const most = [...patientsIn].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
  const parent = pcn.practices
    .map(({ membership }) => subIcbOf(membership.pcnSubIcb))
    .find((area) => area !== undefined);
  if (most === undefined && parent !== undefined) {
    reading.ledger.warn(
      snapshot,
      `${pcn.code} sits in ${parent.code} after its own parent: the places of its practices are unknown.`,
    );
  }
  const subIcb = most === undefined ? parent : subIcbOf(most);
  const icb = subIcb === undefined ? undefined : icbOf(subIcb.icbCode);
  if (subIcb === undefined || icb === undefined) {
    throw new InputError(
      `Nobody says in which sub-ICB location ${pcn.code} (${pcn.name}) sits on ${snapshot}`,
      {
        expected:
          'a sub-ICB or CCG code for one of its practices, in ePCN, the practice-to-PCN map or the patients file',
        remedy: 'Put ePCN.xlsx or a practice-to-PCN map of that time into the folder.',
      },
    );
  }
  return { subIcb, regionCode: icb.regionCode };
}
