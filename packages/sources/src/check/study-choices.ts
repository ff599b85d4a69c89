import {
  type CacheFolder,
  isOfficial,
  type LocalVariable,
  type NeedId,
  officialVariable,
  order,
  type Snapshot,
} from '@inverse-care/domain';
import { readingOf } from '../reading/reading.js';
import { withWorkspace } from '../reading/workspace.js';
import { localVariables } from '../recognise/local-sidecar.js';
import { openFolder, requireSound } from '../recognise/open-folder.js';
import type { DataFolders } from '../tables/folder.js';
import { censusDates, readWorkforce } from '../workforce/workforce.js';
import { allowedVariables } from './allowed-variables.js';

/** What a study on a data folder may choose from. */
export interface StudyChoices {
  /** Census dates of its workforce files, ascending. */
  readonly snapshots: readonly Snapshot[];
  /** Roles of the last census, the most rows first. */
  readonly roles: readonly { readonly name: string; readonly rows: number }[];
  /** Variables that may stand for need: official ones, then those of local tables. */
  readonly needs: readonly NeedId[];
  /** What local tables bring. */
  readonly local: readonly LocalVariable[];
  readonly synthetic: boolean;
}

/**
 * Says what a study on a folder may choose from. Files are recognised, and of the last census the roles are read.
 * @throws InputError where there is no folder, nothing in it is known, or a file in it stops every run.
 */
export async function studyChoices(
  dir: DataFolders,
  { signal, cache = null }: { signal?: AbortSignal; cache?: CacheFolder | null } = {},
): Promise<StudyChoices> {
  const folder = await openFolder(dir, signal, undefined, cache);
  requireSound(dir, folder);
  const local = localVariables(folder.sidecars);
  const snapshots = censusDates(folder.tables);
  const last = snapshots.at(-1);
  const { variables } = allowedVariables(
    folder.tables,
    local.map(({ id }) => id),
  );
  const roles =
    last === undefined
      ? []
      : await withWorkspace(
          signal,
          async (workspace) => [
            ...(await readWorkforce(readingOf(workspace, folder.tables), last, '')).roles,
          ],
          { country: folder.country },
        );
  const mayBeNeed = (id: string) =>
    isOfficial(id) ? officialVariable(id).need : local.some((one) => one.id === id && one.need);
  return {
    snapshots,
    roles: roles
      .filter(([name]) => name !== '')
      .map(([name, { rows }]) => ({ name, rows }))
      .sort((a, b) => b.rows - a.rows || order(a.name, b.name)),
    needs: variables.filter(mayBeNeed),
    local,
    synthetic: folder.synthetic,
  };
}
