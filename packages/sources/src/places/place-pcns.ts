import { InputError, order, type Snapshot } from '@inverse-care/domain';
import type { Reading } from '../reading/reading.js';
import { practiceColumns } from '../variables/practice-columns.js';
import { type Area, areaOf, builtInArea } from './areas.js';
import { readMap } from './membership-map.js';
import type { Membership } from './membership-rows.js';
import type { Memberships } from './memberships.js';
import type { RegisteredPatients } from './patients.js';

/** A practice of a PCN. */
export interface PcnPractice {
  code: string;
  /** In the columns of the build: see `PracticeColumns`. */
  number: number;
  patients: number;
  membership: Membership;
}

/** A PCN on a date: its practices with patients, in the order of their codes. */
export interface Pcn {
  code: string;
  name: string;
  practices: PcnPractice[];
  patients: number;
  /** The file that has its practices, for readers. */
  file: string;
}

/** PCNs that have a practice with patients, by code. Counts what drops out. */
export function gatherPcns(
  snapshot: Snapshot,
  memberships: Memberships,
  registered: RegisteredPatients,
  reading: Reading,
): Pcn[] {
  const columns = practiceColumns(reading);
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
    const pcn = pcns.get(code) ?? { code, name, practices: [], patients: 0, file: memberships.table.name };
    pcns.set(code, pcn);
    if (pcn.name === '') pcn.name = name;
    const { practice } = membership;
    pcn.practices.push({ code: practice, number: columns.numberOf(practice), patients, membership });
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
  return [...pcns.values()].sort((a, b) => order(a.code, b.code));
}

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

type AreaPatients = Map<string, { area: Area; patients: number }>;

function addPatients(patientsIn: AreaPatients, area: Area, patients: number): void {
  const before = patientsIn.get(area.subIcbCode)?.patients ?? 0;
  patientsIn.set(area.subIcbCode, { area, patients: before + patients });
}

const mostPatients = (patientsIn: AreaPatients): Area | undefined =>
  [...patientsIn].sort(([a, m], [b, n]) => n.patients - m.patients || order(a, b))[0]?.[1].area;

/** The area where most of a PCN's patients' practices sit, where all of these areas are built in; else undefined. */
function builtInPlace({ practices }: Pcn, snapshot: Snapshot): Area | undefined {
  const patientsIn: AreaPatients = new Map();
  let last = '';
  let area: Area | undefined;
  let sum = 0;
  for (const { patients, membership } of practices) {
    if (membership.subIcb !== last || area === undefined) {
      if (area !== undefined) addPatients(patientsIn, area, sum);
      last = membership.subIcb;
      area = builtInArea(last, snapshot);
      if (area === undefined) return undefined;
      sum = 0;
    }
    sum += patients;
  }
  if (area === undefined || patientsIn.size === 0) return area;
  addPatients(patientsIn, area, sum);
  return mostPatients(patientsIn);
}

/** The area where most of a PCN's patients' practices sit; of two as large, the lower code. */
export async function locatePcn(
  pcn: Pcn,
  snapshot: Snapshot,
  registered: RegisteredPatients,
  reading: Reading,
): Promise<Area> {
  return builtInPlace(pcn, snapshot) ?? searchPlace(pcn, snapshot, registered, reading);
}

/** As `locatePcn`, in whatever file says where a practice sits. */
async function searchPlace(
  pcn: Pcn,
  snapshot: Snapshot,
  registered: RegisteredPatients,
  reading: Reading,
): Promise<Area> {
  const patientsIn: AreaPatients = new Map();
  const unknown = new Set<string>();
  const find = async (codes: readonly string[]) => {
    for (const code of codes) {
      const area = await areaOf(reading, code, snapshot);
      if (area !== undefined) return area;
      if (code !== '') unknown.add(code);
    }
    return undefined;
  };
  let map: ReadonlyMap<string, Membership> | undefined;
  for (const { code, patients, membership } of pcn.practices) {
    let area = await find([membership.subIcb]);
    if (area === undefined) {
      map ??= new Map((await readMap(reading, snapshot))?.members.map((member) => [member.practice, member]));
      area = await find([map.get(code)?.subIcb ?? '', registered.subIcb.get(code) ?? '']);
    }
    if (area === undefined) continue;
    addPatients(patientsIn, area, patients);
  }
  const most = mostPatients(patientsIn);
  const codes = [...unknown].sort().join(', ');
  if (most !== undefined) {
    if (codes !== '') {
      reading.ledger.warn(
        snapshot,
        `Codes of places that are not known, passed over for what other practices or files say: ${shortened(codes)} (${pcn.file}).`,
      );
    }
    return most;
  }
  const parent = await find(pcn.practices.map(({ membership }) => membership.pcnSubIcb));
  if (parent !== undefined) {
    reading.ledger.warn(
      snapshot,
      `${pcn.code} sits in ${parent.subIcbCode} after its own parent: the places of its practices are unknown${codes === '' ? '' : ` (${codes})`}.`,
    );
    return parent;
  }
  throw new InputError(
    `Nobody says in which sub-ICB location ${pcn.code} (${pcn.name}) sits on ${snapshot}${codes === '' ? '' : `: ${codes} is no code that is known`}`,
    {
      expected:
        'a sub-ICB or CCG code for one of its practices, in ePCN, the practice-to-PCN map or the patients file',
      remedy:
        codes === ''
          ? 'Put ePCN.xlsx or a practice-to-PCN map of that time into the folder.'
          : 'Put a look-up of sub-ICB locations to ICBs to NHS England regions that has the code into the folder, from https://geoportal.statistics.gov.uk.',
    },
  );
}
