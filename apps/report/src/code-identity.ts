import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow, sha256 } from './manifest.js';

const appRoot = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(path.join(appRoot, 'package.json'), 'utf8')) as {
  version: string;
};

export { version };

/** The folder of study files that come with the program. */
export const studiesFolder = path.join(appRoot, '..', '..', 'studies');

/** One hash over all code, templates and styles that make a report. */
export async function codeSha256(): Promise<string> {
  const packages = ['stats', 'domain', 'core', 'sources', 'synthetic', 'figures', 'audit'];
  const folders = [
    ...packages.map((name) => path.join(appRoot, '..', '..', 'packages', name, 'dist')),
    ...['dist', 'templates', 'assets'].map((name) => path.join(appRoot, name)),
  ];
  return sha256OfFolders(folders);
}

/** One hash over the code that draws depend on. */
export const statsSha256 = () =>
  sha256OfFolders([path.join(appRoot, '..', '..', 'packages', 'stats', 'dist')]);

async function sha256OfFolders(folders: readonly string[]): Promise<string> {
  const parts: string[] = [];
  for (const folder of folders) {
    for (const file of await filesBelow(folder)) {
      if (/\.(js|hbs|css|woff2)$/.test(file))
        parts.push(file, sha256(await readFile(path.join(folder, file))));
    }
  }
  return sha256(parts.join('\n'));
}
