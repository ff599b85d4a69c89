import {
  type CacheFolder,
  type Finding,
  type InputError,
  InputError as Problem,
  throwIfCancelled,
} from '@inverse-care/domain';
import type { KindId } from '../catalogue/catalogue.js';
import { finding } from '../check/finding.js';
import { type Country, countryNote, england } from '../country/country.js';
import { type ReadCountry, readCountry } from '../country/read-country.js';
import {
  type Fingertips,
  packedFingertips,
  recogniseFingertips,
} from '../fingertips/recognise-fingertips.js';
import {
  type DataFolders,
  type FolderFile,
  foldersOf,
  isLocal,
  type LostLink,
  listFolders,
} from '../tables/folder.js';
import { knownFiles } from './known-files.js';
import { localVariable } from './local-columns.js';
import type { Sidecar } from './local-sidecar.js';
import { describedTwice, readSidecars, sidecarPath } from './local-sidecars.js';
import { recogniseLocal } from './recognise-local.js';
import type { Recognition, Table } from './recognise-table.js';
import { describeCommand } from './undescribed.js';

/** A data folder, every file of it looked at. */
export interface OpenFolder {
  recognitions: readonly Recognition[];
  tables: readonly Table[];
  /** What describes local tables. */
  sidecars: readonly Sidecar[];
  /** Problems that no run can pass over. */
  errors: readonly InputError[];
  synthetic: boolean;
  /** Whose data these are, and the file that says so. */
  country: Country;
  countryFile: FolderFile | null;
  /** What the folder itself says: its country's settings, links that lead nowhere. */
  findings: readonly Finding[];
}

/** Files of which one serves every snapshot: a defective one does not matter where a sound one is there. */
const undated: readonly KindId[] = [
  'membership-dates',
  'practice-survey',
  'deprivation',
  'deprivation-2025',
  'rurality',
  'rurality-2021',
  'lsoa-lookup',
  'geography',
];

/** A table in `local` that nothing names: what would make it a variable. */
function withHint(found: Recognition): Recognition {
  const { file, tables, problems } = found;
  const nameless = tables.every(
    ({ kind, header }) => kind.id === 'local' && header.every((name) => localVariable(name) === null),
  );
  if (!isLocal(file.path) || !/\.csv$/i.test(file.path) || !nameless || problems.length > 0) return found;
  const note = `no column is named like an official variable; a sidecar ${sidecarPath(file.path)} would make its columns variables: \`${describeCommand(file.path)}\` proposes one`;
  return { ...found, tables: [], note };
}

/** What was found in an archive, with the downloads of Fingertips in it. */
function withPacked(found: Recognition, packed: readonly Fingertips[], downloads: Sidecar[]): Recognition {
  if (packed.length === 0) return found;
  for (const { sidecar } of packed) if (sidecar !== null) downloads.push(sidecar);
  return {
    ...found,
    tables: [...found.tables, ...packed.flatMap(({ recognition }) => recognition.tables)],
    problems: [...found.problems, ...packed.flatMap(({ recognition }) => recognition.problems)],
    note: null,
  };
}

/** A link whose target cannot be had: what it stood for is missing, which a reader should not learn by chance. */
const lostLink = ({ path, target, why }: LostLink): Finding =>
  finding({
    id: 'broken-link',
    severity: 'biases',
    file: path,
    message:
      target === null
        ? `Neither a file nor a folder: ${why}.`
        : `A symbolic link that cannot be followed: ${why} (${target}).`,
    meaning:
      'No run reads it. If it stood for a file that a run should read, that is missing, and another may take its place.',
    remedy: 'Put the file in its place, mend the link, or delete it.',
  });

/** The settings of the country, or England's and what is wrong with them. */
async function countryOrError(
  dir: DataFolders,
  files: readonly FolderFile[],
): Promise<ReadCountry & { error: InputError | null }> {
  try {
    return { ...(await readCountry(dir, files)), error: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const file = files.find(({ path }) => path === error.place.file) ?? null;
    return { country: england, file, findings: [], error };
  }
}

/**
 * Recognises every file of a folder, or of several taken together.
 * @param cache what files were recognised as before, and the sheets of workbooks.
 * @throws InputError where there is no folder, or nothing in it.
 */
export async function openFolder(
  dir: DataFolders,
  signal?: AbortSignal,
  onFile?: (done: number, total: number) => void,
  cache: CacheFolder | null = null,
): Promise<OpenFolder> {
  const links: Finding[] = [];
  const files = await listFolders(dir, signal, (lost) => links.push(lostLink(lost)));
  const recognitions: Recognition[] = [];
  const { country, file: ofCountry, findings, error } = await countryOrError(dir, files);
  const sidecars = await readSidecars(files);
  const described = new Map(sidecars.all.map((sidecar) => [sidecar.table, sidecar]));
  const look = async (file: FolderFile): Promise<Recognition> => {
    if (file === ofCountry) {
      return { file, tables: [], note: countryNote, problems: [] };
    }
    if (sidecars.files.has(file)) {
      return { file, tables: [], note: 'a description of the table beside it', problems: [] };
    }
    const sidecar = described.get(file);
    if (sidecar !== undefined) return recogniseLocal(sidecar);
    const download = await recogniseFingertips(file);
    if (download === null) {
      const found = withHint(await known.recognise(file));
      return found.problems.length > 0 ? found : withPacked(found, await packedFingertips(file), downloads);
    }
    if (download.sidecar !== null) downloads.push(download.sidecar);
    return download.recognition;
  };
  const downloads: Sidecar[] = [];
  const known = await knownFiles(dir, cache);
  for (const file of files) {
    throwIfCancelled(signal);
    recognitions.push(await look(file));
    onFile?.(recognitions.length, files.length);
  }
  await known.close();
  const tables = recognitions.flatMap((found) => found.tables);
  const sound = new Set(tables.map(({ kind }) => kind.id));
  const errors = recognitions
    .flatMap(({ problems }) => problems)
    .filter(({ kind }) => kind?.id !== 'geography')
    .filter(({ kind }) => kind === null || !undated.includes(kind.id) || !sound.has(kind.id))
    .map(({ error }) => error);
  const marked = files.some(({ path }) => /(^|\/)synthetic\.txt$/i.test(path));
  return {
    recognitions,
    tables,
    sidecars: [...sidecars.all, ...downloads],
    country,
    countryFile: error === null ? ofCountry : null,
    findings: [...links, ...findings],
    errors: [
      ...(error === null ? [] : [error]),
      ...sidecars.errors,
      ...describedTwice(sidecars.all, downloads),
      ...errors,
    ],
    synthetic: marked || tables.some(({ synthetic }) => synthetic),
  };
}

/** Throws the first problem of a folder, or an InputError where nothing in it is known. */
export function requireSound(dir: DataFolders, folder: OpenFolder): void {
  const [error] = folder.errors;
  if (error !== undefined) throw error;
  if (folder.tables.length > 0) return;
  const names = folder.recognitions.map(({ file, note }) => `${file.path} (${note})`);
  throw new Problem('Nothing in the data folder is a known official file', {
    place: { file: foldersOf(dir).join(', ') },
    expected: 'files of NHS England and the Office for National Statistics as published',
    remedy: `Download them into this folder. What is there: ${names.slice(0, 8).join('; ')}${names.length > 8 ? '; …' : ''}`,
  });
}
