import { isAreaLevel, type Snapshot, type VariableId } from '@inverse-care/domain';
import { type Memberships, type MembershipsReader, membershipsReader } from '../places/memberships.js';
import { patientsReader, type RegisteredPatients } from '../places/patients.js';
import type { Reading } from '../reading/reading.js';
import type { Sidecar } from '../recognise/local-sidecar.js';
import { agesReader } from '../variables/ages.js';
import { readLocal } from '../variables/local-values.js';
import { nearestSources } from '../variables/nearest-sources.js';
import { neighbourhoodsReader } from '../variables/neighbourhoods.js';
import { readSurvey } from '../variables/practice-survey.js';
import { type PracticeValues, warnStrangePractices } from '../variables/practice-values.js';
import { readDescribed, type SidecarValues } from '../variables/sidecar-values.js';

/** Values of a variable by code. */
export type ByCode = ReadonlyMap<string, number>;

/** What the files say of one snapshot, staff apart. */
export interface SnapshotSources {
  memberships: Memberships;
  registered: RegisteredPatients;
  /** Values by practice. */
  byPractice: ReadonlyMap<VariableId, ByCode>;
  /** How many answered, by practice, of variables whose file tells it. */
  respondents: ReadonlyMap<VariableId, ByCode>;
  /** Values by PCN, of local tables. */
  byPcn: ReadonlyMap<VariableId, ByCode>;
  /** Values by area, of local tables: all PCNs of one have its value. */
  byArea: ReadonlyMap<VariableId, { level: 'sub_icb' | 'icb'; byCode: ByCode }>;
  /** Names of the tables that the values of a variable are from. */
  from: ReadonlyMap<VariableId, readonly string[]>;
}

/** The sources of a build, staff apart. */
export interface Sources {
  /** Variables that the survey would have, had it asked, with the reason. */
  notAsked: ReadonlyMap<VariableId, string> | undefined;
  /** Values of local tables that have a sidecar. */
  described: readonly SidecarValues[];
  memberships: MembershipsReader;
  on(snapshot: Snapshot): Promise<SnapshotSources>;
}

/** Notes which tables served a snapshot, and puts their values by variable. */
function served(
  snapshot: Snapshot,
  sources: readonly (PracticeValues | SidecarValues)[],
  { ledger }: Reading,
): Pick<SnapshotSources, 'byPractice' | 'byPcn' | 'byArea' | 'respondents' | 'from'> {
  const byPractice = new Map<VariableId, ByCode>();
  const respondents = new Map<VariableId, ByCode>();
  const byPcn = new Map<VariableId, ByCode>();
  const byArea = new Map<VariableId, { level: 'sub_icb' | 'icb'; byCode: ByCode }>();
  const from = new Map<VariableId, readonly string[]>();
  for (const source of sources) {
    const { purpose, tables, values } = source;
    ledger.serve(snapshot, purpose, tables);
    const level = 'level' in source ? source.level : 'practice';
    const target = level === 'pcn' ? byPcn : byPractice;
    const names = tables.map(({ name }) => name);
    for (const [variable, byCode] of values) {
      if (isAreaLevel(level)) byArea.set(variable, { level, byCode });
      else target.set(variable, byCode);
      from.set(variable, names);
      const answered = 'respondents' in source ? source.respondents?.get(variable) : undefined;
      if (answered === undefined) respondents.delete(variable);
      else respondents.set(variable, answered);
    }
  }
  return { byPractice, byPcn, byArea, respondents, from };
}

/**
 * Opens memberships, survey and local tables, and gives what finds a snapshot's patients and variables.
 * @param surveyYear of the survey that is wanted; the paper's where it is not given.
 * @throws InputError at a table that cannot be read.
 */
export async function openSources(
  reading: Reading,
  sidecars: readonly Sidecar[],
  surveyYear: number | undefined,
): Promise<Sources> {
  const membershipsOf = await membershipsReader(reading);
  const patientsOn = patientsReader(reading);
  const agesOn = agesReader(reading);
  const neighbourhoodsOn = neighbourhoodsReader(reading);
  const survey = await readSurvey(reading, surveyYear);
  const described = await readDescribed(reading, sidecars);
  let local: PracticeValues[] | undefined;
  return {
    memberships: membershipsOf,
    notAsked: survey?.notAsked,
    described,
    async on(snapshot) {
      const memberships = await membershipsOf.on(snapshot);
      const registered = await patientsOn(snapshot);
      const official = [survey, await agesOn(snapshot), await neighbourhoodsOn(snapshot)].filter(
        (source) => source !== null,
      );
      for (const source of official) warnStrangePractices(source, reading.ledger);
      // Every snapshot has the same official sources, so that the local tables are the same for all.
      local ??= await readLocal(reading, official);
      for (const source of local) warnStrangePractices(source, reading.ledger);
      const sources = nearestSources(snapshot, official, local);
      return { memberships, registered, ...served(snapshot, [...sources, ...described], reading) };
    },
  };
}
