import { homedir } from 'node:os';
import path from 'node:path';

/** The folder where this program may keep what it can make again: the system's own place for caches. */
export function cacheFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = environment;
  const base =
    platform === 'win32'
      ? (local ?? path.join(homedir(), 'AppData', 'Local'))
      : platform === 'darwin'
        ? path.join(homedir(), 'Library', 'Caches')
        : xdg !== undefined && path.isAbsolute(xdg)
          ? xdg
          : path.join(homedir(), '.cache');
  return path.join(base, 'inverse-care');
}
