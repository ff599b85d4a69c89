import { readFileSync } from 'node:fs';
import path from 'node:path';
import { appRoot } from './program-folders.js';

/** Of this program. */
export const { version } = JSON.parse(readFileSync(path.join(appRoot, 'package.json'), 'utf8')) as {
  version: string;
};
