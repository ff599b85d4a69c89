import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { throwIfCancelled, type Watch } from '@inverse-care/domain';
import { compositionSnapshots, extracts, monthAndYear, snapshots } from './calendar.js';
import { utf8WithMark, windows1252 } from './encodings.js';
import { notes, type Truth, truthOf } from './truth.js';
import { workforceFile } from './workforce.js';
import { createWorld, type World } from './world.js';
import { membershipFile } from './write-membership.js';
import { agesFile, neighbourhoodsFile, totalsFile } from './write-patients.js';
import { deprivationFile, ruralityFile } from './write-places.js';
import { surveyFile } from './write-survey.js';
import { zip } from './zip.js';

export const defaultSeed = 2024;

export interface SyntheticOptions extends Watch {
  /** Whole number; the same seed gives the same bytes. */
  seed?: number;
}

/** A file to be: its path below the folder, and how to make it. */
export interface PlannedFile {
  path: string;
  make: () => Uint8Array | string | Promise<Uint8Array>;
}

/**
 * Writes Synthetic England into a folder: official layouts, national scale, and the paper's figures as its truth,
 * which is returned and also in truth.json. The signal is looked at between files. Throws CancelledError where the signal fires and InputError where the
 * seed allows no calibration; files written until then stay.
 */
export async function writeSyntheticEngland(dir: string, options: SyntheticOptions = {}): Promise<Truth> {
  const { seed = defaultSeed, signal, onProgress } = options;
  throwIfCancelled(signal);
  const world = createWorld(seed);
  const truth = truthOf(world);
  const files = [
    ...basicFiles(world),
    ...compositionSnapshots.flatMap((t) => [agesPlan(world, t), neighbourhoodsPlan(world, t)]),
    { path: 'truth.json', make: () => `${JSON.stringify(truth, null, 2)}\n` },
  ];
  for (const [done, file] of files.entries()) {
    throwIfCancelled(signal);
    onProgress?.({ label: file.path, done, total: files.length });
    await writePlanned(dir, file);
  }
  onProgress?.({ label: 'Synthetic England', done: files.length, total: files.length });
  return truth;
}

/** Makes a file and writes it below a folder. */
export async function writePlanned(dir: string, { path, make }: PlannedFile): Promise<void> {
  const target = join(dir, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, await make());
}

/** All files but those by age and by neighbourhood. */
export function basicFiles(world: World): PlannedFile[] {
  return [
    { path: 'SYNTHETIC.txt', make: () => notes(world.seed) },
    { path: 'membership/ePCN.xlsx', make: () => membershipFile(world) },
    ...snapshots.map((_, t) => workforcePlan(world, t)),
    ...extracts.map((date, t) => ({
      path: `patients/gp-reg-pat-prac-all_${date.slice(0, 7)}.csv`,
      make: () => totalsFile(world, t),
    })),
    {
      path: 'gpps/GPPS_2019_Practice_data_(weighted)_(csv)_PUBLIC.csv',
      make: () => surveyFile(world),
    },
    {
      path: 'deprivation/File_7_-_All_IoD2019_Scores__Ranks__Deciles_and_Population_Denominators_3.csv',
      make: () => deprivationFile(world.neighbourhoods),
    },
    { path: 'rurality/RUC11_LSOA11_EW.csv', make: () => ruralityFile(world.neighbourhoods) },
  ];
}

/** Windows-1252 mostly, every fourth in UTF-8 with a mark, and in a zip beside a guide from 2023. */
function workforcePlan(world: World, t: number): PlannedFile {
  const name = `Primary Care Networks - ${monthAndYear(snapshots[t]!)} Individual Level.csv`;
  const encode = t % 4 === 2 ? utf8WithMark : windows1252;
  const bytes = () => encode(workforceFile(world, t));
  if (snapshots[t]! < '2023-01-01') return { path: `workforce/${name}`, make: bytes };
  const [year, month] = snapshots[t]!.split('-');
  return {
    path: `workforce/PCNWFIndividualCSV.${month}${year}.zip`,
    make: () =>
      zip([
        [`1.${name}`, bytes()],
        [
          '2.Primary Care Network Workforce - Guide.txt',
          'SYNTHETIC. One row a person; FTE of 37.5 hours a week.\r\n',
        ],
      ]),
  };
}

function agesPlan(world: World, t: number): PlannedFile {
  const name = 'gp-reg-pat-prac-quin-age';
  const month = extracts[t]!.slice(0, 7);
  return month < '2023'
    ? { path: `patients/${name}_${month}.csv`, make: () => agesFile(world, t) }
    : { path: `patients/${name}_${month}.zip`, make: () => zip([[`${name}.csv`, agesFile(world, t)]]) };
}

function neighbourhoodsPlan(world: World, t: number): PlannedFile {
  const [month, year] = monthAndYear(extracts[t]!).split(' ') as [string, string];
  return {
    path: `patients/gp-reg-pat-prac-lsoa-male-female-${month}-${year.slice(2)}.zip`,
    make: () => zip([['gp-reg-pat-prac-lsoa-all.csv', neighbourhoodsFile(world, t)]]),
  };
}
