import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Finding, InputError, readYaml } from '@inverse-care/domain';
import { z } from 'zod';
import { finding } from '../check/finding.js';
import type { PlausibleRange } from '../check/plausible.js';
import type { DataFolders, FolderFile } from '../tables/folder.js';
import { foldersOf } from '../tables/folder.js';
import { unreadableFile } from '../tables/unreadable-file.js';
import { type Country, countryFile, england } from './country.js';

/** Counts are added up in 24 bits a row. */
const countable = 2 ** 24 - 1;
const mostBytes = 2 ** 16;

const range = z
  .strictObject({ from: z.number().min(0), up_to: z.number().gt(0) })
  .refine(({ from, up_to }) => from <= up_to, { error: 'expected "from" not above "up_to"' });

const schema = z.strictObject({
  country: z.string().trim().min(1).max(60).default(england.name),
  practice_patients_most: z.int().min(1).max(countable).default(england.practicePatientsMost),
  row_fte_most: z.number().gt(0).max(100_000).default(england.rowFteMost),
  plausible: z
    .strictObject({
      patients: range,
      practices: range,
      pcns: range,
      survey_practices: range,
      neighbourhoods_2011: range,
      neighbourhoods_2021: range,
    })
    .partial()
    .prefault({}),
});

type Said = z.infer<typeof schema>;

/** A data folder's country, and the file that says so; England where there is none. */
export interface ReadCountry {
  country: Country;
  file: FolderFile | null;
  /** What the file changes, as a finding: whoever reads the results should know. */
  findings: Finding[];
}

function rangeOf(
  known: PlausibleRange,
  said: Said['plausible'][keyof Said['plausible']],
  name: string,
): PlausibleRange {
  const what = known.what.replace(england.name, name);
  if (said === undefined) return { ...known, what };
  return { ...known, what, from: said.from, upTo: said.up_to, source: countryFile };
}

function countryOf({ country: name, practice_patients_most, row_fte_most, plausible: said }: Said): Country {
  const known = england.plausible;
  return {
    name,
    practicePatientsMost: practice_patients_most,
    rowFteMost: row_fte_most,
    plausible: {
      patients: rangeOf(known.patients, said.patients, name),
      practices: rangeOf(known.practices, said.practices, name),
      pcns: rangeOf(known.pcns, said.pcns, name),
      surveyPractices: rangeOf(known.surveyPractices, said.survey_practices, name),
      lsoas2011: rangeOf(known.lsoas2011, said.neighbourhoods_2011, name),
      lsoas2021: rangeOf(known.lsoas2021, said.neighbourhoods_2021, name),
    },
  };
}

const told = (file: FolderFile, { name, practicePatientsMost, rowFteMost }: Country): Finding =>
  finding({
    id: 'country-settings',
    severity: 'cosmetic',
    file: file.path,
    message: `The country is ${name}: a practice has up to ${practicePatientsMost} patients, a row up to ${rowFteMost} FTE.`,
    meaning: 'Values beyond these stop a run; what is plausible for a whole country is this file’s word too.',
    remedy: 'Compare the settings with the country. Without the file they are England’s.',
  });

/** Files that are settings of a country, by their place: at the top of a data folder. */
const isCountry = ({ path }: FolderFile, folders: number): boolean =>
  basename(path) === countryFile && path.split('/').length === (folders > 1 ? 2 : 1);

/**
 * Reads the settings of the country whose data these are.
 * @param files of the folders.
 * @throws InputError where there are two such files, or one that cannot be used.
 */
export async function readCountry(dirs: DataFolders, files: readonly FolderFile[]): Promise<ReadCountry> {
  const [file, another] = files.filter((one) => isCountry(one, foldersOf(dirs).length));
  if (file === undefined) return { country: england, file: null, findings: [] };
  if (another !== undefined) {
    throw new InputError('Two data folders say which country they are of', {
      place: { file: another.path },
      expected: `no other than ${file.path}`,
      remedy: 'Keep one.',
    });
  }
  const wrong = {
    expected: 'keys and values, such as practice_patients_most: 300000',
    remedy: 'See "Another country" in docs/data.md, or take the file away.',
  };
  if (file.bytes > mostBytes) {
    throw new InputError('This is too long for the settings of a country', {
      place: { file: file.path },
      ...wrong,
    });
  }
  const text = await readFile(file.absolute, 'utf8').catch((error) => {
    throw unreadableFile(error, file.path);
  });
  const { value } = readYaml(text, {
    file: file.path,
    noun: 'country file',
    schema,
    empty: 'The country file sets nothing.',
    ...wrong,
  });
  const country = countryOf(value);
  return { country, file, findings: [told(file, country)] };
}
