import { openCacheFolder } from '../packages/record/dist/index.js';

/** A cache folder, opened. Throws where it cannot be used: what is measured would be something else. */
export function openCache(dir) {
  return openCacheFolder(dir, (why) => {
    throw new Error(`The cache folder ${dir} cannot be used: ${why}`);
  });
}
