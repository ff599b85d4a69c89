import { homedir } from 'node:os';
import path from 'node:path';
import type { CacheFolder } from '@inverse-care/domain';
import { openCacheFolder } from '@inverse-care/record/cache-folder';
import type { CacheOptions } from '@inverse-care/sources';
import { complain } from '../terminal.js';

/** The user's own folder for what can be made again, by the customs of the platform. */
export function userCacheFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = environment;
  if (platform === 'win32')
    return path.join(local || path.join(home, 'AppData', 'Local'), 'inverse-care', 'cache');
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'inverse-care');
  // The specification says that a relative path is to be ignored.
  return path.join(
    xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(home, '.cache'),
    'inverse-care',
  );
}

/** A folder for what can be made again, not opened yet. */
export interface CachePlace {
  readonly dir: string;
  /** Opens it, or a folder below it; null where it cannot be used, which standard error says once. */
  open(below?: string): Promise<CacheFolder | null>;
}

/**
 * Where counts are kept from one run to the next: --cache, else INVERSE_CARE_CACHE, else the user's cache folder; null
 * with --no-cache. A folder that cannot be used is no failure: standard error says so, and the run goes on.
 */
export function cacheFrom(option: string | false | undefined): CachePlace | null {
  if (option === false) return null;
  const dir = option ?? (process.env.INVERSE_CARE_CACHE || userCacheFolder());
  let told = false;
  const onProblem = (why: string) => {
    if (told) return;
    told = true;
    complain(`\nThe cache folder ${dir} cannot be used (${why}); going on without it.`);
  };
  return { dir, open: (below = '') => openCacheFolder(path.join(dir, below), onProblem) };
}

/** The counts that are kept at a place, opened; null where nothing is to be kept, or can be. */
export async function openCounts(place: CachePlace | null): Promise<CacheOptions | null> {
  const folder = (await place?.open()) ?? null;
  return folder && { folder };
}
