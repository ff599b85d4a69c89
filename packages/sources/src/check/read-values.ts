import {
  type Finding,
  InputError,
  type Snapshot,
  type StudyRole,
  subIcbOf,
  throwIfCancelled,
} from '@inverse-care/domain';
import type { KindId } from '../catalogue/catalogue.js';
import { readBoundaries } from '../places/boundaries.js';
import { readMap } from '../places/membership-map.js';
import { membershipsReader } from '../places/memberships.js';
import { readExtract } from '../places/patients.js';
import { type Extract, extractsOf } from '../reading/extracts.js';
import { vintageOf } from '../reading/lsoa-vintage.js';
import { openWhole } from '../reading/open-extract.js';
import { type OpenTable, readFields } from '../reading/open-table.js';
import type { Sidecar } from '../recognise/local-sidecar.js';
import type { Table } from '../recognise/recognise-table.js';
import { ageKinds } from '../variables/ages.js';
import { type AreaTable, loadDeprivation, loadRurality } from '../variables/area-tables.js';
import { readLocal } from '../variables/local-values.js';
import { readSurvey } from '../variables/practice-survey.js';
import { readDescribed } from '../variables/sidecar-values.js';
import { readWorkforce, type Workforce } from '../workforce/workforce.js';
import { finding, number, percent } from './finding.js';
import { judgeAreas, judgeUnknown } from './joins.js';
import { implausible } from './judge-snapshot.js';
import { plausible, thresholds } from './plausible.js';
import type { ScopedReading } from './scoped-reading.js';

/** What came of sending every sound file through its reader. */
export interface ValuesRead {
  /** What the reader stops at, by the first table of the extract. */
  errors: { tables: readonly Table[]; error: InputError }[];
  /** Halves of an extract by sex, and files of larger bodies than practices: no run takes them. */
  passedOver: Table[];
  /** Staff by census. */
  workforces: Map<Snapshot, Workforce>;
  findings: Finding[];
}

const wholeKinds: readonly KindId[] = [...ageKinds, 'patients-lsoa'];

function judgeAreaCodes(codes: ReadonlyMap<string, string>, file: string): Finding[] {
  const former = new Set<string>();
  const unknown = new Set<string>();
  for (const code of codes.values()) {
    const area = subIcbOf(code);
    if (area === undefined) unknown.add(code);
    else if (area.code !== code && area.onsCode !== code) former.add(code);
  }
  const findings: Finding[] = [];
  if (former.size > 0) {
    findings.push(
      finding({
        id: 'former-area-codes',
        severity: 'cosmetic',
        file,
        count: former.size,
        examples: [...former].sort(),
        message: `${number(former.size)} ${former.size === 1 ? 'code is of a clinical commissioning group that has' : 'codes are of clinical commissioning groups that have'} since merged.`,
        meaning: 'Nothing is lost: each is followed to its successor of today.',
        remedy: 'Nothing to do.',
      }),
    );
  }
  if (unknown.size > 0) {
    findings.push(
      finding({
        id: 'unknown-area-codes',
        severity: 'biases',
        file,
        count: unknown.size,
        examples: [...unknown].sort(),
        message: `${number(unknown.size)} sub-ICB or CCG ${unknown.size === 1 ? 'code is' : 'codes are'} not known.`,
        meaning:
          'A PCN whose practices bear no other code cannot be placed on a map; its place is then taken from its parent.',
        remedy: 'Compare the codes with the publication.',
      }),
    );
  }
  return findings;
}

