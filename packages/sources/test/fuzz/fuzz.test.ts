import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, type PanelWithProvenance } from '@inverse-care/core';
import { expect, test } from 'vitest';
import { buildPanel } from '../../src/index.js';
import {
  deprivation,
  type Files,
  folderOf,
  june,
  lsoa,
  lsoaRows,
  march,
  minimal,
  practiceMap,
  role,
  rurality,
  zip,
} from '../small-england.js';
import {
  below,
  harmful,
  harmless,
  type Mutation,
  pick,
  type Uniform,
  uniformFrom,
  type Victim,
} from './mutations.js';

// Files of a small country, each spoilt in ways that have been seen and in ways that have not. A build must end in an
// InputError, or in the panel that the sound folder gives; a panel that differs must say why in a warning that was not
// there before, or be the panel of the folder without the file. INVERSE_CARE_FUZZ sets the number of cases,
// INVERSE_CARE_FUZZ_SEED the first seed.

const cases = Number(process.env.INVERSE_CARE_FUZZ ?? 1000);
const firstSeed = Number(process.env.INVERSE_CARE_FUZZ_SEED ?? 20240206);

async function country(): Promise<Files> {
  const ages = [60, 64, 65, 90].flatMap((age) =>
    ['A81001', 'A81002', 'B82001', 'B82002'].map(
      (practice, i) => `01APR2020,16C,E38000247,${practice},AB1,M,${age},${age + i}`,
    ),
  );
  const single = [
    'EXTRACT_DATE,CCG_CODE,ONS_CCG_CODE,ORG_CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS',
    ...ages,
  ].join('\n');
  const { 'patients/july.csv': july, ...files } = await minimal();
  return {
    ...files,
    'patients/july.zip': zip({ 'guide.pdf': '%PDF-1.4', 'gp-reg-pat-prac-all.csv': july! }),
    'patients/males.csv': `${single}\n`,
    'patients/females.csv': `${single.replaceAll(',M,', ',F,')}\n`,
    'patients/lsoa.csv': lsoa('01APR2020', lsoaRows),
    'patients/map.csv': practiceMap('01JAN2020', [['A81001', 'U00001', '16C']]),
    'areas/deprivation.csv': deprivation,
    'areas/rurality.csv': rurality,
  };
}

/** What a reader would call the numbers: everything but names. */
const numbersOf = ({ panel }: PanelWithProvenance) =>
  JSON.stringify([panel.variables, panel.rows.map(({ pcn_name: _, ...row }) => row)]);

const warningsOf = ({ warnings }: PanelWithProvenance) =>
  new Set(warnings.map(({ about, message }) => `${about}: ${message}`));

const build = (dir: string) => buildPanel({ dir, snapshots: [march, june], role, absent: 'zero' });

async function attempt(dir: string): Promise<PanelWithProvenance | InputError> {
  try {
    return await build(dir);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

function victimOf(path: string, content: string | Uint8Array): Victim {
  const bytes = Buffer.from(content as string);
  return { path, bytes, table: path.endsWith('.csv') ? bytes.toString() : null };
}

function mutated(
  victims: readonly Victim[],
  mutations: Readonly<Record<string, Mutation>>,
  uniform: Uniform,
) {
  const names = Object.keys(mutations);
  for (;;) {
    const victim = victims[below(uniform, victims.length)]!;
    const name = pick(uniform, names);
    const content = mutations[name]!(victim, uniform);
    if (content !== null && !content.equals(victim.bytes)) return { victim, name, content };
  }
}

test(`${cases} spoilt files end in a named error or a right panel`, async () => {
  const files = await country();
  const dir = await folderOf(files);
  const victims = Object.entries(files).map(([path, content]) => victimOf(path, content));
  const sound = await build(dir);
  const numbers = numbersOf(sound);
  const warnings = warningsOf(sound);
  const without = new Map<string, string | InputError>();
  for (const { path, bytes } of victims) {
    await rm(join(dir, path));
    const found = await attempt(dir);
    without.set(path, found instanceof InputError ? found : numbersOf(found));
    await writeFile(join(dir, path), bytes);
  }
  const failures: string[] = [];
  let errors = 0;
  for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
    const uniform = uniformFrom(seed);
    const harms = uniform() < 0.75;
    const { victim, name, content } = mutated(victims, harms ? harmful : harmless, uniform);
    const where = join(dir, victim.path);
    await writeFile(where, content);
    const say = (what: string) => failures.push(`seed ${seed}, ${victim.path}, ${name}: ${what}`);
    try {
      const found = await attempt(dir);
      if (found instanceof InputError) {
        errors++;
        if (!harms) say(`refused: ${found.explain()}`);
        else if (found.explain().split('\n').length < 2)
          say(`an error that does not help: ${found.explain()}`);
      } else if (numbersOf(found) !== numbers) {
        const isAsWithout = numbersOf(found) === without.get(victim.path);
        const isSaid = [...warningsOf(found)].some((warning) => !warnings.has(warning));
        if (!(harms && (isAsWithout || isSaid))) say('another panel, and no word of it');
      }
    } catch (error) {
      say(`crashed: ${(error as Error).stack}`);
    }
    await writeFile(where, victim.bytes);
  }
  expect(failures.slice(0, 10), `${failures.length} of ${cases}`).toEqual([]);
  expect(await readFile(join(dir, victims[0]!.path))).toEqual(victims[0]!.bytes);
  expect(errors).toBeGreaterThan(cases / 4);
}, 3_600_000);
