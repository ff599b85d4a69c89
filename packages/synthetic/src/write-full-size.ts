import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { csvLine, throwIfCancelled } from '@inverse-care/domain';
import { ageBands, patientsByAge } from './ages.js';
import { extractDate, extracts } from './calendar.js';
import { places } from './places.js';
import { randomStream } from './random.js';
import { apportion } from './residents.js';
import { createWorld, type World } from './world.js';
import { areaColumns, lineEnd, neighbourhoodsHeader, postcode, publication } from './write-patients.js';
import { basicFiles, defaultSeed, type SyntheticOptions, writePlanned } from './write-synthetic-england.js';

export interface FullSizeOptions extends SyntheticOptions {
  /** The first so many practices alone in the large files; all where left out. */
  practices?: number;
  /** The first so many snapshots alone in the large files; all where left out. */
  snapshots?: number;
}

/** Neighbourhoods of a practice, on average, as in the publisher's files: 865,000 pairs a quarter. */
const neighbourhoodsEach = 134;
const oldestYear = 95;

type Half = 'FEMALE' | 'MALE';
const halves: readonly Half[] = ['FEMALE', 'MALE'];

/** Writes lines of each practice in turn, so that no file is in memory as a whole. */
async function writeLines(
  path: string,
  header: string,
  end: string,
  practices: number,
  linesOf: (practice: number) => readonly string[],
) {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'w');
  try {
    let pending = [header];
    for (let p = 0; p < practices; p++) {
      for (const line of linesOf(p)) pending.push(line);
      if (pending.length < 100_000 && p < practices - 1) continue;
      await file.write(`${pending.join(end)}${end}`);
      pending = [];
    }
  } finally {
    await file.close();
  }
}

/** Neighbourhoods where each practice's patients live: its own ground, and a tail of single patients far beyond. */
function wideResidences({ practices, residences, neighbourhoods, seed }: World): Int32Array[] {
  const random = randomStream(seed, 'full size');
  const all = neighbourhoods.code.length;
  return practices.map((_, p) => {
    const chosen = new Set<number>(residences[p]!.neighbourhoods);
    const wanted = Math.round(neighbourhoodsEach * (0.5 + random.uniform()));
    const home = residences[p]!.neighbourhoods[0] ?? 0;
    while (chosen.size < wanted) chosen.add((home + random.below(2000) - 1000 + all) % all);
    return Int32Array.from(chosen);
  });
}

const half = (count: number, sex: Half) => (sex === 'FEMALE' ? Math.ceil(count / 2) : Math.floor(count / 2));

async function writeNeighbourhoods(path: string, world: World, wide: readonly Int32Array[], t: number) {
  const { practices, residences, lists, neighbourhoods } = world;
  const date = extracts[t]!;
  await writeLines(path, csvLine(neighbourhoodsHeader), lineEnd(date), practices.length, (p) => {
    const patients = lists[p]![t]!;
    if (patients === 0) return [];
    const { weights } = residences[p]!;
    const at = wide[p]!;
    const tail = at.length - weights.length;
    const beyond = Math.max(0, Math.min(tail, Math.floor((patients - 4 * weights.length) / 4)));
    const counts = apportion(weights, patients - 2 * beyond);
    const start = csvLine([publication, extractDate(date), practices[p]!.code, practices[p]!.name]);
    const rows: string[] = [];
    for (let k = 0; k < weights.length + beyond; k++) {
      for (const sex of halves) {
        const count = k < weights.length ? half(counts[k]!, sex) : 1;
        if (count > 0) rows.push(`${start},${neighbourhoods.code[at[k]!]},${sex},${count}`);
      }
    }
    return rows;
  });
}

/** Single years of a five-year band; the last band is one year. */
const yearsOf = (band: number) => (band === ageBands.length - 1 ? 1 : 5);

async function writeSingleYears(path: string, { practices, lists, older }: World, t: number, sex: Half) {
  const date = extracts[t]!;
  await writeLines(
    path,
    csvLine([
      ...['EXTRACT_DATE', ...areaColumns(date)],
      ...['ORG_CODE', 'POSTCODE', 'SEX', 'AGE', 'NUMBER_OF_PATIENTS'],
    ]),
    lineEnd(date),
    practices.length,
    (p) => {
      const patients = lists[p]![t]!;
      if (patients === 0) return [];
      const { code, place } = practices[p]!;
      const counts = patientsByAge(older[p]!, patients, t)[sex === 'FEMALE' ? 'female' : 'male'];
      const at = places[place]!;
      const start = csvLine([extractDate(date), at.code, at.onsCode, code, postcode(p), sex]);
      const rows = [`${start},ALL,${counts.reduce((sum, n) => sum + n, 0)}`];
      for (let band = 0; band < ageBands.length; band++) {
        const years = apportion(new Float64Array(yearsOf(band)).fill(1), counts[band]!);
        for (let year = 0; year < years.length; year++) {
          const age = 5 * band + year;
          rows.push(`${start},${age === oldestYear ? '95+' : age},${years[year]}`);
        }
      }
      return rows;
    },
  );
}

/**
 * Writes Synthetic England at the size of the publications: for every snapshot patients by practice, neighbourhood and
 * sex, and by single year of age and sex, 45 million rows in 3 GB. A load for measurements: what lies in the tails of
 * the catchments is not calibrated, so there is no truth.json.
 * @throws CancelledError where the signal fires; files written until then stay.
 */
export async function writeFullSizeEngland(dir: string, options: FullSizeOptions = {}): Promise<void> {
  const { seed = defaultSeed, signal, onProgress } = options;
  const whole = createWorld(seed);
  const world = { ...whole, practices: whole.practices.slice(0, options.practices) };
  const wide = wideResidences(world);
  const months = extracts.slice(0, options.snapshots).map((date) => date.slice(0, 7));
  const files = [
    ...basicFiles(whole).map((file) => ({ path: file.path, write: () => writePlanned(dir, file) })),
    ...months.flatMap((month, t) => [
      {
        path: `patients/gp-reg-pat-prac-lsoa-male-female_${month}.csv`,
        write: (path: string) => writeNeighbourhoods(path, world, wide, t),
      },
      ...halves.map((sex) => ({
        path: `patients/gp-reg-pat-prac-sing-age-${sex.toLowerCase()}_${month}.csv`,
        write: (path: string) => writeSingleYears(path, world, t, sex),
      })),
    ]),
  ];
  for (const [done, { path, write }] of files.entries()) {
    throwIfCancelled(signal);
    onProgress?.({ label: path, done, total: files.length });
    await write(join(dir, path));
  }
  onProgress?.({ label: 'Synthetic England at full size', done: files.length, total: files.length });
}
