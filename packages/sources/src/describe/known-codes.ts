import { type CacheFolder, icbOf, type LocalLevel, localLevels, subIcbOf } from '@inverse-care/domain';
import { isCode } from '../places/codes.js';
import { membershipsReader } from '../places/memberships.js';
import { readingOf } from '../reading/reading.js';
import { withWorkspace } from '../reading/workspace.js';
import { openFolder, requireSound } from '../recognise/open-folder.js';
import type { DataFolders } from '../tables/folder.js';
import { censusDates } from '../workforce/workforce.js';

/** Which codes join, by whose they are. */
export interface KnownCodes {
  joins(level: LocalLevel, code: string): boolean;
  /** By what it is told: "the practices of the data folder", "the way codes of practices are built". */
  by(level: LocalLevel): string;
}

const isArea = (level: LocalLevel, code: string) =>
  level === 'icb'
    ? icbOf(code) !== undefined
    : [subIcbOf(code)?.code, subIcbOf(code)?.onsCode].includes(code);

/** A PCN's code is built as a practice's is, and is none. */
const isBuilt = (level: LocalLevel, code: string) =>
  level === 'practice' ? isCode('practice', code) && !isCode('pcn', code) : isCode('pcn', code);

const what: Readonly<Record<LocalLevel, string>> = {
  practice: 'practices',
  pcn: 'PCNs',
  sub_icb: 'sub-ICB locations that the program knows',
  icb: 'ICBs that the program knows',
};

/** Codes told by how they are built, where there is no data folder; those of areas by the program’s own list. */
export const codesByPattern: KnownCodes = {
  joins: (level, code) =>
    level === 'icb' || level === 'sub_icb' ? isArea(level, code) : isBuilt(level, code),
  by: (level) =>
    level === 'icb' || level === 'sub_icb'
      ? `the ${what[level]}`
      : `the way codes of ${what[level]} are built`,
};

/**
 * Codes of the practices and PCNs that a data folder has at its first or last census, and of the areas that the program
 * knows.
 * @throws InputError where the folder cannot be read, or does not say which practice belongs to which PCN.
 */
export async function codesOfFolder(
  dir: DataFolders,
  { signal, cache = null }: { signal?: AbortSignal; cache?: CacheFolder | null } = {},
): Promise<KnownCodes> {
  const folder = await openFolder(dir, signal, undefined, cache);
  requireSound(dir, folder);
  const dates = censusDates(folder.tables);
  const sets = new Map<LocalLevel, Set<string>>(localLevels.map((level) => [level, new Set()]));
  await withWorkspace(
    signal,
    async (workspace) => {
      const memberships = await membershipsReader(readingOf(workspace, folder.tables));
      for (const date of new Set([dates[0] ?? '2020-03-31', dates.at(-1) ?? '2020-03-31'])) {
        for (const { practice, pcn } of (await memberships.at(date)).members) {
          sets.get('practice')?.add(practice);
          sets.get('pcn')?.add(pcn);
        }
      }
    },
    { country: folder.country },
  );
  return {
    joins: (level, code) =>
      level === 'icb' || level === 'sub_icb' ? isArea(level, code) : (sets.get(level)?.has(code) ?? false),
    by: (level) =>
      level === 'icb' || level === 'sub_icb' ? `the ${what[level]}` : `the ${what[level]} of the data folder`,
  };
}
