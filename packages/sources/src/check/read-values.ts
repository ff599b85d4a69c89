import { InputError, type Snapshot, type StudyRole, throwIfCancelled } from '@inverse-care/domain';
import type { KindId } from '../catalogue/catalogue.js';
import { readBoundaries } from '../places/boundaries.js';
import { readMap } from '../places/membership-map.js';
import { membershipsReader } from '../places/memberships.js';
import { readPatients } from '../places/patients.js';
import { type Extract, extractsOf } from '../reading/extracts.js';
import { vintageOf } from '../reading/lsoa-vintage.js';
import { openWhole } from '../reading/open-extract.js';
import type { OpenTable } from '../reading/open-table.js';
import type { Sidecar } from '../recognise/local-sidecar.js';
import { describedBy } from '../recognise/local-sidecars.js';
import type { Table } from '../recognise/recognise-table.js';
import { ageKinds } from '../variables/ages.js';
import { type AreaTable, loadDeprivation, loadRurality } from '../variables/area-tables.js';
import { readLocal } from '../variables/local-values.js';
import { readSurvey } from '../variables/practice-survey.js';
import { readDescribed } from '../variables/sidecar-values.js';
import { readWorkforce, type Workforce } from '../workforce/workforce.js';
import { judgeAreas, judgeUnknown } from './joins.js';
import type { ScopedReading } from './scoped-reading.js';

/** What came of sending every sound file through its reader; what the readers noted is in the ledger. */
export interface ValuesRead {
  /** What the reader stops at, by the first table of the extract. */
  errors: { tables: readonly Table[]; error: InputError }[];
  /** Halves of an extract by sex, and files of larger bodies than practices: no run takes them. */
  passedOver: Table[];
  /** Staff by census. */
  workforces: Map<Snapshot, Workforce>;
}

const wholeKinds: readonly KindId[] = [...ageKinds, 'patients-lsoa'];

/** Sends every sound file through the reader that a run would send it through, and goes on where one stops. */
export async function readValues(
  reading: ScopedReading,
  sound: readonly Table[],
  sidecars: readonly Sidecar[],
  role: StudyRole,
  onExtract: (label: string) => void,
): Promise<ValuesRead> {
  const result: ValuesRead = { errors: [], passedOver: [], workforces: new Map() };
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
      if (loaded !== null) areas.push(loaded);
    });
  }

  const censuses = extractsOf(sound, ['workforce']);
  for (const { date, tables } of censuses) {
    await attempt(tables, async () => {
      result.workforces.set(date, await readWorkforce(reading, date, role));
    });
  }

  const patientsOf = async (extract: Extract) => {
    const read = await readPatients(reading, extract);
    if (read === null) result.passedOver.push(...extract.tables);
  };
  for (const extract of extractsOf(sound, ['patients-totals'])) {
    await attempt(extract.tables, () => patientsOf(extract));
  }
  for (const extract of extractsOf(sound, wholeKinds)) {
    await attempt(extract.tables, async () => {
      const opens = await openWhole(reading, extract);
      if (opens === null) {
        result.passedOver.push(...extract.tables);
        return;
      }
      await patientsOf(extract);
      if (extract.kind.id !== 'patients-lsoa') return;
      const file = opens[0]?.table.name ?? '';
      reading.ledger.find(...(await judgeUnknown(reading, opens, file)));
      const vintage = await vintageOf(reading, opens[0] as OpenTable);
      for (const area of areas) {
        if (area.vintage !== vintage && of('lsoa-lookup').length > 0) continue;
        reading.ledger.find(...(await judgeAreas(reading, opens, file, area)));
      }
    });
  }

  const dated = of('membership-dates');
  if (dated.length > 0) await attempt(dated, async () => void (await membershipsReader(reading)));
  for (const extract of extractsOf(sound, ['membership-map'])) {
    await attempt(extract.tables, async () => void (await readMap(reading, extract.date)));
  }
  for (const table of of('practice-survey'))
    await attempt([table], async () => void (await readSurvey(reading)));
  for (const table of of('local')) await attempt([table], async () => void (await readLocal(reading, [])));
  for (const sidecar of sidecars) {
    const table = sound.find(describedBy(sidecar));
    if (table !== undefined)
      await attempt([table], async () => void (await readDescribed(reading, [sidecar])));
  }
  const drawn = of('boundaries');
  if (drawn.length > 0) await attempt(drawn, async () => void (await readBoundaries(reading)));
  return result;
}
