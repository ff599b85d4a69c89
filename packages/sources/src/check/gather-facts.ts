import {
  InputError,
  type Snapshot,
  type StudyRole,
  throwIfCancelled,
  type VariableId,
} from '@inverse-care/domain';
import { membershipsReader } from '../places/memberships.js';
import { patientsReader } from '../places/patients.js';
import { gatherPcns, locatePcn } from '../places/place-pcns.js';
import type { Table } from '../recognise/recognise-table.js';
import { agesReader } from '../variables/ages.js';
import { readLocal } from '../variables/local-values.js';
import { nearestSources } from '../variables/nearest-sources.js';
import { neighbourhoodsReader } from '../variables/neighbourhoods.js';
import { practiceColumns } from '../variables/practice-columns.js';
import { readSurvey } from '../variables/practice-survey.js';
import type { PracticeValues } from '../variables/practice-values.js';
import type { Workforce } from '../workforce/workforce.js';
import { finding, findingOf } from './finding.js';
import type { ScopedReading } from './scoped-reading.js';
import { type SnapshotFacts, snapshotFacts } from './snapshot-facts.js';
import type { Stop } from './stop.js';

interface Facts {
  facts: SnapshotFacts[];
  stops: Stop[];
}

const missingSources = [
  {
    kinds: ['workforce'],
    message: 'The folder has no workforce file.',
    meaning: 'Nothing says which staff there are: no study can run.',
    remedy:
      'Download Primary Care Network Workforce, individual level, from https://digital.nhs.uk/data-and-information/publications/statistical/primary-care-network-workforce.',
  },
  {
    kinds: ['patients-totals', 'patients-single-year', 'patients-five-year', 'patients-lsoa'],
    message: 'The folder has no file of registered patients by practice.',
    meaning: 'Nothing says how many patients a PCN has: no study can run.',
    remedy:
      'Download gp-reg-pat-prac-all of the months nearest to the snapshots from https://digital.nhs.uk/data-and-information/publications/statistical/patients-registered-at-a-gp-practice.',
  },
  {
    kinds: ['membership-dates', 'membership-map'],
    message: 'The folder does not say which practice belongs to which PCN.',
    meaning: 'Patients cannot be counted by PCN: no study can run.',
    remedy:
      'Download https://files.digital.nhs.uk/assets/ods/current/epcn.zip, or a practice-to-PCN map (gp-reg-pat-prac-map).',
  },
] as const;

/** Sources without which no study can run, and of which the folder has no file at all. */
export function missingSourceStops(tables: readonly Table[]): Stop[] {
  return missingSources
    .filter(({ kinds }) => !tables.some(({ kind }) => (kinds as readonly string[]).includes(kind.id)))
    .map(({ message, meaning, remedy }) => ({
      finding: finding({ id: 'missing-source', severity: 'stops', message, meaning, remedy }),
      snapshots: null,
    }));
}

/**
 * Joins the sources on every snapshot that has a workforce file, as a run would, and counts what does not join.
 * Snapshots that are `blocked`, their staff, patients or memberships being in a broken file, are left out.
 */
export async function gatherFacts(
  reading: ScopedReading,
  tables: readonly Table[],
  about: { workforces: ReadonlyMap<Snapshot, Workforce>; role: StudyRole; blocked: ReadonlySet<Snapshot> },
  onSnapshot: (snapshot: Snapshot) => void,
): Promise<Facts> {
  const result: Facts = { facts: [], stops: [] };
  const snapshots = [...about.workforces.keys()].filter((snapshot) => !about.blocked.has(snapshot)).sort();
  if (snapshots.length === 0 || missingSourceStops(tables).length > 0) return result;
  reading.narrow(tables);
  const membershipsOf = await membershipsReader(reading);
  const patientsOn = patientsReader(reading);
  const agesOn = agesReader(reading);
  const neighbourhoodsOn = neighbourhoodsReader(reading);
  const survey = await readSurvey(reading);
  let local: PracticeValues[] | undefined;
  for (const snapshot of snapshots) {
    throwIfCancelled(reading.workspace.signal);
    onSnapshot(snapshot);
    const workforce = about.workforces.get(snapshot) as Workforce;
    try {
      const memberships = await membershipsOf.on(snapshot);
      const registered = await patientsOn(snapshot);
      const official = [survey, await agesOn(snapshot), await neighbourhoodsOn(snapshot)].filter(
        (source) => source !== null,
      );
      local ??= await readLocal(reading, official);
      const sources = new Map<VariableId, ReadonlyMap<string, number>>();
      const tablesOf = new Map<VariableId, readonly string[]>();
      for (const { purpose, tables: from, values } of nearestSources(snapshot, official, local)) {
        reading.ledger.serve(snapshot, purpose, from);
        for (const [variable, byPractice] of values) {
          sources.set(variable, byPractice);
          tablesOf.set(
            variable,
            from.map(({ name }) => name),
          );
        }
      }
      const pcns = gatherPcns(snapshot, memberships, registered, reading);
      for (const pcn of pcns) await locatePcn(pcn, snapshot, registered, reading);
      result.facts.push(
        snapshotFacts({
          role: about.role,
          tables,
          workforce,
          memberships,
          registered,
          pcns,
          sources,
          columns: practiceColumns(reading),
          from: tablesOf,
        }),
      );
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      result.stops.push({ finding: findingOf('does-not-join', error, { snapshot }), snapshots: [snapshot] });
    }
  }
  return result;
}