/** Sends every sound file through the reader that a run would send it through, and goes on where one stops. */
export async function readValues(
  reading: ScopedReading,
  sound: readonly Table[],
  sidecars: readonly Sidecar[],
  role: StudyRole,
  onExtract: (label: string) => void,
): Promise<ValuesRead> {
  const result: ValuesRead = { errors: [], passedOver: [], workforces: new Map(), findings: [] };
  const of = (...ids: KindId[]) => sound.filter(({ kind }) => ids.includes(kind.id));
  const attempt = async (tables: readonly Table[], read: () => Promise<void>) => {
    throwIfCancelled(reading.workspace.signal);
    reading.narrow(tables);
    onExtract(tables[0]?.name ?? '');
    try {
      await read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      result.errors.push({ tables, error });
    }
  };
  const note = (one: Finding | null) => one !== null && result.findings.push(one);

  const areas: AreaTable[] = [];
  const loaders = [
    ...(['deprivation', 'deprivation-2025'] as const).map(
      (id) => [id, () => loadDeprivation(reading, id)] as const,
    ),
    ...(['rurality', 'rurality-2021'] as const).map((id) => [id, () => loadRurality(reading, id)] as const),
  ];
  for (const [id, load] of loaders) {
    const tables = of(id);
    if (tables.length === 0) continue;
    await attempt(tables, async () => {
      const loaded = await load();
      if (loaded === null) return;
      areas.push(loaded);
      const rows = (await reading.open(loaded.table)).rows;
      note(
        implausible(rows, loaded.vintage === 2021 ? plausible.lsoas2021 : plausible.lsoas2011, {
          file: loaded.table.name,
        }),
      );
    });
  }

  const censuses = extractsOf(sound, ['workforce']);
  for (const { date, tables } of censuses) {
    await attempt(tables, async () => {
      result.workforces.set(date, await readWorkforce(reading, date, role));
    });
  }

  const passOver = ({ kind, date, tables }: Extract) => {
    result.passedOver.push(...tables);
    note(
      finding({
        id: 'passed-over',
        severity: 'biases',
        file: tables[0]?.name ?? null,
        count: tables.length,
        examples: tables.map(({ name }) => name),
        message: `${kind.label} of ${date} is there for one sex only, or for larger bodies than practices.`,
        meaning: 'It cannot stand for all patients, so the next nearest extract is used instead.',
        remedy: `Download the whole extract (male and female) from ${kind.page}.`,
      }),
    );
  };
  const patientsOf = async (extract: Extract) => {
    const found = await readExtract(reading, extract);
    if (found === null) return passOver(extract);
    const { counts, subIcb, tables } = found;
    const file = tables[0]?.name ?? '';
    let total = 0;
    for (const n of counts.values()) total += n;
    note(implausible(total, plausible.patients, { file }));
    note(implausible(counts.size, plausible.practices, { file }));
    result.findings.push(...judgeAreaCodes(subIcb, file));
  };
  for (const extract of extractsOf(sound, ['patients-totals'])) {
    await attempt(extract.tables, () => patientsOf(extract));
  }
  for (const extract of extractsOf(sound, wholeKinds)) {
    await attempt(extract.tables, async () => {
      const opens = await openWhole(reading, extract);
      if (opens === null) return passOver(extract);
      await patientsOf(extract);
      if (extract.kind.id !== 'patients-lsoa') return;
      const file = opens[0]?.table.name ?? '';
      result.findings.push(...(await judgeUnknown(reading, opens, file)));
      const vintage = await vintageOf(reading, opens[0] as OpenTable);
      for (const area of areas) {
        if (area.vintage !== vintage && of('lsoa-lookup').length > 0) continue;
        result.findings.push(...(await judgeAreas(reading, opens, file, area)));
      }
    });
  }

  const dated = of('membership-dates');
  if (dated.length > 0) await attempt(dated, async () => void (await membershipsReader(reading)));
  for (const extract of extractsOf(sound, ['membership-map'])) {
    await attempt(extract.tables, async () => void (await readMap(reading, extract.date)));
  }
  for (const table of of('practice-survey')) await attempt([table], () => judgeSurvey(reading, table, note));
  for (const table of of('local')) await attempt([table], async () => void (await readLocal(reading, [])));
  for (const sidecar of sidecars) {
    const table = sound.find(({ file }) => file === sidecar.table);
    if (table !== undefined)
      await attempt([table], async () => void (await readDescribed(reading, [sidecar])));
  }
  const drawn = of('boundaries');
  if (drawn.length > 0) await attempt(drawn, async () => void (await readBoundaries(reading)));
  return result;
}

async function judgeSurvey(
  reading: ScopedReading,
  table: Table,
  note: (one: Finding | null) => void,
): Promise<void> {
  const survey = await readSurvey(reading);
  const open = await reading.open(table);
  const { rows } = open;
  note(implausible(rows, plausible.surveyPractices, { file: table.name }));
  const { practice } = await readFields(open, ['practice'], reading.workspace);
  const groups = new Map<string, { variables: string[]; practices: string[] }>();
  for (const [variable, known] of survey?.values ?? []) {
    const practices = practice.map((code) => code.toUpperCase()).filter((code) => !known.has(code));
    const group = groups.get(practices.join(' ')) ?? { variables: [], practices };
    groups.set(practices.join(' '), group);
    group.variables.push(variable);
  }
  for (const { variables, practices } of groups.values()) {
    const without = practices.length;
    if (without <= thresholds.suppressed * rows) continue;
    note(
      finding({
        id: 'survey-suppressed',
        severity: 'biases',
        file: table.name,
        count: without,
        examples: practices,
        message: `${number(without)} of ${number(rows)} practices (${percent(without / rows)}) have no value of ${variables.join(', ')}: their cells are suppressed or empty.`,
        meaning:
          'Cells are suppressed where few answered, so practices with few answers weigh nothing in their PCN.',
        remedy: 'Nothing to download; say it beside the result.',
      }),
    );
  }
}
