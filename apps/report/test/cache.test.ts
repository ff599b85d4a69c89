import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFrom, userCacheFolder } from '../src/commands/cache.js';

describe('the cache folder', () => {
  it('is the user’s own by the customs of the platform', () => {
    const home = path.resolve('/home/ann');
    const xdg = path.resolve('/var/ann');
    expect(userCacheFolder('linux', {}, home)).toBe(path.join(home, '.cache', 'inverse-care'));
    expect(userCacheFolder('linux', { XDG_CACHE_HOME: xdg }, home)).toBe(path.join(xdg, 'inverse-care'));
    expect(userCacheFolder('linux', { XDG_CACHE_HOME: 'here' }, home)).toBe(
      path.join(home, '.cache', 'inverse-care'),
    );
    expect(userCacheFolder('darwin', {}, home)).toBe(path.join(home, 'Library', 'Caches', 'inverse-care'));
    expect(userCacheFolder('win32', { LOCALAPPDATA: xdg }, home)).toBe(
      path.join(xdg, 'inverse-care', 'cache'),
    );
  });

  it('is the one that is asked for, or none', () => {
    expect(cacheFrom('here')?.dir).toBe('here');
    expect(cacheFrom(false)).toBeNull();
  });
});
